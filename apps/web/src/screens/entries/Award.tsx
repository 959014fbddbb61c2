import { t } from '../../i18n';
import type { Entry } from './api';
import css from './EntryScreen.module.css';

/** Recognised: said first, before everything else. */
export function Award({ entry }: { entry: Entry }) {
  if (entry.state !== 'RECOGNISED') return null;
  return (
    <section className={`${css.award} dvk-card`} aria-labelledby="award-title">
      <h2 id="award-title" className={css.award_title}>
        {t('entries.award_title')}
      </h2>
      <p>{t('entries.award_text', { name: entry.subjectName })}</p>
    </section>
  );
}
