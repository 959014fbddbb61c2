import { Abilities, CurrentActor } from '@app/access';
import { Clock, Database, requestContext } from '@app/platform';
import { entryAccess, type EntryRecord, forPeople } from '@app/entries';
import { type CheckCode, RoundQueries, type RoundRules, rubricOf, type StageRule } from '@app/programmes';
import { SimilarityQueries } from '@app/similarity';
import { Injectable } from '@nestjs/common';
import { CHECK_NAMES, CHECK_SOURCES, CHECK_TEXTS, fillText } from './appraisal-check-texts.rules';
import {
  checkConsent,
  checkDeadline,
  type Checked,
  checkEarlierAward,
  checkFiles,
  checkMinimum,
  checkQuota,
  checkReturnItems,
  checkSelfScores,
  checkUnit,
  type EarlierAward,
  type FileFacts,
  minimumOf,
} from './appraisal-checks.rules';
import type { CheckAnswer } from './appraisal-depth.dto';
import { AppraisalRows } from './appraisal-rows';

export interface Examined {
  entry: EntryRecord;
  rules: RoundRules;
  stage: StageRule;
}

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });

/** The automatic checks of an entry at its present appraisal: each gathers its facts in one statement, a pure rule judges them. */
@Injectable()
export class AppraisalChecks {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly rounds: RoundQueries,
    private readonly rows: AppraisalRows,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly similarity: SimilarityQueries,
  ) {}

  private readonly checks: Readonly<Record<CheckCode, (at: Examined) => Promise<Checked>>> = {
    DEADLINE: (at) => this.deadline(at),
    QUOTA: async ({ entry, stage }) =>
      checkQuota({ max: stage.quota?.max ?? null, ...(await this.rows.quotaUse(entry)) }),
    MINIMUM: (at) => this.minimum(at),
    EARLIER_AWARD: ({ entry }) => this.earlierAward(entry),
    UNIT_CLOSED: ({ entry }) => this.unit(entry),
    CONSENT: async ({ entry }) => checkConsent(await this.files(entry)),
    FILES: async ({ entry }) => checkFiles(await this.files(entry)),
    SELF_SCORES: (at) => this.selfScores(at),
    RETURN_ITEMS: async ({ entry }) => checkReturnItems(await this.lastReturn(entry)),
  };

  /** All checks in the reader's language, in the order of the table. */
  async all(at: Examined): Promise<CheckAnswer[]> {
    const answers: CheckAnswer[] = [];
    for (const code of Object.keys(this.checks) as CheckCode[])
      answers.push(await this.answer(await this.checks[code](at), at));
    return answers;
  }

  /** Those checks that fail and keep the entry from being proposed at this stage. */
  async blocking(at: Examined): Promise<CheckAnswer[]> {
    const failed: CheckAnswer[] = [];
    for (const code of new Set(at.stage.blockingChecks ?? [])) {
      const checked = await this.checks[code](at);
      if (checked.verdict === 'FAIL') failed.push(await this.answer(checked, at));
    }
    return failed;
  }

  private async answer(checked: Checked, { entry, stage }: Examined): Promise<CheckAnswer> {
    const { locale } = requestContext();
    const round = await this.rounds.byId(entry.roundId);
    const params: Record<string, string | number> = { ...checked.params };
    // Instants become clock times for people; counts and points stay numbers.
    for (const name of ['at', 'closes'])
      if (typeof params[name] === 'number') params[name] = forPeople(new Date(params[name]));
    const facts = { ...params, round: params['round'] ?? round.name };
    const place = { ...params, round: round.name, rules: entry.rulesVersion, stage: stage.name };
    const source = fillText(CHECK_SOURCES[checked.source]?.[locale] ?? '', place);
    return {
      code: checked.code,
      name: CHECK_NAMES[checked.code]?.[locale] ?? checked.code,
      verdict: checked.verdict,
      text: fillText(CHECK_TEXTS[checked.say]?.[locale] ?? checked.say, facts),
      source,
      blocks: stage.blockingChecks?.includes(checked.code) ?? false,
    };
  }

  private async deadline({ entry }: Examined): Promise<Checked> {
    const row = await this.db.oneByKey<{
      first: Date | null;
      rules_in_force: number;
      no: number | null;
      deadline: Date;
      answered_at: Date | null;
    }>(
      `SELECT (SELECT v.submitted_at FROM entry_revision v WHERE v.entry_id = e.id AND v.no = 1) AS first, r.rules_version AS rules_in_force,
         q.no, q.deadline, q.answered_at
       FROM entry e JOIN round r ON r.id = e.round_id
       LEFT JOIN LATERAL (SELECT q.no, q.deadline, q.answered_at FROM return_request q WHERE q.entry_id = e.id ORDER BY q.no DESC LIMIT 1) q ON true
       WHERE e.id = $1`,
      [entry.id],
    );
    // The newest window counts: a deadline that the board extends holds for everybody.
    const { registration } = await this.rounds.rules(entry.roundId, row?.rules_in_force ?? entry.rulesVersion);
    const closesAt = Date.parse(registration.closesAt);
    return checkDeadline({
      channel: entry.channel,
      firstSubmittedAt: row?.first?.getTime() ?? null,
      closesAt,
      lastDay: DAY.format(new Date(closesAt - 1)),
      receivedOn: entry.receivedOn,
      postmarkOn: entry.postmarkOn,
      lastReturn:
        row && row.no !== null
          ? { no: row.no, deadline: row.deadline.getTime(), answeredAt: row.answered_at?.getTime() ?? null }
          : null,
    });
  }

  private async minimum({ entry, rules }: Examined): Promise<Checked> {
    const owed = minimumOf(rules);
    if (owed.length === 0) return checkMinimum([]);
    const units = await this.db.query<{ name: string; kind: string; registered: number }>(
      `SELECT u.name, u.kind, (SELECT count(*)::int FROM entry x WHERE x.round_id = $2 AND x.unit_path <@ u.path AND x.state NOT IN ('DRAFT','WITHDRAWN')) AS registered
       FROM unit u WHERE u.path @> $1::ltree AND u.path <@ $3::ltree AND u.kind = ANY($4) ORDER BY nlevel(u.path) DESC`,
      [entry.unitPath, entry.roundId, entry.hostPath, owed.map(({ kind }) => kind)],
    );
    return checkMinimum(
      units.flatMap((unit) => {
        const rule = owed.find(({ kind }) => kind === unit.kind);
        return rule ? [{ name: unit.name, min: rule.min, registered: unit.registered, paper: rule.source ?? '' }] : [];
      }),
    );
  }

  /** Recognised entries of the unit, and of the units that it carries on, in other entries than this one. */
  private async earlierAward(entry: EntryRecord): Promise<Checked> {
    const rows = await this.db.query<EarlierAward & { renewed: boolean }>(
      `WITH RECURSIVE line AS (
         SELECT $2::uuid AS id UNION SELECT s.predecessor_id FROM unit_succession s JOIN line l ON l.id = s.successor_id)
       SELECT x.title, r.name AS round, r.year, similarity(vn_norm(x.title), vn_norm(v.title))::float8 AS likeness, 'TITLE' AS by,
         vn_norm(x.subject_name) = vn_norm(v.subject_name) AND x.subject_type <> 'COLLECTIVE' AS "sameSubject", x.id = e.renews_entry_id AS renewed
       FROM entry x JOIN line l ON l.id = x.unit_id JOIN round r ON r.id = x.round_id
       JOIN entry e ON e.id = $1 JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no
       WHERE x.state = 'RECOGNISED' AND x.id <> $1 ORDER BY renewed DESC NULLS LAST, likeness DESC LIMIT 20`,
      [entry.id, entry.unitId],
    );
    const renewed = rows.find((row) => row.renewed);
    return checkEarlierAward({
      renews: renewed ? { title: renewed.title, year: renewed.year } : null,
      earlier: [...rows, ...(renewed ? [] : await this.alikeInText(entry))],
    });
  }

  /** What the comparison of whole texts warns of, for those who may compare. */
  private async alikeInText(entry: EntryRecord): Promise<EarlierAward[]> {
    if (!this.abilities.of(this.actors.get()).can('compare', 'Entry', entryAccess(entry))) return [];
    const { items } = await this.similarity.of(entry.id);
    return items.flatMap((item): EarlierAward[] => {
      const warning = item.warnings.find(({ kind }) => kind === 'ALREADY_AWARDED');
      if (warning?.reason !== 'TEXT') return [];
      const { title, roundName, year, sameSubject } = item;
      const likeness = Math.max(item.percentOfThis, item.percentOfOther) / 100;
      return [{ title: title ?? '', round: roundName ?? '', year, likeness, by: 'TEXT', sameSubject }];
    });
  }

  private async unit(entry: EntryRecord): Promise<Checked> {
    const row = await this.db.oneByKey<{ name: string; validTo: string | null; successors: string[] }>(
      `SELECT u.label AS name, u.valid_to::text AS "validTo",
         ARRAY(SELECT n.name FROM unit_succession s JOIN unit n ON n.id = s.successor_id WHERE s.predecessor_id = u.id ORDER BY n.name) AS successors
       FROM unit u WHERE u.id = $1`,
      [entry.unitId],
    );
    return checkUnit({ name: '', validTo: null, successors: [], ...row, today: this.clock.today() });
  }

  private async files(entry: EntryRecord): Promise<FileFacts[]> {
    return this.db.queryByKey<FileFacts>(
      `SELECT coalesce(nullif(x.caption, ''), x.name) AS name, x."mediaType", x.consent, f.scan_state AS scan
       FROM entry_revision v, jsonb_to_recordset(v.evidence) AS x("fileId" uuid, name text, caption text, "mediaType" text, consent boolean)
       LEFT JOIN stored_file f ON f.id = x."fileId" WHERE v.entry_id = $1 AND v.no = $2`,
      [entry.id, entry.revisionNo],
    );
  }

  private async selfScores({ entry, rules }: Examined): Promise<Checked> {
    const rubric = rubricOf(rules, entry.categoryCode);
    if (!rubric) throw new Error(`entry ${entry.id}: no rubric`);
    const row = await this.db.oneByKey<{ self: Record<string, string>; appraised: Record<string, string> }>(
      `SELECT v.self_scores AS self, (SELECT coalesce(jsonb_object_agg(s.criterion_code, trim_scale(s.points)::text), '{}') FROM appraisal a
         JOIN appraised_score s ON s.appraisal_id = a.id WHERE a.revision_id = v.id AND a.stage_code = $3 AND a.state <> 'STEPPED_BACK') AS appraised
       FROM entry_revision v WHERE v.entry_id = $1 AND v.no = $2`,
      [entry.id, entry.revisionNo, entry.stageCode],
    );
    return checkSelfScores(rubric, row?.self ?? {}, row?.appraised ?? {});
  }

  /** The return that led to the present revision. */
  private async lastReturn(entry: EntryRecord): Promise<{ no: number; settled: (boolean | null)[] } | null> {
    const row = await this.db.oneByKey<{ no: number; settled: (boolean | null)[] }>(
      `SELECT q.no, ARRAY(SELECT d.settled FROM generate_series(0, jsonb_array_length(q.items) - 1) AS g(item)
         LEFT JOIN return_verdict d ON d.request_id = q.id AND d.item = g.item ORDER BY g.item) AS settled
       FROM return_request q JOIN appraisal a ON a.id = q.appraisal_id JOIN entry_revision v ON v.id = a.revision_id
       WHERE q.entry_id = $1 AND q.answered_at IS NOT NULL AND v.no = $2 - 1 AND a.stage_code = $3 ORDER BY q.no DESC LIMIT 1`,
      [entry.id, entry.revisionNo, entry.stageCode],
    );
    return row ?? null;
  }
}
