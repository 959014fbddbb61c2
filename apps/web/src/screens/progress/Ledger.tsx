import { Anchor, Button, NativeSelect } from '@mantine/core';
import { IconArrowUp, IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../api/call';
import { asProblem } from '../../api/problem';
import { formatNumber, t } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { useUrlState } from '../../ui/useUrlState';
import { roundsForEntries } from '../entries/api';
import type { Ledger as LedgerData } from './api';
import { Figures } from './Figures';
import { LedgerChart } from './LedgerChart';
import { LedgerEntries } from './LedgerEntries';
import { LedgerTable } from './LedgerTable';
import css from './progress.module.css';

const FILTERS = ['unitId', 'roundId', 'year', 'recognised'] as const;

/** What the movement brought, by unit and kind: from the province down to the entry. */
export default function Ledger() {
  const [address, change] = useUrlState();
  const query = Object.fromEntries(FILTERS.flatMap((name) => (address[name] ? [[name, address[name]] as const] : [])));
  const rounds = useQuery(roundsForEntries);
  const { data, error, refetch } = useQuery({
    queryKey: ['ledger', query],
    queryFn: () => call<LedgerData>('GET', '/api/ledger', { query }),
    placeholderData: keepPreviousData,
  });
  const years = [...new Set((rounds.data ?? []).map((round) => round.year))].sort((a, b) => b - a);
  const kind = data?.sums.find((sum) => `${sum.kind} ${sum.measure}` === address.kind) ?? data?.sums[0];
  const open = (unitId: string): void => change({ unitId });
  return (
    <Page
      title={t('progress.ledger')}
      lead={t('progress.ledger_lead')}
      width="wide"
      actions={
        <Button
          component="a"
          href={`/api/ledger/export.xlsx?${new URLSearchParams(query).toString()}`}
          download
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t('progress.ledger_export')}
        </Button>
      }
    >
      <div className={`${css.filters} dvk-no-print`}>
        <NativeSelect
          label={t('progress.ledger_year')}
          value={address.year ?? ''}
          onChange={(event) => change({ year: event.currentTarget.value })}
          data={[
            { value: '', label: t('progress.ledger_all_years') },
            ...years.map((year) => ({ value: String(year), label: String(year) })),
          ]}
        />
        <NativeSelect
          label={t('progress.ledger_round')}
          value={address.roundId ?? ''}
          onChange={(event) => change({ roundId: event.currentTarget.value })}
          data={[
            { value: '', label: t('progress.ledger_all_rounds') },
            ...(rounds.data ?? []).map((round) => ({ value: round.id, label: `${round.code} (${round.year})` })),
          ]}
        />
        <NativeSelect
          label={t('progress.ledger_which')}
          value={address.recognised ?? ''}
          onChange={(event) => change({ recognised: event.currentTarget.value })}
          data={[
            { value: '', label: t('progress.ledger_counted') },
            { value: 'true', label: t('progress.ledger_recognised') },
          ]}
        />
      </div>
      {error && <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeletons rows={6} height={60} />}
      {data && (
        <Section
          title={data.unit.name}
          hint={t('progress.ledger_entries_n', { n: formatNumber(data.entries) })}
          actions={
            data.above && (
              <Anchor component="button" type="button" onClick={() => open(data.above?.id ?? '')}>
                <IconArrowUp size={16} aria-hidden /> {t('progress.ledger_up', { unit: data.above.name })}
              </Anchor>
            )
          }
        >
          {data.sums.length === 0 ? (
            <EmptyState title={t('progress.ledger_empty')} hint={t('progress.ledger_empty_hint')} />
          ) : (
            <>
              <Figures sums={data.sums} />
              <p className={css.dim}>{t('progress.ledger_rule')}</p>
            </>
          )}
        </Section>
      )}
      {data && kind && (
        <>
          <Section title={t('progress.ledger_chart', { name: kind.name, measure: kind.measure })}>
            <NativeSelect
              className="dvk-no-print"
              label={t('progress.ledger_kind')}
              value={`${kind.kind} ${kind.measure}`}
              onChange={(event) => change({ kind: event.currentTarget.value })}
              data={data.sums.map((sum) => ({
                value: `${sum.kind} ${sum.measure}`,
                label: `${sum.name} (${sum.measure})`,
              }))}
              mb="md"
            />
            <LedgerChart ledger={data} kind={kind} />
          </Section>
          <Section title={t('progress.ledger_table')}>
            <LedgerTable ledger={data} onOpen={open} />
          </Section>
          <Section title={t('progress.ledger_list')} hint={t('progress.ledger_list_hint')}>
            <LedgerEntries query={query} />
          </Section>
        </>
      )}
    </Page>
  );
}
