import { randomUUID } from 'node:crypto';
import type { Actor, Grant, Role } from '@app/access';
import { hashPassword } from '@app/identity';
import { flattenCriteria } from '@app/rubrics';
import { nextStage, rubricOf, rulesFromTemplate, stageOf, type RoundRules, type TemplateCode } from '@app/programmes';

/** What factories need of a database; `Database` fits, and so does a thin wrapper of a pg client. */
export interface Sql {
  query<T>(sql: string, params?: unknown[]): Promise<T[]>;
}

export interface BuiltUnit {
  id: string;
  path: string;
  name: string;
  kind: string;
}

export interface BuiltRound {
  id: string;
  code: string;
  unit: BuiltUnit;
  rules: RoundRules;
}

export interface BuiltAccount {
  id: string;
  login: string;
  actor: Actor;
}

let counter = 0;
const unique = (): string => `${++counter}${randomUUID().slice(0, 6)}`;

async function one<T>(db: Sql, sql: string, params: unknown[]): Promise<T> {
  const [row] = await db.query<T>(sql, params);
  if (!row) throw new Error(`no row: ${sql}`);
  return row;
}

/** A unit; without a parent it is a province. */
export async function buildUnit(
  db: Sql,
  over: {
    name?: string;
    kind?: string;
    level?: string;
    parent?: BuiltUnit;
    code?: string;
    validFrom?: string;
    validTo?: string | null;
  } = {},
): Promise<BuiltUnit> {
  const kind = over.kind ?? (over.parent ? 'RESIDENTIAL' : 'PROVINCE');
  const level = over.level ?? (['PROVINCE', 'DISTRICT', 'COMMUNE', 'RESIDENTIAL'].includes(kind) ? kind : 'PROVINCE');
  const name = over.name ?? `${kind} ${unique()}`;
  const row = await one<{ id: string; path: string }>(
    db,
    `WITH n AS (SELECT nextval(pg_get_serial_sequence('unit', 'no')) AS no)
     INSERT INTO unit (no, code, name, kind, level, parent_id, path, valid_from, valid_to)
     OVERRIDING SYSTEM VALUE SELECT n.no, $1, $2, $3, $4, $5, CASE WHEN $6::text IS NULL THEN n.no::text ELSE $6 || '.' || n.no END::ltree, $7, $8 FROM n
     RETURNING id, path::text`,
    [
      over.code ?? null,
      name,
      kind,
      level,
      over.parent?.id ?? null,
      over.parent?.path ?? null,
      over.validFrom ?? '2000-01-01',
      over.validTo ?? null,
    ],
  );
  return { ...row, name, kind };
}

/** A province with one of each: district, commune, hamlet below each other, a second commune, an agency of the province. */
export async function buildProvince(db: Sql, name = `Tỉnh ${unique()}`) {
  const province = await buildUnit(db, { name, kind: 'PROVINCE' });
  const district = await buildUnit(db, { name: 'Huyện Phụng Hiệp', kind: 'DISTRICT', parent: province });
  const commune = await buildUnit(db, { name: 'Xã Hoà An', kind: 'COMMUNE', parent: district });
  const otherCommune = await buildUnit(db, { name: 'Xã Tân Bình', kind: 'COMMUNE', parent: district });
  const hamlet = await buildUnit(db, { name: 'Ấp Một', kind: 'RESIDENTIAL', parent: commune });
  const agency = await buildUnit(db, { name: 'Sở Nội vụ', kind: 'AGENCY', level: 'PROVINCE', parent: province });
  return { province, district, commune, otherCommune, hamlet, agency };
}

/** An account with grants that hold today. With a password it can sign in. */
export async function buildAccount(
  db: Sql,
  over: {
    unit: BuiltUnit;
    grants?: { role: Role; unit?: BuiltUnit; roundId?: string }[];
    fullName?: string;
    login?: string;
    password?: string;
    email?: string;
  },
): Promise<BuiltAccount> {
  const login = over.login ?? `nguoi.${unique()}`;
  const fullName = over.fullName ?? `Nguyễn Văn ${login}`;
  const { id } = await one<{ id: string }>(
    db,
    `INSERT INTO account (login, full_name, unit_id, email, password_hash, must_change_password) VALUES ($1, $2, $3, $4, $5, false) RETURNING id`,
    [
      login,
      fullName,
      over.unit.id,
      over.email ?? `${login}@danvan.example`,
      over.password ? await hashPassword(over.password) : null,
    ],
  );
  const grants: Grant[] = [];
  for (const grant of over.grants ?? []) {
    const unit = grant.unit ?? over.unit;
    await db.query(
      `INSERT INTO role_grant (account_id, role, unit_id, round_id, valid_from) VALUES ($1, $2, $3, $4, '2000-01-01')`,
      [id, grant.role, unit.id, grant.roundId ?? null],
    );
    grants.push({ role: grant.role, unitId: unit.id, unitPath: unit.path, roundId: grant.roundId ?? null });
  }
  return {
    id,
    login,
    actor: {
      accountId: id,
      fullName,
      unitId: over.unit.id,
      unitPath: over.unit.path,
      grants,
      mustChangePassword: false,
      locale: 'vi',
    },
  };
}

