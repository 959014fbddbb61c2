import { Button, Menu } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { t } from '../../i18n';

const papers = ['registration.docx', 'registration.pdf', 'report.docx', 'report.pdf'] as const;

/** The registration form and the report of an entry, as Word and PDF. */
export function PaperMenu({ entryId }: { entryId: string }) {
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconFileText size={18} aria-hidden />}>
          {t('forms.papers')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {papers.map((paper) => {
          const [kind, format] = paper.split('.') as ['registration' | 'report', 'docx' | 'pdf'];
          return (
            <Menu.Item key={paper} component="a" href={`/api/entries/${entryId}/${paper}`} download>
              {t(`forms.${kind}_${format}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
