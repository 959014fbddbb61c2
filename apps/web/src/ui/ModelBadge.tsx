import { t } from '../i18n';
import css from './ModelBadge.module.css';

/** "Mới", or "Duy trì, năm thứ 3": whether a model is put forward for the first time. */
export function ModelBadge({ renewalNo }: { renewalNo: number }) {
  return (
    <span className={css.badge} data-carried={renewalNo > 0 || undefined}>
      {renewalNo > 0 ? t('progress.carried_on', { n: renewalNo + 1 }) : t('progress.is_new')}
    </span>
  );
}
