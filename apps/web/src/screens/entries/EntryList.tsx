import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call';
import { hasRole, useSession } from '../../api/session';
import { formatDate, t } from '../../i18n';
import { type Column, DataList, type Filter } from '../../ui/DataList';
import { Deadline } from '../../ui/Deadline';
import { EmptyState } from '../../ui/EmptyState';
import { LinkButton } from '../../ui/LinkButton';
import { ModelBadge } from '../../ui/ModelBadge';
import { Page } from '../../ui/Page';
import { SavedViews } from '../../ui/SavedViews';
import { StateBadge } from '../../ui/StateBadge';
import { useUrlState } from '../../ui/useUrlState';
import { type EntryPage, type EntryRow, fieldName, ownUnits, roundsForEntries, subjectName } from './api';
import css from './EntryList.module.css';
import { StateCounts } from './StateCounts';

const FIELDS = ['KINH_TE', 'VAN_HOA_XA_HOI', 'QUOC_PHONG_AN_NINH', 'HE_THONG_CHINH_TRI'];
const SORTS = ['deadline', 'title'] as const;

const FILTER_KEYS = ['q', 'roundId', 'field', 'carriedOn', 'overdue', 'holderUnitId'] as const;
const VIEW_KEYS = [...FILTER_KEYS, 'state', 'sort'] as const;

export default function EntryList() {
  const session = useSession();
  const writes = hasRole(session, 'REPORTER', 'UNIT_HEAD');
  // Who only writes sees one unit, the own one: no column for it.
  const reads = hasRole(session, 'OFFICER', 'LEADER', 'BOARD_STAFF', 'AUDITOR') || ownUnits(session).length > 1;
  const [address, change] = useUrlState();
  const rounds = useQuery(roundsForEntries);
  const state = address.state || undefined;
  const holder = useQuery({
    queryKey: ['unit', address.holderUnitId],
    queryFn: () => call<{ name: string }>('GET', `/api/units/${address.holderUnitId}`),
    enabled: Boolean(address.holderUnitId),
  });
  const others = Object.fromEntries(
    FILTER_KEYS.flatMap((name) => (address[name] ? [[name, address[name]]] : [])),
  );
  const withState = (query: Record<string, string>): Record<string, string> => (state ? { ...query, state } : query);
  const filters: Filter[] = [
    {
      key: 'roundId',
      label: t('entries.round'),
      options: (rounds.data ?? []).map(({ id, code, year }) => ({ value: id, label: `${code} (${year})` })),
    },
    { key: 'field', label: t('entries.field'), options: FIELDS.map((value) => ({ value, label: fieldName(value) })) },
    {
      key: 'carriedOn',
      label: t('progress.origin'),
      all: t('progress.all_origins'),
      options: [
        { value: 'false', label: t('progress.only_new') },
        { value: 'true', label: t('progress.only_carried_on') },
      ],
    },
    { key: 'overdue', label: t('entries.f_overdue'), options: [{ value: 'true', label: t('entries.only_overdue') }] },
    // Only where a link asked for it: units are too many for a choice.
    ...(address.holderUnitId
      ? [
          {
            key: 'holderUnitId',
            label: t('entries.f_holder'),
            options: [{ value: address.holderUnitId, label: holder.data?.name ?? '…' }],
          },
        ]
      : []),
    // The API sorts one way each, so this is a choice and not an arrow in the head of a column.
    {
      key: 'sort',
      label: t('common.sort'),
      all: t('entries.sort_newest'),
      options: SORTS.map((value) => ({ value, label: t(`entries.sort_${value}`) })),
    },
  ];
  const create = writes && <LinkButton to="/entries/new">{t('entries.new')}</LinkButton>;
  return (
    <Page
      title={t('entries.list')}
      lead={writes ? t('entries.list_lead_unit') : t('entries.list_lead')}
      width="wide"
      actions={create}
    >
      <StateCounts query={others} state={state} onChange={(next) => change({ state: next })} />
      <SavedViews list="ENTRIES" keys={VIEW_KEYS} />
      <DataList<EntryRow>
        key={state ?? ''}
        queryKey={['entries', state ?? '']}
        load={({ query, cursor }) => call<EntryPage>('GET', '/api/entries', { query: { ...withState(query), cursor } })}
        columns={columns(reads)}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        href={(row) =>
          writes && (row.state === 'DRAFT' || row.state === 'RETURNED')
            ? `/entries/${row.id}/edit`
            : `/entries/${row.id}`
        }
        search
        filters={filters}
        exportHref={(query) => `/api/entries/export.xlsx?${new URLSearchParams(withState(query)).toString()}`}
        empty={
          state ? (
            <EmptyState title={t('entries.none_in_state')} hint={t('entries.none_in_state_hint')} />
          ) : (
            <EmptyState
              title={t('entries.empty')}
              hint={writes ? t('entries.empty_hint_unit') : t('entries.empty_hint')}
              action={create || undefined}
            />
          )
        }
      />
    </Page>
  );
}

function columns(withUnit: boolean): Column<EntryRow>[] {
  const unit: Column<EntryRow> = { key: 'unit', header: t('entries.col_unit'), render: (row) => row.unitName };
  return [
    {
      key: 'title',
      header: t('entries.col_entry'),
      onPhone: 'title',
      render: (row) => (
        <>
          <span className={css.title}>{row.title}</span>
          <span className={css.dim}>{row.subjectName}</span>
          <ModelBadge renewalNo={row.renewalNo} />
        </>
      ),
    },
    {
      key: 'state',
      header: t('entries.col_state'),
      onPhone: 'plain',
      render: (row) => (
        <>
          <StateBadge state={row.state} />
          {row.holderUnitName && row.state !== 'DRAFT' && (
            <span className={css.dim}>
              {t('entries.at_since', { unit: row.holderUnitName, at: formatDate(row.holderSince) })}
            </span>
          )}
          <span className={css.dim}>
            <Deadline at={row.deadline} />
          </span>
        </>
      ),
    },
    ...(withUnit ? [unit] : []),
    {
      key: 'category',
      header: t('entries.col_category'),
      onPhone: 'plain',
      render: (row) => `${fieldName(row.fieldCode)} – ${subjectName(row.subjectType)}`,
    },
    {
      key: 'receipt',
      header: t('entries.col_receipt'),
      render: (row) =>
        row.receiptNo ? (
          <span className={`${css.receipt} dvk-num`}>{row.receiptNo}</span>
        ) : (
          <span className={css.dim}>{t('entries.no_receipt')}</span>
        ),
    },
  ];
}
