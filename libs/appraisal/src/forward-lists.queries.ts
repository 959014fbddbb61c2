import { createHash } from 'node:crypto';
import { Abilities, accessWhere, CurrentActor, type SubjectColumns } from '@app/access';
import { AppError, Database, decodeCursor, errorText, type Page, requestContext, toPage } from '@app/platform';
import { entryColumns, EntryMoves } from '@app/entries';
import { categoryOf, nextStage, RoundQueries, type RoundRules, rubricOf, stageOf } from '@app/programmes';
import { parseDecimal, totalOf } from '@app/rubrics';
import { Injectable } from '@nestjs/common';
import {
  type ForwardManifestAnswer,
  type ForwardManifestInput,
  type ManifestItemAnswer,
  type ManifestLackAnswer,
  type ManifestQuery,
  type ManifestRowAnswer,
  MAX_TOGETHER,
} from './appraisal-depth.dto';
import { AppraisalRows } from './appraisal-rows';
import { LACK_TEXTS, lacksOf, type RowFacts } from './forward-lists.rules';

interface Row extends RowFacts {
  id: string;
  version: number;
  state: string;
  rules_version: number;
  category_code: string;
  title: string;
  subject_name: string;
  unit_name: string;
  unit_path: string;
  host_path: string;
  receipt_no: string;
  self: Record<string, string>;
  appraised: Record<string, string>;
  finding: string | null;
  officer_id: string | null;
  officer: string | null;
  may: boolean;
}

/** Where a list belongs: the round, the stage and the unit whose leader forwards. */
export interface ListPlace {
  roundId: string;
  stage: string;
  unitId: string;
}

interface Way {
  stage: string;
  unit: string | null;
}

/** Fields of an appraisal's access record for kept lists: `m` the list, `au` its unit. */
const listColumns: SubjectColumns = {
  subject: 'Appraisal',
  columns: { roundId: 'm.round_id', appraiserPath: 'au.path' },
};

