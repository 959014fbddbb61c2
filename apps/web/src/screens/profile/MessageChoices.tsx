import { useState } from 'react';
import { Alert, Button, Checkbox, Radio, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { asProblem } from '../../api/problem';
import { t } from '../../i18n';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { type Preferences, preferencesQuery, savePreferences } from '../messages/api';
import css from '../messages/messages.module.css';

/** Which mails and messages a person gets, and how often; links of mails lead here and change nothing themselves. */
export function MessageChoices() {
  const { data, error, isPending, refetch } = useQuery(preferencesQuery);
  return (
    <Section title={t('messages.choices')} hint={t('messages.choices_hint')}>
      {isPending && <Skeletons rows={4} />}
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {data && <Form start={data} />}
    </Section>
  );
}

function Form({ start }: { start: Preferences }) {
  const queries = useQueryClient();
  const [rhythm, setRhythm] = useState(start.rhythm);
  const [kinds, setKinds] = useState(start.kinds);
  const [saved, setSaved] = useState(false);
  const { problem, busy, run } = useProblem();
  const set = (kind: string, part: { mail?: boolean; webhook?: boolean }): void => {
    setSaved(false);
    setKinds(kinds.map((one) => (one.kind === kind ? { ...one, ...part } : one)));
  };
  const save = async (): Promise<void> => {
    const answer = await savePreferences({
      rhythm,
      kinds: kinds.map(({ kind, mail, webhook }) => ({ kind, mail, webhook })),
    });
    queries.setQueryData(preferencesQuery.queryKey, answer);
    setSaved(true);
  };
  const places = [
    start.email ? t('messages.choices_to', { email: start.email }) : t('messages.choices_no_mail'),
    ...(start.gateway
      ? [start.phone ? t('messages.choices_phone', { phone: start.phone }) : t('messages.choices_no_phone')]
      : []),
  ];
  return (
    <>
      <p style={{ overflowWrap: 'anywhere' }}>{places.join(' ')}</p>
      <Radio.Group
        label={t('messages.rhythm')}
        value={rhythm}
        onChange={(value) => {
          setSaved(false);
          setRhythm(value as Preferences['rhythm']);
        }}
        mb="md"
      >
        <Stack gap="xs" mt="xs">
          {(['AT_ONCE', 'DAILY', 'WEEKLY'] as const).map((value) => (
            <Radio key={value} value={value} label={t(`messages.rhythm_${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('messages.kind')}</th>
            <th scope="col">{t('messages.channel_MAIL')}</th>
            {start.gateway && <th scope="col">{t('messages.channel_WEBHOOK')}</th>}
          </tr>
        </thead>
        <tbody>
          {kinds.map((one) => (
            <tr key={one.kind}>
              <th scope="row">{one.name}</th>
              <td>
                {one.mandatory ? (
                  <span className={css.dim}>{t('messages.always')}</span>
                ) : (
                  <Checkbox
                    aria-label={`${one.name}: ${t('messages.channel_MAIL')}`}
                    checked={one.mail}
                    onChange={(event) => set(one.kind, { mail: event.currentTarget.checked })}
                  />
                )}
              </td>
              {start.gateway && (
                <td>
                  <Checkbox
                    aria-label={`${one.name}: ${t('messages.channel_WEBHOOK')}`}
                    checked={one.webhook}
                    onChange={(event) => set(one.kind, { webhook: event.currentTarget.checked })}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {saved && (
        <Alert color="green" role="status" mt="md">
          {t('messages.choices_saved')}
        </Alert>
      )}
      <ProblemAlert problem={problem} />
      <div className={css.buttons}>
        <Button loading={busy} onClick={() => void run(save)}>
          {t('messages.choices_save')}
        </Button>
      </div>
    </>
  );
}