/** A round of a unit with the rules of a template; open and with a wide window unless said otherwise. */
export async function buildRound(
  db: Sql,
  over: {
    unit: BuiltUnit;
    code?: string;
    name?: string;
    template?: TemplateCode;
    state?: 'DRAFT' | 'OPEN' | 'CLOSED';
    opensAt?: string;
    closesAt?: string;
    change?: (rules: RoundRules) => void;
  },
): Promise<BuiltRound> {
  const rules = rulesFromTemplate(over.template ?? 'THREE_LEVEL_2024', {
    opensAt: over.opensAt ?? '2020-01-01T00:00:00Z',
    closesAt: over.closesAt ?? '2099-01-01T00:00:00Z',
  });
  over.change?.(rules);
  const code = over.code ?? `DVK-${unique().toUpperCase()}`;
  const state = over.state ?? 'OPEN';
  // One statement: the version that a round names must exist when it ends.
  const { id } = await one<{ id: string }>(
    db,
    `WITH p AS (INSERT INTO programme (kind, name, unit_id) VALUES ('MODEL_RECOGNITION', 'Dân vận khéo', $1) RETURNING id),
     r AS (INSERT INTO round (programme_id, code, name, year, unit_id, unit_path, state, opened_at, closed_at)
       SELECT p.id, $2, $3, 2025, $1, $4, $5, CASE WHEN $5 = 'DRAFT' THEN NULL ELSE now() END, CASE WHEN $5 = 'CLOSED' THEN now() END FROM p RETURNING id),
     v AS (INSERT INTO round_rules (round_id, version, rules, frozen_at) SELECT r.id, 1, $6, CASE WHEN $5 = 'DRAFT' THEN NULL ELSE now() END FROM r)
     SELECT id FROM r`,
    [over.unit.id, code, over.name ?? `Đợt ${code}`, over.unit.path, state, JSON.stringify(rules)],
  );
  return { id, code, unit: over.unit, rules };
}

/** Content that may be submitted: every field filled, every criterion scored in full. */
export function completeContent(
  rules: RoundRules,
  categoryCode: string,
): {
  content: Record<string, string>;
  contributions: { kind: string; qualifier: 'OVER'; amount: string; note: string }[];
  selfScores: Record<string, string>;
} {
  const rubric = rubricOf(rules, categoryCode);
  if (!rubric) throw new Error(`no category ${categoryCode}`);
  return {
    content: Object.fromEntries(rules.form.map((field) => [field.code, `Nội dung ${field.label}`])),
    contributions: [{ kind: 'DAT', qualifier: 'OVER', amount: '1500.5', note: 'Nhân dân hiến đất làm đường' }],
    selfScores: Object.fromEntries(
      flattenCriteria(rubric).map((leaf) => [leaf.code, leaf.kind === 'POINTS' ? leaf.max : '0']),
    ),
  };
}

export interface BuiltEntry {
  id: string;
  round: BuiltRound;
  unit: BuiltUnit;
  version: number;
}

/**
 * An entry with all missing parents. In a state after DRAFT it has a receipt number and one revision and stands at
 * `stageCode` (default: the first stage of that kind for its unit); rights, history and notices are not played.
 */
/** A new version of the round's rules with another end of the registration window; drafts of older versions follow it too. */
export async function closeRegistrationAt(db: Sql, round: { id: string }, instant: Date): Promise<void> {
  await db.query(
    `WITH next AS (
       INSERT INTO round_rules (round_id, version, rules, reason, frozen_at)
       SELECT r.id, r.rules_version + 1, jsonb_set(v.rules, '{registration,closesAt}', to_jsonb($2::text)), 'test', now() - interval '1 hour'
       FROM round r JOIN round_rules v ON v.round_id = r.id AND v.version = r.rules_version WHERE r.id = $1 RETURNING round_id, version)
     UPDATE round SET rules_version = next.version FROM next WHERE round.id = next.round_id`,
    [round.id, instant.toISOString()],
  );
}

