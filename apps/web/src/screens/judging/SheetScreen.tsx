import { Button, Group, SegmentedControl } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { asProblem } from '../../api/problem';
import { formatDateTime, t } from '../../i18n';
import { Deadline } from '../../ui/Deadline';
import { EntryReader } from '../../ui/EntryReader';
import { ModelBadge } from '../../ui/ModelBadge';
import { ModelYears } from '../../ui/ModelYears';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { StateBadge } from '../../ui/StateBadge';
import { type Sheet, sheetQuery } from './api';
import css from './judging.module.css';
import { OtherSheets } from './OtherSheets';
import { SheetActions } from './SheetActions';
import { SheetForm } from './SheetForm';

export default function SheetScreen() {
  const { id } = useParams({ from: '/app/scoresheets/$id' });
  const { data, error, refetch } = useQuery(sheetQuery(id));
  if (error) return <Page title={t('judging.mark')}><ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} /></Page>;
  if (!data) return <Page title={t('judging.mark')} width="wide"><Skeletons rows={8} /></Page>;
  // A new key for each sheet: nothing typed on one can land on another.
  return <OneSheet key={id} sheet={data} />;
}

function OneSheet({ sheet }: { sheet: Sheet }) {
  const [side, setSide] = useState<'read' | 'mark'>('read');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { entry } = sheet;
  const go = (id: string | null): void => {
    if (id) void navigate({ to: '/scoresheets/$id', params: { id } });
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
      const target = event.key === 'ArrowRight' ? sheet.next : sheet.previous;
      if (!target) return;
      event.preventDefault();
      go(target);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  const refresh = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: ['scoresheets'] });
    await queries.invalidateQueries({ queryKey: ['home'] });
    await queries.invalidateQueries({ queryKey: ['scoresheet', sheet.id] });
  };
  return (
    <Page
      title={entry.title}
      width="wide"
      breadcrumb={[{ label: t('judging.back_to_list'), to: '/scoresheets' }]}
      lead={
        <Group gap="sm">
          <ModelBadge renewalNo={entry.renewalNo} />
          {entry.recognisedYears.length > 0 && (
            <ModelYears steps={entry.recognisedYears.map((year) => ({ entryId: null, year, state: 'RECOGNISED' }))} />
          )}
          <span>{t('judging.entry_of', { unit: entry.unitName, category: entry.categoryName, revision: entry.revisionNo })}</span>
          <StateBadge state={sheet.state} area="judging" />
          {sheet.state !== 'SIGNED' && <Deadline at={sheet.deadline} />}
        </Group>
      }
      actions={
        <Group gap="xs">
          <Button variant="default" disabled={!sheet.previous} onClick={() => go(sheet.previous)}>
            {t('judging.previous')}
          </Button>
          <Button variant="default" disabled={!sheet.next} onClick={() => go(sheet.next)}>
            {t('judging.next')}
          </Button>
        </Group>
      }
    >
      {sheet.state === 'REOPENED' && sheet.reopenReason && <p>{t('judging.reopened', { reason: sheet.reopenReason })}</p>}
      {sheet.state === 'SIGNED' && sheet.signedAt && <p>{t('judging.signed_at', { at: formatDateTime(sheet.signedAt) })}</p>}
      <SegmentedControl
        className={css.tabs}
        fullWidth
        aria-label={t('judging.mark')}
        value={side}
        onChange={(value) => setSide(value as 'read' | 'mark')}
        data={[
          { value: 'read', label: t('judging.read') },
          { value: 'mark', label: t('judging.mark') },
        ]}
      />
      <div className={css.split}>
        <section aria-label={t('judging.read')} className={`${css.entry} dvk-card ${side === 'read' ? '' : css.hidden}`}>
          <EntryReader sections={entry.content} figures={entry.contributions} files={entry.evidence} fileHref={(file) => `/api/entries/${entry.id}/files/${file.fileId}`} />
        </section>
        {/* A signed sheet has nothing that takes the focus: the part that scrolls takes it itself. */}
        <section aria-label={t('judging.mark')} className={`${css.sheet} dvk-card ${side === 'mark' ? '' : css.hidden}`} tabIndex={sheet.can.includes('save') ? undefined : 0}>
          <SheetForm sheet={sheet} onSigned={refresh} />
          <SheetActions sheet={sheet} onDone={refresh} onLeft={() => void navigate({ to: '/scoresheets' })} />
        </section>
      </div>
      <OtherSheets sheet={sheet} />
    </Page>
  );
}