/** Lists of entries that are forwarded together: as they would be, and as they were. */
@Injectable()
export class ForwardListQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly rounds: RoundQueries,
    private readonly moves: EntryMoves,
    private readonly rows: AppraisalRows,
  ) {}

  /**
   * What would be forwarded, in which order, what each lacks, who cannot go and why. Nothing is written.
   * @throws AppError NOT_FOUND when nothing at this place is the reader's to see
   */
  async preview(input: ForwardManifestInput): Promise<ForwardManifestAnswer> {
    const round = await this.rounds.visible(input.roundId);
    const rows = await this.found(input);
    const unit = await this.db.one<{ name: string }>('SELECT name FROM unit WHERE id = $1', [input.unitId]);
    const ordered =
      input.order === 'OWN' && input.entries
        ? input.entries.flatMap((id) => rows.filter((row) => row.id === id))
        : rows;
    const stage = stageOf(
      ordered[0] ? await this.rounds.rules(round.id, ordered[0].rules_version) : round.rules,
      input.stage,
    );
    if (!unit || !stage) throw new AppError('NOT_FOUND');
    const used = await this.rows.forwarded({
      roundId: input.roundId,
      stageCode: input.stage,
      holderUnitId: input.unitId,
    });
    const items: ManifestRowAnswer[] = [];
    const ways = new Map<number, Way | null>();
    for (const row of ordered) {
      const rules = await this.rounds.rules(round.id, row.rules_version);
      const way = ways.has(row.rules_version) ? ways.get(row.rules_version) : await this.way(row, rules, input.stage);
      ways.set(row.rules_version, way ?? null);
      items.push(this.item(row, rules, way ?? null));
    }
    if (input.order === 'SCORE') items.sort((a, b) => compareScores(b.appraisedTotal, a.appraisedTotal));
    let going = 0;
    for (const [index, item] of items.entries()) {
      item.no = index + 1;
      if (item.refused) continue;
      const version = ordered.find(({ id }) => id === item.entryId)?.rules_version ?? round.rulesVersion;
      const quota = stageOf(await this.rounds.rules(round.id, version), input.stage)?.quota;
      if (quota && used + going >= quota.max)
        item.refused = refusal('QUOTA_EXCEEDED', { used: used + going, max: quota.max });
      else going++;
    }
    return {
      roundId: round.id,
      roundName: round.name,
      stageCode: stage.code,
      stageName: stage.name,
      unitId: input.unitId,
      unitName: unit.name,
      quotaMax: stage.quota?.max ?? null,
      quotaUsed: used,
      hash: hashOf(
        input,
        items.filter(({ refused }) => refused === null),
      ),
      items,
      forwards: going,
    };
  }

  /** Lists that were forwarded, newest first. */
  async made(query: ManifestQuery): Promise<Page<ManifestItemAnswer>> {
    const params: unknown[] = [];
    const where = [accessWhere(this.abilities.of(this.actors.get()), 'read', listColumns, params)];
    if (query.roundId) where.push(`m.round_id = $${params.push(query.roundId)}`);
    if (query.cursor) {
      const [id] = decodeCursor(query.cursor, 1);
      if (typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id))
        throw new AppError('VALIDATION_FAILED', {}, [{ field: 'cursor', code: 'FIELD_BAD_FORMAT' }]);
      where.push(`m.id < $${params.push(id)}::uuid`);
    }
    const rows = await this.db.query<
      Omit<ManifestItemAnswer, 'stageName' | 'madeAt'> & {
        round_id: string;
        rules_version: number;
        stage_code: string;
        madeAt: Date;
      }
    >(
      `SELECT m.id, m.no, r.code AS "roundCode", m.round_id, r.rules_version, m.stage_code, au.name AS "unitName", jsonb_array_length(m.rows) AS count,
         a.full_name AS "madeBy", m.made_at AS "madeAt", m.note
       FROM forward_manifest m JOIN round r ON r.id = m.round_id JOIN unit au ON au.id = m.unit_id LEFT JOIN account a ON a.id = m.made_by
       WHERE ${where.join(' AND ')} ORDER BY m.id DESC LIMIT 51`,
      params,
    );
    const page = toPage(rows, 50, (row) => [row.id]);
    const items: ManifestItemAnswer[] = [];
    for (const { round_id: roundId, rules_version: version, stage_code: code, madeAt, ...row } of page.items)
      items.push({
        ...row,
        stageName: stageOf(await this.rounds.rules(roundId, version), code)?.name ?? code,
        madeAt: madeAt.toISOString(),
      });
    return { items, next: page.next };
  }

  /** The kept list for its paper. @throws AppError NOT_FOUND */
  async kept(id: string): Promise<{
    no: number;
    roundId: string;
    stageCode: string;
    unitName: string;
    madeBy: string;
    madeAt: Date;
    note: string;
    rows: ManifestRowAnswer[];
  }> {
    const params: unknown[] = [id];
    const seen = accessWhere(this.abilities.of(this.actors.get()), 'read', listColumns, params);
    const row = await this.db.one<Awaited<ReturnType<ForwardListQueries['kept']>>>(
      `SELECT m.no, m.round_id AS "roundId", m.stage_code AS "stageCode", au.name AS "unitName", coalesce(a.full_name, '') AS "madeBy", m.made_at AS "madeAt", m.note, m.rows
       FROM forward_manifest m JOIN unit au ON au.id = m.unit_id LEFT JOIN account a ON a.id = m.made_by WHERE m.id = $1 AND ${seen}`,
      params,
    );
    if (!row) throw new AppError('NOT_FOUND');
    return row;
  }

  /** One statement, however many entries. Named ones are listed also when they do not wait any more, so that the reason can be told. */
  private async found(input: ForwardManifestInput): Promise<Row[]> {
    const params: unknown[] = [input.roundId, input.stage, input.unitId];
    const ability = this.abilities.of(this.actors.get());
    const seen = accessWhere(ability, 'read', entryColumns, params);
    const may = accessWhere(ability, 'forward', entryColumns, params);
    const which = input.entries ? `e.id = ANY($${params.push(input.entries)}::uuid[])` : `e.state = 'PROPOSED'`;
    return this.db.query<Row>(
      `SELECT e.id, e.version, e.state, e.rules_version, e.category_code, v.title, v.subject_name, u.label AS unit_name, e.unit_path::text, e.host_path::text,
         e.receipt_no, v.self_scores AS self, a.finding, a.officer_id, o.full_name AS officer, coalesce(${may}, false) AS may,
         (SELECT coalesce(jsonb_object_agg(s.criterion_code, trim_scale(s.points)::text), '{}') FROM appraised_score s WHERE s.appraisal_id = a.id) AS appraised,
         (SELECT count(*)::int FROM jsonb_each(a.checklist) c WHERE c.value ->> 'ok' = 'false') AS "notMet",
         (SELECT count(*)::int FROM jsonb_to_recordset(v.evidence) AS x("mediaType" text, consent boolean)
           WHERE x."mediaType" ~ '^(image|video)/' AND NOT coalesce(x.consent, false)) AS "noConsent",
         (SELECT count(*)::int FROM jsonb_to_recordset(v.evidence) AS x("fileId" uuid) JOIN stored_file f ON f.id = x."fileId" AND f.scan_state = 'INFECTED') AS infected,
         jsonb_array_length(v.evidence) AS files,
         (SELECT count(*)::int FROM return_request q JOIN return_verdict d ON d.request_id = q.id AND NOT d.settled WHERE q.entry_id = e.id
           AND q.no = (SELECT max(no) FROM return_request WHERE entry_id = e.id)) AS "openItems"
       FROM entry e JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no JOIN unit u ON u.id = e.unit_id
       LEFT JOIN appraisal a ON a.revision_id = v.id AND a.stage_code = e.stage_code AND a.state <> 'STEPPED_BACK' LEFT JOIN account o ON o.id = a.officer_id
       WHERE e.round_id = $1 AND e.stage_code = $2 AND e.holder_unit_id = $3 AND ${which} AND ${seen} ORDER BY e.deadline, e.id LIMIT ${MAX_TOGETHER}`,
      params,
    );
  }

  private item(row: Row, rules: RoundRules, next: Way | null): ManifestRowAnswer {
    const rubric = rubricOf(rules, row.category_code);
    if (!rubric) throw new Error(`entry ${row.id}: no rubric`);
    const { locale } = requestContext();
    return {
      no: 0,
      entryId: row.id,
      version: row.version,
      title: row.title,
      subjectName: row.subject_name,
      unitName: row.unit_name,
      categoryName: categoryOf(rules, row.category_code)?.name ?? row.category_code,
      receiptNo: row.receipt_no,
      selfTotal: totalOf(rubric, row.self).total,
      appraisedTotal: totalOf(rubric, { ...row.self, ...row.appraised }).total,
      finding: row.finding ?? '',
      officer: row.officer ?? '',
      lacks: lacksOf(row).map(({ code, n }): ManifestLackAnswer => ({
        code,
        text: LACK_TEXTS[code][locale].replace('{n}', String(n)),
      })),
      refused: this.refusedFor(row),
      nextStage: next?.stage ?? null,
      nextUnit: next?.unit ?? null,
    };
  }

  private refusedFor(row: Row): ManifestLackAnswer | null {
    if (row.state !== 'PROPOSED') return refusal('STATE_DOES_NOT_ALLOW', { action: 'forward', state: row.state });
    if (!row.may) return refusal('ACTION_NOT_ALLOWED', { action: 'forward' });
    return row.officer_id === this.actors.get().accountId ? refusal('FOUR_EYES', {}) : null;
  }

  /** The same for all entries of one version of the rules: it depends on the units above the forwarding one. */
  private async way(row: Row, rules: RoundRules, stageCode: string): Promise<Way | null> {
    const above = await this.moves.unitsAbove({ unitPath: row.unit_path, hostPath: row.host_path });
    const stage = nextStage(
      rules,
      stageCode,
      above.map(({ kind }) => kind),
    );
    const unit = stage?.kind === 'APPRAISAL' ? above.find(({ kind }) => kind === stage.level) : above.at(-1);
    return stage ? { stage: stage.name, unit: unit?.name ?? null } : null;
  }
}

/** What the leader has looked at: place, order, versions and totals of exactly these entries. */
export function hashOf(
  place: ListPlace,
  rows: readonly { entryId: string; version: number; appraisedTotal: string }[],
): string {
  const seen = [
    place.roundId,
    place.stage,
    place.unitId,
    rows.map(({ entryId, version, appraisedTotal }) => [entryId, version, appraisedTotal]),
  ];
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex');
}

export function refusal(code: Parameters<typeof errorText>[0], params: Record<string, unknown>): ManifestLackAnswer {
  return { code, text: errorText(code, requestContext().locale, params) };
}

function compareScores(a: string, b: string): number {
  const [x, y] = [parseDecimal(a) ?? 0n, parseDecimal(b) ?? 0n];
  return x < y ? -1 : x > y ? 1 : 0;
}
