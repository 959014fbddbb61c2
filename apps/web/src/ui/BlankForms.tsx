import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { t } from '../i18n';

const PAPERS = [
  ['registration', 'docx'],
  ['registration', 'pdf'],
  ['report', 'docx'],
  ['report', 'pdf'],
] as const;

/** The blank forms of a round's category, to be written on by hand or in Word: the same fields as on the screen. */
export function BlankForms({ roundId, category }: { roundId: string; category: string }) {
  return (
    <Group gap="sm">
      {PAPERS.map(([kind, format]) => (
        <Button
          key={`${kind}.${format}`}
          component="a"
          variant="default"
          download
          href={`/api/rounds/${roundId}/form.${format}?category=${encodeURIComponent(category)}&kind=${kind}`}
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t(`forms.${kind}_${format}`)}
        </Button>
      ))}
    </Group>
  );
}
