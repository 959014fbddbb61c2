import { Abilities, accessWhere, CurrentActor, type SubjectColumns } from '@app/access';
import type { EntryState } from '@app/entries';
import { Clock, Database } from '@app/platform';
import { RoundQueries, windowState } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import { dueDates } from './due';
import { EFFECTIVE } from './ledger';
import type { ModelAnswer, RenewableRoundAnswer } from './ledger.dto';
import { totalQualifier } from './ledger.rules';

const MOST = 100;

interface ModelRow {
  id: string;
  origin: string;
  title: string;
  subject_name: string;
  unit_id: string;
  unit_name: string;
  category_code: string;
  renewal_no: number;
  round_id: string;
  rules_version: number;
  years: { entryId: string; year: number; state: EntryState; round_id: string }[];
  sums:
    | { kind: string; name: string; measure: string; amount: string; about: boolean; over: boolean; entries: number }[]
    | null;
  reports: number;
}

/** Recognised models of the units that the actor writes for, and of the units that these carry on. */
@Injectable()
export class ModelQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly rounds: RoundQueries,
  ) {}

  /** Newest first, each model once, with its last recognised entry. */
  async own(): Promise<ModelAnswer[]> {
    const params: unknown[] = [];
    // The units that the actor may write for, without looking through all entries of the country.
    const writes = accessWhere(this.abilities.of(this.actors.get()), 'create', UNIT_AS_ENTRY, params);
    const rows = await this.db.query<ModelRow>(
      `WITH RECURSIVE own(id) AS (
         SELECT u.id FROM unit u WHERE ${writes} UNION SELECT s.predecessor_id FROM unit_succession s JOIN own o ON s.successor_id = o.id),
       recognised AS (
         SELECT DISTINCT ON (coalesce(e.origin_entry_id, e.id)) e.*, coalesce(e.origin_entry_id, e.id) AS origin FROM entry e
         WHERE e.unit_id IN (SELECT id FROM own) AND e.state = 'RECOGNISED' ORDER BY coalesce(e.origin_entry_id, e.id), e.renewal_no DESC)
       SELECT e.id, e.origin, e.title, e.subject_name, e.unit_id, u.label AS unit_name, e.category_code, e.renewal_no, e.round_id, e.rules_version,
         (SELECT jsonb_agg(jsonb_build_object('entryId', m.id, 'year', r.year, 'state', m.state, 'round_id', m.round_id) ORDER BY m.renewal_no, r.year)
          FROM entry m JOIN round r ON r.id = m.round_id WHERE (m.id = e.origin OR m.origin_entry_id = e.origin) AND m.state <> 'WITHDRAWN') AS years,
         (SELECT jsonb_agg(to_jsonb(k)) FROM (
           SELECT l.kind, l.measure, max(l.kind_name) AS name, sum(l.amount)::text AS amount, bool_or(l.qualifier = 'ABOUT') AS about,
             bool_or(l.qualifier = 'OVER') AS over, count(DISTINCT l.entry_id)::int AS entries
           FROM contribution_ledger l JOIN entry m ON m.id = l.entry_id
           WHERE (m.id = e.origin OR m.origin_entry_id = e.origin) AND m.state NOT IN ('WITHDRAWN', 'REFUSED', 'NOT_APPROVED') AND ${EFFECTIVE}
           GROUP BY l.kind, l.measure ORDER BY 3) k) AS sums,
         (SELECT count(*)::int FROM progress_report p JOIN entry m ON m.id = p.entry_id
          WHERE (m.id = e.origin OR m.origin_entry_id = e.origin) AND p.state = 'SUBMITTED'
            AND NOT EXISTS (SELECT 1 FROM progress_report n WHERE n.replaces_id = p.id AND n.state = 'SUBMITTED')) AS reports
       FROM recognised e JOIN unit u ON u.id = e.unit_id ORDER BY e.id DESC LIMIT ${MOST}`,
      params,
    );
    const open = await this.openRounds();
    const rules = new Map<string, number | undefined>();
    for (const row of rows)
      rules.set(row.id, (await this.rounds.rules(row.round_id, row.rules_version)).progress?.everyMonths);
    const due = await dueDates(
      this.db,
      rows.map(({ id }) => ({ id, everyMonths: rules.get(id) })),
    );
    return rows.map((row) => ({
      entryId: row.id,
      title: row.title,
      subjectName: row.subject_name,
      unitId: row.unit_id,
      unitName: row.unit_name,
      categoryCode: row.category_code,
      renewalNo: row.renewal_no,
      years: row.years.map(({ entryId, year, state }) => ({ entryId, year, state })),
      sums: (row.sums ?? []).map(({ about, over, ...sum }) => ({
        ...sum,
        amount: plain(sum.amount),
        qualifier: totalQualifier({ about, over }),
      })),
      reports: row.reports,
      dueOn: due.get(row.id) ?? null,
      rounds: open.flatMap((round) => {
        const there = row.years.find((one) => one.round_id === round.roundId);
        // The round in which it was recognised for the first time cannot carry it on.
        return there?.entryId === row.origin ? [] : [{ ...round, entryId: there?.entryId ?? null }];
      }),
    }));
  }

  /** Rounds that take registrations now, of those that the actor may see. */
  private async openRounds(): Promise<Omit<RenewableRoundAnswer, 'entryId'>[]> {
    const page = await this.rounds.list({ state: 'OPEN' });
    return page.items
      .filter((round) => windowState(round, this.clock.now()) === 'OPEN')
      .map((round) => ({ roundId: round.id, roundName: round.name, closesAt: round.closesAt }));
  }
}

/** `1500.500` → `1500.5` */
const plain = (amount: string): string => (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount);

/** A unit as if it were to have an entry: the rule that says for whom one writes, asked of units. */
const UNIT_AS_ENTRY: SubjectColumns = { subject: 'Entry', columns: { unitPath: 'u.path', roundId: 'NULL::uuid' } };