export async function buildEntry(
  db: Sql,
  over: {
    round?: BuiltRound;
    unit?: BuiltUnit;
    createdBy?: string;
    categoryCode?: string;
    title?: string;
    subjectName?: string;
    state?: string;
    stageCode?: string;
    complete?: boolean;
    deadline?: string;
    /** PAPER: received today. */
    channel?: 'ONLINE' | 'PAPER' | 'IMPORT';
    finalScore?: string;
    band?: string;
    selfScores?: Record<string, string>;
    /** Instead of the filled form. */
    content?: Record<string, string>;
    contributions?: { kind: string; qualifier: string; amount: string; note: string }[];
  } = {},
): Promise<BuiltEntry> {
  const unit =
    over.unit ?? (over.round ? await buildUnit(db, { parent: over.round.unit }) : (await buildProvince(db)).hamlet);
  const round = over.round ?? (await buildRound(db, { unit: await rootOf(db, unit) }));
  const createdBy = over.createdBy ?? (await buildAccount(db, { unit, grants: [{ role: 'REPORTER' }] })).id;
  const categoryCode = over.categoryCode ?? 'KINH_TE_COLLECTIVE';
  const category = round.rules.categories.find((each) => each.code === categoryCode);
  const state = over.state ?? 'DRAFT';
  const submitted = !['DRAFT', 'WITHDRAWN'].includes(state);
  const full = completeContent(round.rules, categoryCode);
  const written =
    submitted || over.complete
      ? { ...full, selfScores: over.selfScores ?? full.selfScores }
      : { content: {}, contributions: [], selfScores: {} };
  const { selfScores } = written;
  const content = over.content ?? written.content;
  const contributions = over.contributions ?? written.contributions;
  const above = await db.query<{ id: string; kind: string }>(
    'SELECT id, kind FROM unit WHERE path @> $1::ltree AND path <> $1::ltree AND path <@ $2::ltree ORDER BY nlevel(path) DESC',
    [unit.path, round.unit.path],
  );
  const stage = stageFor(
    round.rules,
    state,
    over.stageCode,
    above.map((each) => each.kind),
  );
  const holder =
    stage === undefined
      ? state === 'DRAFT'
        ? unit.id
        : null
      : stage.kind === 'APPRAISAL'
        ? above.find((each) => each.kind === stage.level)?.id
        : round.unit.id;
  const title = over.title ?? `Mô hình ${unique()}`;
  const number = submitted
    ? (
        await one<{ last: number }>(
          db,
          `INSERT INTO number_series (key, last) VALUES ($1, 1) ON CONFLICT (key) DO UPDATE SET last = number_series.last + 1 RETURNING last`,
          [`receipt:${round.id}`],
        )
      ).last
    : 0;
  const row = await one<{ id: string; version: number }>(
    db,
    `INSERT INTO entry (round_id, rules_version, unit_id, unit_path, host_path, category_code, field_code, subject_type, title, subject_name, content, contributions,
       self_scores, state, stage_code, holder_unit_id, deadline, revision_no, receipt_no, submitted_at, return_count, final_score, band, created_by, channel, received_on)
     VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
       CASE WHEN $24 = 'PAPER' THEN current_date END) RETURNING id, version`,
    [
      round.id,
      unit.id,
      unit.path,
      round.unit.path,
      categoryCode,
      category?.field,
      category?.subjectType,
      title,
      over.subjectName ?? unit.name,
      JSON.stringify(content),
      JSON.stringify(contributions),
      JSON.stringify(selfScores),
      state,
      stage?.code ?? null,
      state === 'RETURNED' ? unit.id : (holder ?? null),
      over.deadline ?? (submitted ? '2099-01-01T00:00:00Z' : null),
      submitted ? 1 : 0,
      submitted ? `${round.code}-${String(number).padStart(6, '0')}` : null,
      submitted ? new Date() : null,
      state === 'RETURNED' ? 1 : 0,
      over.finalScore ?? null,
      over.band ?? null,
      createdBy,
      over.channel ?? 'ONLINE',
    ],
  );
  if (submitted)
    await db.query(
      `INSERT INTO entry_revision (entry_id, no, title, subject_name, content, contributions, self_scores, evidence, content_hash, submitted_by)
       SELECT id, 1, title, subject_name, content, contributions, self_scores, '[]', 'test', created_by FROM entry WHERE id = $1`,
      [row.id],
    );
  return { ...row, round, unit };
}

function stageFor(rules: RoundRules, state: string, code: string | undefined, levels: string[]) {
  if (code) return stageOf(rules, code);
  const kinds: Record<string, string> = {
    APPRAISING: 'APPRAISAL',
    PROPOSED: 'APPRAISAL',
    RETURNED: 'APPRAISAL',
    SCORING: 'SCORING',
    COUNCIL: 'COUNCIL',
    APPROVED: 'DECISION',
  };
  let stage = nextStage(rules, null, levels);
  while (stage && stage.kind !== kinds[state]) stage = nextStage(rules, stage.code, levels);
  return stage;
}

async function rootOf(db: Sql, unit: BuiltUnit): Promise<BuiltUnit> {
  return one<BuiltUnit>(db, 'SELECT id, path::text, name, kind FROM unit WHERE path = subpath($1::ltree, 0, 1)', [
    unit.path,
  ]);
}

/** A scored and proposed appraisal of the entry's present stage, as an officer would have left it. */
export async function buildProposal(db: Sql, entry: BuiltEntry, officerId: string): Promise<void> {
  await db.query(
    `INSERT INTO appraisal (entry_id, revision_id, stage_code, unit_id, state, finding, officer_id, proposed_at)
     SELECT e.id, v.id, e.stage_code, e.holder_unit_id, 'PROPOSED', 'Đủ điều kiện', $2, now()
     FROM entry e JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no WHERE e.id = $1`,
    [entry.id, officerId],
  );
}
