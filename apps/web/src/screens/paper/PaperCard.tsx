import { useState } from 'react';
import { Anchor, Button, Stack } from '@mantine/core';
import { call } from '../../api/call';
import { asProblem } from '../../api/problem';
import { formatDate, formatSize, t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Facts } from '../../ui/Facts';
import { Section } from '../../ui/Section';
import { Uploader } from '../../ui/upload/Uploader';
import type { Entry } from '../entries/api';
import { type Arrival, ArrivalFields } from './ArrivalFields';
import css from './PaperCard.module.css';

type Paper = NonNullable<Entry['paper']>;

/** What belongs to the paper of an entry: when it came, who entered it, the scan. Nothing for entries typed by their unit. */
export function PaperCard({ entry }: { entry: Pick<Entry, 'id' | 'unitName' | 'paper' | 'can' | 'maxFileBytes'> }) {
  const [paper, setPaper] = useState(entry.paper);
  const [removing, setRemoving] = useState<Paper['scans'][number] | null>(null);
  const [changing, setChanging] = useState<Arrival | null>(null);
  const [refused, setRefused] = useState<ReturnType<typeof asProblem> | null>(null);
  if (!paper) return null;
  const writing = entry.can.includes('submitPaper');

  return (
    <Section
      title={t('paper.card')}
      hint={writing ? t('paper.card_write', { unit: entry.unitName }) : undefined}
      actions={
        writing && (
          <Button variant="default" size="sm" onClick={() => setChanging(paper)}>
            {t('paper.change_days')}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          [t('paper.received'), formatDate(paper.receivedOn)],
          [t('paper.postmark'), paper.postmarkOn && formatDate(paper.postmarkOn)],
          [t('paper.note'), paper.note],
          [t('paper.entered_by'), paper.enteredBy],
        ]}
      />
      <h3 className={css.subtitle}>{t('paper.scans')}</h3>
      {paper.scans.length === 0 && <p>{t('paper.no_scan')}</p>}
      <ul className={css.scans}>
        {paper.scans.map((scan) => (
          <li key={scan.id}>
            <Anchor href={`/api/entries/${entry.id}/scans/${scan.fileId}`} download>
              {scan.name}
            </Anchor>{' '}
            <span className={css.dim}>{formatSize(scan.size)}</span>
            {writing && (
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={`${t('paper.remove_scan')}: ${scan.name}`}
                onClick={() => setRemoving(scan)}
              >
                {t('paper.remove_scan')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {writing && (
        <Uploader
          label={t('paper.add_scan')}
          purpose="paper"
          scope={`paper:${entry.id}`}
          accept=".pdf,.jpg,.jpeg,.png,.webp,.heic"
          acceptWords={t('paper.add_scan_words')}
          maxBytes={entry.maxFileBytes}
          onDone={async (uploadId) => {
            const fresh = await call<Entry>('POST', `/api/entries/${entry.id}/scans`, { body: { uploadId } });
            setPaper(fresh.paper);
          }}
        />
      )}
      <ConfirmDialog
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('paper.remove_scan_title')}
        consequences={[t('paper.remove_scan_what', { name: removing?.name ?? '' })]}
        confirmLabel={t('paper.remove_scan')}
        danger
        onConfirm={async () => {
          if (!removing) return;
          await call('DELETE', `/api/entries/${entry.id}/scans/${removing.id}`);
          setPaper({ ...paper, scans: paper.scans.filter(({ id }) => id !== removing.id) });
        }}
      />
      <ConfirmDialog
        opened={changing !== null}
        onClose={() => {
          setChanging(null);
          setRefused(null);
        }}
        title={t('paper.change_days')}
        confirmLabel={t('paper.save')}
        onConfirm={async () => {
          if (!changing) return;
          try {
            setPaper((await call<Entry>('PUT', `/api/entries/${entry.id}/paper`, { body: bodyOf(changing) })).paper);
          } catch (error) {
            setRefused(asProblem(error));
            throw error;
          }
        }}
      >
        {changing && (
          <Stack gap="md">
            <ArrivalFields value={changing} onChange={setChanging} errorOf={(field) => refused?.field(field)} />
          </Stack>
        )}
      </ConfirmDialog>
    </Section>
  );
}

const bodyOf = ({ receivedOn, postmarkOn, note }: Arrival): Arrival => ({ receivedOn, postmarkOn, note });
