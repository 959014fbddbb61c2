import { type ReactNode, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconCurrentLocation, IconX } from '@tabler/icons-react';
import { MAX_PLACE_LENGTH, type PlaceValue } from '@app/forms';
import { t } from '../../i18n';
import css from './form.module.css';

interface Props {
  label: string;
  description?: ReactNode;
  required: boolean;
  error?: string | undefined;
  value: PlaceValue;
  onChange: (value: PlaceValue) => void;
}

/** A place by name, and where it lies: taken from the device when the writer stands there and wishes it. */
export function PlaceInput({ value, onChange, ...input }: Props) {
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle');
  const locate = (): void => {
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle');
        onChange({ text: value.text, lat: coords.latitude.toFixed(6), lng: coords.longitude.toFixed(6) });
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  };
  return (
    <>
      <TextInput
        {...input}
        maxLength={MAX_PLACE_LENGTH}
        value={value.text}
        onChange={(event) => onChange({ ...value, text: event.currentTarget.value })}
      />
      <div className={css.place}>
        {value.lat && value.lng ? (
          <>
            <span className="dvk-num">{t('forms.position', { lat: value.lat, lng: value.lng })}</span>
            <Button
              variant="subtle"
              leftSection={<IconX size={18} aria-hidden />}
              onClick={() => onChange({ text: value.text })}
            >
              {t('forms.position_remove')}
            </Button>
          </>
        ) : (
          'geolocation' in navigator && (
            <Button
              variant="subtle"
              loading={state === 'asking'}
              leftSection={<IconCurrentLocation size={18} aria-hidden />}
              onClick={locate}
            >
              {t('forms.position_use')}
            </Button>
          )
        )}
      </div>
      {state === 'failed' && (
        <p className={css.error} role="alert">
          {t('forms.position_failed')}
        </p>
      )}
    </>
  );
}
