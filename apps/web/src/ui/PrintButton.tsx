import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { t } from '../i18n';

/** Prints the screen; the print sheet (theme/global.css) sets A4 with official margins and leaves out controls. */
export function PrintButton({ label }: { label?: string }) {
  return (
    <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
      {label ?? t('common.print')}
    </Button>
  );
}
