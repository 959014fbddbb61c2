import { useNetwork } from '@mantine/hooks';
import { IconWifiOff } from '@tabler/icons-react';
import { t } from '../i18n';
import css from './OfflineBanner.module.css';

export function OfflineBanner() {
  const { online } = useNetwork();
  return (
    <div role="status" className="dvk-no-print">
      {!online && (
        <div className={css.banner}>
          <IconWifiOff size={20} aria-hidden />
          {t('common.offline')}
        </div>
      )}
    </div>
  );
}
