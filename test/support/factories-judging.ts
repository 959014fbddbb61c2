import { flattenCriteria } from '@app/rubrics';
import { rubricOf } from '@app/programmes';
import {
  buildAccount,
  buildEntry,
  buildProvince,
  buildRound,
  buildUnit,
  type BuiltAccount,
  type BuiltEntry,
  type BuiltRound,
  type Sql,
} from './factories';

/** Marks of one sheet by criterion, as decimal texts. */
export type SheetMarks = Record<string, string>;

/** A province with an open round and the people of its scoring and deciding: judges, board, leader, auditor, council of five. */
export async function buildJury(
  db: Sql,
  over: Parameters<typeof buildRound>[1] extends infer O ? Partial<O> : never = {},
) {
  const place = await buildProvince(db);
  const round = await buildRound(db, { unit: place.province, ...over });
  const at = { unit: place.province };
  const judges: BuiltAccount[] = [];
  for (const name of ['Một', 'Hai', 'Ba'])
    judges.push(
      await buildAccount(db, { unit: place.agency, fullName: `Giám khảo ${name}`, grants: [{ role: 'JUDGE', ...at }] }),
    );
  const council: BuiltAccount[] = [];
  for (const role of [
    'COUNCIL_CHAIR',
    'COUNCIL_SECRETARY',
    'COUNCIL_MEMBER',
    'COUNCIL_MEMBER',
    'COUNCIL_MEMBER',
  ] as const)
    council.push(await buildAccount(db, { ...at, fullName: `Uỷ viên ${council.length + 1}`, grants: [{ role }] }));
  return {
    ...place,
    round,
    judges: judges as [BuiltAccount, BuiltAccount, BuiltAccount],
    council: council as [BuiltAccount, BuiltAccount, BuiltAccount, BuiltAccount, BuiltAccount],
    board: await buildAccount(db, { ...at, fullName: 'Cán bộ ban tổ chức', grants: [{ role: 'BOARD_STAFF' }] }),
    leader: await buildAccount(db, { ...at, fullName: 'Lãnh đạo tỉnh', grants: [{ role: 'LEADER' }] }),
    auditor: await buildAccount(db, { ...at, grants: [{ role: 'AUDITOR' }] }),
    stranger: await buildAccount(db, {
      unit: await buildUnit(db, { kind: 'PROVINCE' }),
      grants: [{ role: 'BOARD_STAFF' }, { role: 'JUDGE' }, { role: 'LEADER' }],
    }),
  };
}
export type Jury = Awaited<ReturnType<typeof buildJury>>;

/** An entry of the jury's hamlet that waits to be scored. */
export const buildScoringEntry = (
  db: Sql,
  jury: Jury,
  over: Parameters<typeof buildEntry>[1] = {},
): Promise<BuiltEntry> => buildEntry(db, { round: jury.round, unit: jury.hamlet, state: 'SCORING', ...over });

/** A mark for every criterion of a category: this share (0…1 as a fraction of ten) of each maximum, no bonus, no violation. */
export function fullMarks(round: BuiltRound, categoryCode = 'KINH_TE_COLLECTIVE', over: SheetMarks = {}): SheetMarks {
  const rubric = rubricOf(round.rules, categoryCode);
  if (!rubric) throw new Error(`no category ${categoryCode}`);
  return {
    ...Object.fromEntries(flattenCriteria(rubric).map(({ code, kind, max }) => [code, kind === 'POINTS' ? max : '0'])),
    ...over,
  };
}

/** Input of a sheet from marks by criterion. */
export const sheetInput = (
  version: number,
  marks: SheetMarks,
  over: { comment?: string; privateNote?: string } = {},
) => ({
  version,
  marks: Object.entries(marks).map(([criterion, points]) => ({ criterion, points })),
  comment: over.comment ?? '',
  privateNote: over.privateNote ?? '',
});

/** Signed sheets written directly, for rankings: one panel per call; `total` and `gateFailed` must be what the marks give. */
export async function buildSignedSheets(
  db: Sql,
  round: BuiltRound,
  sheets: readonly { entryId: string; judgeId: string; marks: SheetMarks; total: string; gateFailed: boolean }[],
  stageCode = 'CHAM_DIEM',
): Promise<{ id: string; entryId: string; judgeId: string }[]> {
  return db.query(
    `WITH panel AS (INSERT INTO panel (round_id, stage_code, name) VALUES ($1, $2, 'Ban ' || uuidv7()) RETURNING id),
     given AS (SELECT * FROM jsonb_to_recordset($3) AS g("entryId" uuid, "judgeId" uuid, marks jsonb, total numeric, "gateFailed" boolean)),
     made AS (INSERT INTO assignment (panel_id, stage_code, entry_id, revision_id, judge_id, assigned_by)
       SELECT p.id, $2, g."entryId", v.id, g."judgeId", g."judgeId" FROM panel p, given g JOIN entry_revision v ON v.entry_id = g."entryId" RETURNING *),
     sheet AS (INSERT INTO scoresheet (assignment_id, round_id, stage_code, entry_id, revision_id, judge_id, state, total, gate_failed, signed_by, signed_at, sign_count)
       SELECT m.id, $1, $2, m.entry_id, m.revision_id, m.judge_id, 'SIGNED', g.total, g."gateFailed", m.judge_id, now(), 1
       FROM made m JOIN given g ON g."entryId" = m.entry_id AND g."judgeId" = m.judge_id RETURNING *),
     mark AS (INSERT INTO mark (scoresheet_id, criterion_code, points)
       SELECT s.id, x.key, x.value::numeric FROM sheet s JOIN given g ON g."entryId" = s.entry_id AND g."judgeId" = s.judge_id, jsonb_each_text(g.marks) AS x)
     SELECT id, entry_id AS "entryId", judge_id AS "judgeId" FROM sheet`,
    [round.id, stageCode, JSON.stringify(sheets)],
  );
}

/** An entry of the jury's hamlet that the council has approved, with score and band. */
export const buildApprovedEntry = (
  db: Sql,
  jury: Jury,
  over: Parameters<typeof buildEntry>[1] = {},
): Promise<BuiltEntry> =>
  buildEntry(db, {
    round: jury.round,
    unit: jury.hamlet,
    state: 'APPROVED',
    finalScore: '95.00',
    band: 'XUAT_SAC',
    ...over,
  });
