import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FormField } from '@app/forms';
import { Database } from '@app/platform';
import type { RoundRules } from '@app/programmes';
import { createApi } from '../../apps/api/src/app';
import { ApiClient, type Answer } from '../support/client';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { testEnv } from '../support/env';
import { buildAccount, buildEntry, buildProvince, buildRound, buildUnit, type BuiltRound } from '../support/factories';

jest.setTimeout(60_000);

const PASSWORD = 'mat khau thu nghiem 2025';
const CATEGORY = 'KINH_TE_COLLECTIVE';

/** A form with every kind of field, conditions in each other, fields of one category and of one kind of unit. */
const FORM: FormField[] = [
  {
    code: 'LY_DO',
    section: 'Đăng ký',
    label: 'Lý do',
    type: 'LONG_TEXT',
    required: true,
    public: true,
    help: 'Việc gì đang bức xúc?',
  },
  { code: 'CACH_LAM', section: 'Đăng ký', label: 'Cách làm', type: 'RICH_TEXT', required: true, public: true },
  { code: 'DIA_DIEM', section: 'Đăng ký', label: 'Địa điểm', type: 'PLACE', required: true, public: true },
  {
    code: 'LUC_LUONG',
    section: 'Tổ chức',
    label: 'Lực lượng',
    type: 'TABLE',
    required: true,
    public: false,
    minRows: 1,
    columns: [
      { code: 'TEN', label: 'Tên lực lượng', type: 'TEXT', required: true },
      { code: 'SO', label: 'Số người', type: 'NUMBER', required: false, unit: 'người' },
    ],
  },
  { code: 'PHOI_HOP', section: 'Tổ chức', label: 'Đơn vị phối hợp', type: 'UNIT', required: false, public: false },
  {
    code: 'CO_TIEN',
    section: 'Tổ chức',
    label: 'Có kinh phí',
    type: 'CHOICE',
    required: true,
    public: false,
    choices: [
      { code: 'CO', name: 'Có' },
      { code: 'KHONG', name: 'Không' },
    ],
  },
  {
    code: 'KINH_PHI',
    section: 'Tổ chức',
    label: 'Kinh phí',
    type: 'MONEY',
    required: true,
    public: false,
    showIf: { field: 'CO_TIEN', is: 'EQUALS', value: 'CO' },
  },
  {
    code: 'NGUON',
    section: 'Tổ chức',
    label: 'Nguồn kinh phí',
    type: 'TEXT',
    required: false,
    public: false,
    showIf: {
      all: [{ field: 'KINH_PHI', is: 'FILLED' }, { not: { field: 'KINH_PHI', is: 'AT_MOST', value: '1000000' } }],
    },
    requiredIf: { field: 'KINH_PHI', is: 'AT_LEAST', value: '100000000' },
  },
  {
    code: 'CHI_XA',
    section: 'Tổ chức',
    label: 'Riêng cấp xã',
    type: 'TEXT',
    required: true,
    public: false,
    levels: ['COMMUNE'],
  },
  {
    code: 'CHI_VH',
    section: 'Tổ chức',
    label: 'Riêng văn hoá',
    type: 'TEXT',
    required: true,
    public: false,
    categories: ['VAN_HOA_XA_HOI_COLLECTIVE'],
  },
];
const CONTENT = {
  LY_DO: 'Đường tối',
  CACH_LAM: '<p>Họp dân <strong>ba lần</strong></p><ul><li>công khai</li></ul>',
  DIA_DIEM: { text: 'Ấp Một', lat: '9.784100', lng: '105.470100' },
  LUC_LUONG: [
    { TEN: 'Hội Phụ nữ', SO: '1200' },
    { TEN: '', SO: '' },
  ],
  CO_TIEN: 'KHONG',
  KINH_PHI: '5000000',
};

interface Refused {
  code: string;
  errors: { field: string; code: string }[];
}
const problems = ({ body }: Answer<object>): string[] =>
  (body as Refused).errors.map(({ field, code }) => `${field} ${code}`);

