import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toDecimal } from '@app/platform';
import { ProgrammesModule, rubricOf } from '@app/programmes';
import * as fc from 'fast-check';
import { Client } from 'pg';
import { buildAccount, buildEntry, buildProvince, buildRound, type BuiltRound } from '../../../test/support/factories';
import { buildSignedSheets, type SheetMarks } from '../../../test/support/factories-judging';
import { TestServices } from '../../../test/support/services';
import { gateFailed, rankEntries, rankInDatabase, sheetTotal, type SignedSheet, type StandingRule } from './index';

const CATEGORY = 'KINH_TE_COLLECTIVE';

describe('the standing in the database', () => {
  let services: TestServices;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  let judges: string[];

  beforeAll(async () => {
    services = await TestServices.start([ProgrammesModule]);
    place = await buildProvince(services.db);
    judges = [];
    for (let i = 0; i < 5; i++) judges.push((await buildAccount(services.db, { unit: place.agency })).id);
  });
  afterAll(() => services.stop());

  const ruleOf = (round: BuiltRound, over: Partial<StandingRule> = {}): StandingRule => {
    const rubric = rubricOf(round.rules, CATEGORY);
    if (!rubric) throw new Error('no rubric');
    return { rubric, minMarks: 2, digits: 2, tieBreak: ['KET_QUA', 'CACH_VAN_DONG'], ...over };
  };

  // few values, so that equal means, equal criteria and shared ranks are common
  const half = (max: number) => fc.integer({ min: 0, max: max * 2 }).map((n) => String(n / 2));
  const marks = fc.record({
    LANH_DAO: fc.constantFrom('8', '9', '10'),
    PHU_HOP: half(15),
    CACH_VAN_DONG: fc.constantFrom('18', '19', '20'),
    KET_QUA: fc.constantFrom('25', '28', '30'),
    NHAN_DAN: fc.constantFrom('9', '10'),
    BEN_VUNG: fc.constantFrom('13', '15'),
    THUONG: fc.constantFrom('0', '0', '2.5'),
    VI_PHAM: fc.constantFrom('0', '0', '0', '1'),
  }) as fc.Arbitrary<SheetMarks>;
  const coarse = fc.record({
    LANH_DAO: fc.constant('10'),
    PHU_HOP: fc.constant('15'),
    CACH_VAN_DONG: fc.constantFrom('18', '19'),
    KET_QUA: fc.constantFrom('28', '29'),
    NHAN_DAN: fc.constant('10'),
    BEN_VUNG: fc.constantFrom('14', '15'),
    THUONG: fc.constant('0'),
    VI_PHAM: fc.constant('0'),
  }) as fc.Arbitrary<SheetMarks>;
  const rounds = fc.record({
    entries: fc.array(fc.oneof(fc.array(marks, { maxLength: 5 }), fc.array(coarse, { minLength: 2, maxLength: 4 })), {
      minLength: 1,
      maxLength: 8,
    }),
    minMarks: fc.integer({ min: 1, max: 3 }),
    digits: fc.integer({ min: 0, max: 4 }),
    tieBreak: fc.constantFrom(['KET_QUA', 'CACH_VAN_DONG'], [], ['BEN_VUNG'], ['KHONG_CO', 'KET_QUA']),
  });

  it('equals the pure computation on 120 random rounds: ranks, scores, tie-breaks and traces', async () => {
    await fc.assert(
      fc.asyncProperty(rounds, async ({ entries, ...settings }) => {
        const round = await buildRound(services.db, { unit: place.province });
        const rule = ruleOf(round, settings);
        const given: { entryId: string; judgeId: string; marks: SheetMarks; total: string; gateFailed: boolean }[] = [];
        const ids: string[] = [];
        for (const sheets of entries) {
          const { id } = await buildEntry(services.db, {
            round,
            unit: place.hamlet,
            state: 'SCORING',
            createdBy: judges[0] ?? '',
          });
          ids.push(id);
          sheets.forEach((one, at) =>
            given.push({
              entryId: id,
              judgeId: judges[at] ?? '',
              marks: one,
              total: toDecimal(sheetTotal(rule.rubric.criteria, one), 2),
              gateFailed: gateFailed(rule.rubric.criteria, one),
            }),
          );
        }
        const stored = await buildSignedSheets(services.db, round, given);
        const expected = rankEntries(
          rule,
          ids.map((entryId) => ({
            entryId,
            sheets: stored
              .filter((sheet) => sheet.entryId === entryId)
              .map((sheet): SignedSheet => ({
                sheetId: sheet.id,
                judgeId: sheet.judgeId,
                marks: given.find((one) => one.entryId === entryId && one.judgeId === sheet.judgeId)?.marks ?? {},
              })),
          })),
        );
        expect(
          await rankInDatabase(
            services.db,
            { roundId: round.id, categoryCode: CATEGORY, stageCode: 'CHAM_DIEM' },
            rule,
          ),
        ).toEqual(expected);
      }),
      { numRuns: 120 },
    );
  }, 120_000);

  it('counts signed sheets only: open, reopened and void ones are not part of it', async () => {
    const round = await buildRound(services.db, { unit: place.province });
    const { id } = await buildEntry(services.db, {
      round,
      unit: place.hamlet,
      state: 'SCORING',
      createdBy: judges[0] ?? '',
    });
    const one = {
      LANH_DAO: '10',
      PHU_HOP: '15',
      CACH_VAN_DONG: '20',
      KET_QUA: '30',
      NHAN_DAN: '10',
      BEN_VUNG: '15',
      THUONG: '0',
      VI_PHAM: '0',
    };
    const sheets = await buildSignedSheets(
      services.db,
      round,
      judges
        .slice(0, 4)
        .map((judgeId, at) => ({
          entryId: id,
          judgeId,
          marks: one,
          total: at === 0 ? '90' : '100',
          gateFailed: false,
        })),
    );
    const states = [null, 'OPEN', 'REOPENED', 'VOID'];
    for (const [at, sheet] of sheets.entries())
      if (states[at])
        await services.db.query(`UPDATE scoresheet SET state = $2, reopen_reason = 'x' WHERE id = $1`, [
          sheets.find((s) => s.judgeId === judges[at])?.id ?? sheet.id,
          states[at],
        ]);
    const [line] = await rankInDatabase(
      services.db,
      { roundId: round.id, categoryCode: CATEGORY, stageCode: 'CHAM_DIEM' },
      ruleOf(round, { minMarks: 1 }),
    );
    expect([line?.score, line?.rank, line?.trace.sheets.length]).toEqual(['90.00', 1, 1]);
  });

  it('takes 2,000 entries × 5 judges in one statement', async () => {
    const round = await buildRound(services.db, { unit: place.province });
    const [first] = await services.db.query<{ id: string }>(`SELECT id FROM account LIMIT 1`);
    await services.db.query(
      `WITH made AS (
         INSERT INTO entry (round_id, rules_version, unit_id, unit_path, host_path, category_code, field_code, subject_type, title, subject_name, state, stage_code, holder_unit_id,
           revision_no, receipt_no, submitted_at, created_by)
         SELECT $1::uuid, 1, $2::uuid, $3::ltree, $4::ltree, '${CATEGORY}', 'KINH_TE', 'COLLECTIVE', 'Mô hình ' || n, 'Ấp ' || n, 'SCORING', 'CHAM_DIEM', $5::uuid, 1, 'R-' || $1::uuid::text || n, now(), $6::uuid
         FROM generate_series(1, 2000) n RETURNING id)
       INSERT INTO entry_revision (entry_id, no, title, subject_name, content, contributions, self_scores, evidence, content_hash, submitted_by)
       SELECT id, 1, 'x', 'x', '{}', '[]', '{}', '[]', 'x', $6 FROM made`,
      [round.id, place.hamlet.id, place.hamlet.path, place.province.path, place.province.id, first?.id],
    );
    const rule = ruleOf(round);
    await services.db.query(
      `WITH panel AS (INSERT INTO panel (round_id, stage_code, name) VALUES ($1, 'CHAM_DIEM', 'Ban') RETURNING id),
       made AS (INSERT INTO assignment (panel_id, stage_code, entry_id, revision_id, judge_id, assigned_by)
         SELECT p.id, 'CHAM_DIEM', e.id, v.id, j, j FROM panel p, entry e JOIN entry_revision v ON v.entry_id = e.id, unnest($2::uuid[]) j WHERE e.round_id = $1 RETURNING *)
       INSERT INTO scoresheet (assignment_id, round_id, stage_code, entry_id, revision_id, judge_id, state, total, signed_by, signed_at, sign_count)
       SELECT id, $1, 'CHAM_DIEM', entry_id, revision_id, judge_id, 'SIGNED', 70 + (hashtext(id::text) & 63) / 2.0, judge_id, now(), 1 FROM made`,
      [round.id, judges],
    );
    await services.db.query(
      `INSERT INTO mark (scoresheet_id, criterion_code, points) SELECT s.id, c, (hashtext(s.id || c) & 7) / 2.0 FROM scoresheet s, unnest($2::text[]) c WHERE s.round_id = $1`,
      [round.id, ['LANH_DAO', 'PHU_HOP', 'CACH_VAN_DONG', 'KET_QUA', 'NHAN_DAN', 'BEN_VUNG', 'THUONG', 'VI_PHAM']],
    );
    const owner = new Client({ connectionString: services.database.url });
    await owner.connect();
    await owner.query('ANALYZE'); // a live server does this by itself
    await owner.end();
    const scope = { roundId: round.id, categoryCode: CATEGORY, stageCode: 'CHAM_DIEM' };
    const times: number[] = [];
    for (let i = 0; i < 3; i++) {
      const start = performance.now();
      const lines = await rankInDatabase(services.db, scope, rule);
      times.push(performance.now() - start);
      expect(lines).toHaveLength(2000);
    }
    // the bench measures the aim of 200 ms; this only catches a plan that went wrong
    expect(Math.min(...times)).toBeLessThan(2000);
    if (process.env['SHOW_TIMES'])
      process.stdout.write(`standing of 2,000 × 5: ${times.map((ms) => ms.toFixed(0)).join(', ')} ms\n`);
  }, 60_000);
});
