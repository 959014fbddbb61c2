import { EmptyState } from '../ui/EmptyState';
import { LinkButton } from '../ui/LinkButton';
import { t } from '../i18n';

export function NotFound() {
  return (
    <EmptyState
      title={t('common.not_found_title')}
      hint={t('common.not_found_hint')}
      action={<LinkButton to="/">{t('common.to_home')}</LinkButton>}
    />
  );
}
