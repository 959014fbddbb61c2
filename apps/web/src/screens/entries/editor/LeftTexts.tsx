import { Alert, Button, CopyButton } from '@mantine/core';
import { t } from '../../../i18n';
import type { Entry } from '../api';
import css from './Editor.module.css';

/** What was written in fields that an amendment took away: nothing is lost, it waits here to be copied. */
export function LeftTexts({ texts }: { texts: Entry['contentLeft'] }) {
  if (texts.length === 0) return null;
  return (
    <Alert color="amber" mb="md" title={t('forms.left_title')}>
      <p className={css.dim}>{t('forms.left_hint')}</p>
      <dl className={css.difference}>
        {texts.map(({ code, label, text }, index) => (
          <div key={`${code} ${index}`}>
            <dt>{label}</dt>
            <dd>
              {text}
              <br />
              <CopyButton value={text}>
                {({ copied, copy }) => (
                  <Button
                    variant="subtle"
                    size="compact-md"
                    aria-label={t('forms.copy_of', { name: label })}
                    onClick={copy}
                  >
                    {copied ? t('forms.copied') : t('forms.copy')}
                  </Button>
                )}
              </CopyButton>
            </dd>
          </div>
        ))}
      </dl>
    </Alert>
  );
}