describe('forms by HTTP', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let db: Database;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  let round: BuiltRound;
  let reporter: ApiClient;
  let head: ApiClient;
  let officer: ApiClient;
  let board: ApiClient;
  let entryId: string;

  const rulesOf = (over: Partial<RoundRules> = {}): RoundRules => ({ ...round.rules, form: FORM, ...over });
  const save = (version: number, content: object) =>
    reporter.put(`/api/entries/${entryId}/draft`, {
      version,
      title: 'Thắp sáng đường quê',
      subjectName: 'Chi bộ Ấp Một',
      content,
      contributions: [],
      selfScores: {},
    });

  beforeAll(async () => {
    database = await createTestDatabase();
    app = await createApi(testEnv(database), { quiet: true });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    db = app.get(Database);
    place = await buildProvince(db);
    round = await buildRound(db, { unit: place.province, change: (rules) => void (rules.form = FORM) });
    const person = async (unit: typeof place.hamlet, role: 'REPORTER' | 'UNIT_HEAD' | 'OFFICER' | 'BOARD_STAFF') => {
      const account = await buildAccount(db, { unit, grants: [{ role }], password: PASSWORD });
      return ApiClient.signIn(app, account.login, PASSWORD);
    };
    reporter = await person(place.hamlet, 'REPORTER');
    head = await person(place.hamlet, 'UNIT_HEAD');
    officer = await person(place.commune, 'OFFICER');
    board = await person(place.province, 'BOARD_STAFF');
    const made = await reporter.post<{ id: string }>(
      '/api/entries',
      {
        roundId: round.id,
        unitId: place.hamlet.id,
        categoryCode: CATEGORY,
        title: 'Thắp sáng đường quê',
        subjectName: 'Chi bộ Ấp Một',
      },
      'lap-ho-so-bieu-mau',
    );
    entryId = made.body.id;
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('what cannot stand in a field is refused at its place, and nothing crashes on foreign shapes', async () => {
    const stranger = await buildUnit(db, { name: 'Tỉnh khác', kind: 'PROVINCE' });
    const refused = await save(1, {
      CACH_LAM: '<p onclick="x()">a</p><script>x</script>',
      DIA_DIEM: { text: 'x', lat: '91', lng: '0' },
      LUC_LUONG: [{ TEN: 'A', SO: 'mười', LA: 'x' }],
      KINH_PHI: 'nhiều',
      KHONG_CO: 'x',
    });
    expect([refused.status, problems(refused)]).toEqual([
      400,
      [
        'content.CACH_LAM FORM_RICH_TEXT_REFUSED',
        'content.DIA_DIEM FIELD_BAD_FORMAT',
        'content.LUC_LUONG.0.SO FIELD_BAD_NUMBER',
        'content.LUC_LUONG.0.LA FIELD_UNKNOWN',
        'content.KINH_PHI FIELD_BAD_NUMBER',
        'content.KHONG_CO FIELD_UNKNOWN',
      ],
    ]);
    const foreign = await Promise.all([
      save(1, { LUC_LUONG: [{ TEN: 5 }] }),
      save(1, { LUC_LUONG: [[]] }),
      save(1, { DIA_DIEM: { text: 'x', unit: 'y', lat: '1' } }),
      save(1, { LY_DO: 'a\0b' }),
      save(1, { LUC_LUONG: [{ TEN: '\ud800' }] }),
      save(1, { PHOI_HOP: { unit: "1'; DROP TABLE entry", text: '' } }),
      save(1, { PHOI_HOP: { unit: '00000000-0000-4000-8000-000000000000', text: '' } }),
      save(1, { PHOI_HOP: { unit: stranger.id, text: '' } }),
    ]);
    expect(foreign.map(({ status }) => status)).toEqual(Array(8).fill(400));
    expect(foreign.slice(6).map(problems)).toEqual([
      ['content.PHOI_HOP UNIT_UNKNOWN'],
      ['content.PHOI_HOP UNIT_NOT_IN_ROUND'],
    ]);
  });

  it('a unit is kept by its id with the name that the server knows', async () => {
    const saved = await save(1, { ...CONTENT, PHOI_HOP: { unit: place.commune.id, text: 'tên bịa' } });
    expect(saved.status).toBe(200);
    const entry = await reporter.get<{ content: Record<string, unknown> }>(`/api/entries/${entryId}`);
    expect(entry.body.content['PHOI_HOP']).toEqual({
      unit: place.commune.id,
      text: expect.stringContaining(place.commune.name),
    });
  });

  it('what is hidden is kept in the draft, not asked for, and never frozen or shown to reviewers', async () => {
    const version = async () => (await head.get<{ version: number }>(`/api/entries/${entryId}`)).body.version;
    const submit = async (key: string) =>
      head.post<object>(`/api/entries/${entryId}/submit`, { version: await version() }, key);
    const refused = await submit('trinh-lan-mot');
    expect(problems(refused).filter((line) => line.startsWith('content.'))).toEqual([]);
    expect(problems(refused)).toContain('selfScores.KET_QUA FIELD_MISSING');
    await save(await version(), { ...CONTENT, CO_TIEN: 'CO', KINH_PHI: '200000000.5' });
    expect(problems(await submit('trinh-lan-hai')).filter((line) => line.startsWith('content.'))).toEqual([
      'content.KINH_PHI FIELD_TOO_MANY_DECIMALS',
      'content.NGUON FIELD_MISSING',
    ]);
    await save(await version(), CONTENT);
    const rubric = round.rules.rubrics.find(({ code }) => code === 'TAP_THE');
    await db.query('UPDATE entry SET self_scores = $2 WHERE id = $1', [
      entryId,
      JSON.stringify(
        Object.fromEntries(
          (rubric?.criteria ?? []).map(({ code, kind, max }) => [code, kind === 'POINTS' ? max : '0']),
        ),
      ),
    ]);
    expect((await submit('trinh-lan-ba')).status).toBe(200);
    const seen = await officer.get<{ content: object; isDraft: boolean }>(`/api/entries/${entryId}`);
    const { KINH_PHI: _, ...shown } = CONTENT;
    expect([seen.body.isDraft, seen.body.content]).toEqual([false, shown]);
    const kept = await db.one<{ draft: string; frozen: string | null }>(
      `SELECT e.content ->> 'KINH_PHI' AS draft, v.content ->> 'KINH_PHI' AS frozen FROM entry e JOIN entry_revision v ON v.entry_id = e.id WHERE e.id = $1`,
      [entryId],
    );
    expect(kept).toEqual({ draft: '5000000', frozen: null });
  });

  it('the registration form, the report and the blank form come as Word and PDF, to those who may read', async () => {
    const heads = async (person: ApiClient, ...paths: string[]) =>
      Promise.all(
        paths.map(async (path) => {
          const answer = await person.get(path);
          return [answer.status, answer.raw.subarray(0, 4).toString('latin1')];
        }),
      );
    expect(
      await heads(
        officer,
        `/api/entries/${entryId}/registration.docx`,
        `/api/entries/${entryId}/registration.pdf`,
        `/api/entries/${entryId}/report.docx`,
        `/api/entries/${entryId}/report.pdf`,
        `/api/rounds/${round.id}/form.docx?category=${CATEGORY}`,
        `/api/rounds/${round.id}/form.pdf?category=${CATEGORY}&kind=report`,
      ),
    ).toEqual([
      [200, 'PK\u0003\u0004'],
      [200, '%PDF'],
      [200, 'PK\u0003\u0004'],
      [200, '%PDF'],
      [200, 'PK\u0003\u0004'],
      [200, '%PDF'],
    ]);
    const far = await buildProvince(db, 'Tỉnh Xa');
    const account = await buildAccount(db, { unit: far.hamlet, grants: [{ role: 'REPORTER' }], password: PASSWORD });
    const stranger = await ApiClient.signIn(app, account.login, PASSWORD);
    expect([
      (await stranger.get(`/api/entries/${entryId}/registration.pdf`)).status,
      (await stranger.get(`/api/rounds/${round.id}/form.pdf?category=${CATEGORY}`)).status,
      (await officer.get(`/api/rounds/${round.id}/form.pdf?category=KHONG_CO`)).status,
      (await officer.get(`/api/rounds/${round.id}/form.pdf`)).status,
    ]).toEqual([404, 404, 422, 400]);
  });

  describe('an amendment', () => {
    let draft: string;
    let returned: string;
    // without the reason, the place as a paragraph, a column less, a new field that must be filled
    const next = (): RoundRules =>
      rulesOf({
        form: [
          ...FORM.filter(({ code }) => code !== 'LY_DO').map((field) =>
            field.code === 'LUC_LUONG' ? { ...field, columns: field.columns?.slice(0, 1) ?? [] } : field,
          ),
          { code: 'MOI', section: 'Đăng ký', label: 'Mục mới', type: 'TEXT', required: true, public: false },
        ],
      });
    const contentOf = (id: string) =>
      db.one<{ content: object; content_left: object[]; rules_version: number }>(
        'SELECT content, content_left, rules_version FROM entry WHERE id = $1',
        [id],
      );

    beforeAll(async () => {
      const made = await buildEntry(db, { round, unit: place.hamlet, title: 'Đang soạn' });
      draft = made.id;
      await db.query('UPDATE entry SET content = $2 WHERE id = $1', [draft, JSON.stringify(CONTENT)]);
      returned = (await buildEntry(db, { round, unit: place.hamlet, state: 'RETURNED', title: 'Trả lại' })).id;
    });

    it('is refused with the place of a condition that is wrong', async () => {
      const bad = rulesOf({
        form: FORM.map((field) =>
          field.code === 'CO_TIEN' ? { ...field, showIf: { field: 'KINH_PHI', is: 'FILLED' } as const } : field,
        ),
      });
      const refused = await board.post<object>(`/api/rounds/${round.id}/amend/preview`, { rules: bad });
      expect([refused.status, problems(refused)]).toEqual([
        422,
        ['rules.form.5.showIf RULES_CONDITION_CIRCLE', 'rules.form.6.showIf RULES_CONDITION_CIRCLE'],
      ]);
    });

    it('says before it is applied what happens to every entry, and does nothing', async () => {
      const before = await contentOf(draft);
      const seen = await board.post<object>(`/api/rounds/${round.id}/amend/preview`, { rules: next() });
      expect([seen.status, seen.body]).toEqual([
        200,
        {
          nextVersion: 2,
          changes: [
            { code: 'LUC_LUONG', label: 'Lực lượng', kind: 'CHANGED', properties: ['columns'] },
            { code: 'MOI', label: 'Mục mới', kind: 'ADDED', properties: [] },
            { code: 'LY_DO', label: 'Lý do', kind: 'REMOVED', properties: [] },
          ],
          moving: 1,
          staying: 0,
          submitted: 1,
          returned: 1,
          losingCount: 1,
          losing: [
            {
              entryId: draft,
              title: 'Đang soạn',
              unitName: expect.stringContaining(place.hamlet.name),
              fields: ['Lý do', 'Lực lượng'],
            },
          ],
          lackingCount: 1,
          lacking: [
            {
              entryId: draft,
              title: 'Đang soạn',
              unitName: expect.stringContaining(place.hamlet.name),
              fields: ['Mục mới'],
            },
          ],
        },
      ]);
      expect(await contentOf(draft)).toEqual(before);
      expect((await officer.post(`/api/rounds/${round.id}/amend/preview`, { rules: next() })).status).toBe(403);
    });

    it('moves drafts and only drafts, keeps the text that has no field any more, and writes it into the log', async () => {
      const { body } = await board.get<{ version: number }>(`/api/rounds/${round.id}`);
      const done = await board.post(`/api/rounds/${round.id}/amend`, {
        version: body.version,
        rules: next(),
        reason: 'Gọn biểu mẫu',
      });
      expect(done.status).toBe(200);
      const { LY_DO, ...rest } = CONTENT;
      expect(await contentOf(draft)).toEqual({
        content: { ...rest, LUC_LUONG: [{ TEN: 'Hội Phụ nữ' }, { TEN: '' }] },
        content_left: [
          { code: 'LY_DO', label: 'Lý do', text: LY_DO, version: 1 },
          {
            code: 'LUC_LUONG',
            label: 'Lực lượng',
            text: 'Tên lực lượng: Hội Phụ nữ; Số người: 1.200 người',
            version: 1,
          },
        ],
        rules_version: 2,
      });
      expect([(await contentOf(entryId))?.rules_version, (await contentOf(returned))?.rules_version]).toEqual([1, 1]);
      const writer = await reporter.get<{ contentLeft: { text: string }[]; form: FormField[] }>(
        `/api/entries/${draft}`,
      );
      expect([writer.body.contentLeft.map(({ text }) => text)[0], writer.body.form.at(-1)?.code]).toEqual([
        'Đường tối',
        'MOI',
      ]);
      const log = await db.query<{ subject_id: string; after: object; reason: string }>(
        `SELECT subject_id, after, reason FROM audit_log WHERE action = 'Entry.rulesMoved'`,
      );
      expect(log).toEqual([
        { subject_id: draft, after: { rulesVersion: 2, left: ['LY_DO', 'LUC_LUONG'] }, reason: 'Gọn biểu mẫu' },
      ]);
    });
  });
});
