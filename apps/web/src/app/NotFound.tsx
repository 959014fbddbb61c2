import { t } from '../i18n';
import { EmptyState } from '../ui/EmptyState';
import { LinkButton } from '../ui/LinkButton';
import { Page } from '../ui/Page';

/** An address without a screen, or a record that this account may not see: the two are not told apart. */
export function NotFound() {
  return (
    <Page title={t('common.not_found_title')}>
      <EmptyState title={t('common.not_found_hint')} action={<LinkButton to="/">{t('common.to_home')}</LinkButton>} />
    </Page>
  );
}
