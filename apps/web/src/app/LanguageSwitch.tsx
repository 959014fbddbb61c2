import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { setLanguage, t, useLanguage } from '../i18n';
import css from './LanguageSwitch.module.css';

/** Names the language that a press brings, in that language. */
export function LanguageSwitch() {
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const next = language === 'vi' ? 'en' : 'vi';
  return (
    <UnstyledButton
      className={css.button}
      lang={next}
      disabled={busy}
      aria-label={`${t('common.language')}: ${t(`common.language_${next}`)}`}
      onClick={() => {
        setBusy(true);
        void setLanguage(next).finally(() => setBusy(false));
      }}
    >
      {next === 'en' ? 'EN' : 'VI'}
    </UnstyledButton>
  );
}
