import { useEffect, useRef } from 'react';
import { Button, Group } from '@mantine/core';
import { IconCircleCheck, IconDownload } from '@tabler/icons-react';
import { formatDateTime, t } from '../../../i18n';
import { Facts } from '../../../ui/Facts';
import { LinkButton } from '../../../ui/LinkButton';
import { Page } from '../../../ui/Page';
import { Deadline } from '../../../ui/Deadline';
import type { Submitted } from '../api';
import css from './Editor.module.css';

/** The moment after submitting: the number to write down, and who has the entry now. */
export function Receipt({ submitted }: { submitted: Submitted }) {
  const { entry } = submitted;
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    head.current?.focus();
  }, []);
  return (
    <Page title={t('entries.receipt_title')} breadcrumb={[{ label: t('entries.list'), to: '/entries' }]}>
      <div ref={head} tabIndex={-1} className={`${css.receipt} dvk-card`} role="status">
        <IconCircleCheck size={48} stroke={1.6} aria-hidden className={css.done} />
        <p className={css.receipt_label}>{t('entries.receipt_no')}</p>
        <p className={css.receipt_no}>{submitted.receiptNo}</p>
        <p className={css.receipt_entry}>{entry.title}</p>
        <Facts
          facts={[
            [t('entries.submitted_at'), formatDateTime(submitted.submittedAt)],
            [t('entries.revision'), t('entries.revision_no', { n: submitted.revisionNo })],
            [t('entries.unit'), entry.unitName],
            [
              t('entries.now_at'),
              entry.holderUnitName ? `${entry.holderUnitName}${entry.stageName ? ` – ${entry.stageName}` : ''}` : null,
            ],
            [t('entries.answer_by'), entry.deadline ? <Deadline at={entry.deadline} /> : null],
          ]}
        />
        <Group gap="sm" mt="lg">
          <Button
            component="a"
            href={`/api/entries/${entry.id}/receipt.pdf`}
            download
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t('entries.receipt_download')}
          </Button>
          <LinkButton to="/entries/$id" params={{ id: entry.id }} variant="default">
            {t('entries.follow')}
          </LinkButton>
        </Group>
      </div>
      <p className={css.dim}>{t('entries.receipt_next')}</p>
    </Page>
  );
}
