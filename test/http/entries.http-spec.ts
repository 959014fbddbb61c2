import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock, Database } from '@app/platform';
import { createApi } from '../../apps/api/src/app';
import { ApiClient, type Answer } from '../support/client';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { testEnv } from '../support/env';
import {
  buildAccount,
  buildEntry,
  buildProvince,
  buildRound,
  buildUnit,
  type BuiltEntry,
  type BuiltRound,
} from '../support/factories';

jest.setTimeout(60_000);

interface Problem {
  status: number;
  code: string;
  vi: string;
  en: string;
  errors: { field: string; code: string; vi: string; en: string }[];
  params: Record<string, unknown>;
}

const PASSWORD = 'mat khau thu nghiem 2025';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('entries by HTTP', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let db: Database;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  let round: BuiltRound;
  let reporter: ApiClient;
  let head: ApiClient;
  let officer: ApiClient;
  let board: ApiClient;

  beforeAll(async () => {
    database = await createTestDatabase();
    app = await createApi(testEnv(database, { UPLOAD_MAX_MB: '1' }), { quiet: true });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    db = app.get(Database);
    place = await buildProvince(db);
    round = await buildRound(db, { unit: place.province });
    const person = async (
      unit: typeof place.hamlet,
      ...roles: ('REPORTER' | 'UNIT_HEAD' | 'OFFICER' | 'BOARD_STAFF')[]
    ) => {
      const account = await buildAccount(db, { unit, grants: roles.map((role) => ({ role })), password: PASSWORD });
      return ApiClient.signIn(app, account.login, PASSWORD);
    };
    reporter = await person(place.hamlet, 'REPORTER');
    head = await person(place.hamlet, 'UNIT_HEAD');
    officer = await person(place.commune, 'OFFICER');
    board = await person(place.province, 'BOARD_STAFF');
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const entryInput = (over: object = {}) => ({
    roundId: round.id,
    unitId: place.hamlet.id,
    categoryCode: 'KINH_TE_COLLECTIVE',
    title: 'Thắp sáng đường quê',
    subjectName: 'Chi bộ Ấp Một',
    ...over,
  });
  const draftInput = (over: object = {}) => ({
    version: 1,
    title: 'T',
    subjectName: 'S',
    content: {},
    contributions: [],
    selfScores: {},
    ...over,
  });
  const roundInput = (over: object = {}) => ({
    programmeName: 'Dân vận khéo',
    code: 'DVK-2025',
    name: 'Đợt năm 2025',
    year: 2025,
    unitId: place.province.id,
    template: 'THREE_LEVEL_2024',
    opensAt: '2025-01-01T00:00:00Z',
    closesAt: '2025-12-01T00:00:00Z',
    ...over,
  });
  const draft = () => buildEntry(db, { round, unit: place.hamlet });

  /** Every refusal is a problem with a code and words in both languages, for the whole and for each field. */
  const refused = (answer: Answer<unknown>, status: number, code: string, ...fields: string[]) => {
    const problem = answer.body as Problem;
    expect([
      answer.status,
      problem.code,
      (problem.errors ?? []).map((error) => `${error.field} ${error.code}`),
    ]).toEqual([status, code, fields]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    for (const text of [problem.vi, problem.en, ...problem.errors.flatMap((error) => [error.vi, error.en])])
      expect(text).toMatch(/^(?!.*\{\w+\}).{4,}/s);
  };

  it('an entry is written, submitted, appraised and read', async () => {
    const made = await reporter.post<{ id: string; version: number; can: string[] }>('/api/entries', entryInput());
    expect([made.status, made.body.can]).toEqual([201, ['write']]);
    const entry = await buildEntry(db, { round, unit: place.hamlet, complete: true });
    const upload = await reporter.upload<{ id: string; fileId: string; name: string }>(
      `/api/entries/${entry.id}/evidence`,
      { name: 'Ảnh đường hoa.png', bytes: PNG },
      { part: 'KET_QUA', caption: 'Trước và sau', takenOn: '2025-03-01', consent: 'true' },
    );
    expect([upload.status, upload.body.name]).toEqual([201, 'Ảnh đường hoa.png']);
    const submitted = await head.post<{ receiptNo: string; entry: { state: string } }>(
      `/api/entries/${entry.id}/submit`,
      { version: 1 },
      'one-submission',
    );
    expect([submitted.status, submitted.body.entry.state]).toEqual([200, 'APPRAISING']);
    const again = await head.post<{ receiptNo: string }>(
      `/api/entries/${entry.id}/submit`,
      { version: 1 },
      'one-submission',
    );
    expect(again.body.receiptNo).toBe(submitted.body.receiptNo);
    const file = await officer.get(`/api/entries/${entry.id}/files/${upload.body.fileId}`);
    expect([
      file.status,
      file.raw.equals(PNG),
      file.headers['x-content-type-options'],
      file.headers['content-disposition'],
    ]).toEqual([
      200,
      true,
      'nosniff',
      `attachment; filename="Anh duong hoa.png"; filename*=UTF-8''%E1%BA%A2nh%20%C4%91%C6%B0%E1%BB%9Dng%20hoa.png`,
    ]);
    const queue = await officer.get<{ items: { id: string }[] }>('/api/appraisal/queue');
    expect(queue.body.items.map((item) => item.id)).toContain(entry.id);
    for (const path of ['', '/timeline', '/revisions', '/revisions/1', '/appraisal'])
      expect((await officer.get(`/api/entries/${entry.id}${path}`)).status).toBe(200);
    const excel = await officer.get('/api/entries/export.xlsx?sort=title');
    expect([excel.status, excel.raw.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    const receipt = await head.get(`/api/entries/${entry.id}/receipt.pdf`);
    expect([receipt.status, receipt.raw.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  });

  describe('an entry is refused', () => {
    it('with missing fields, all named at once', async () => {
      refused(
        await reporter.post('/api/entries', { roundId: round.id }),
        400,
        'VALIDATION_FAILED',
        'unitId FIELD_MISSING',
        'categoryCode FIELD_MISSING',
        'title FIELD_MISSING',
        'subjectName FIELD_MISSING',
      );
    });
    it('with over-long text', async () =>
      refused(
        await reporter.post('/api/entries', entryInput({ title: 'x'.repeat(301) })),
        400,
        'VALIDATION_FAILED',
        'title FIELD_TOO_LONG',
      ));
    it('with a key that nobody knows', async () =>
      refused(
        await reporter.post('/api/entries', entryInput({ state: 'RECOGNISED' })),
        400,
        'VALIDATION_FAILED',
        'state FIELD_UNKNOWN',
      ));
    it('without an idempotency key', async () => {
      refused(await reporter.request('POST', '/api/entries', entryInput()), 400, 'IDEMPOTENCY_KEY_REQUIRED');
    });
    it('for an unknown unit', async () =>
      refused(
        await reporter.post('/api/entries', entryInput({ unitId: NOBODY })),
        422,
        'UNIT_UNKNOWN',
        'unitId UNIT_UNKNOWN',
      ));
    it('for a closed unit', async () => {
      const closed = await buildUnit(db, {
        parent: place.hamlet,
        kind: 'MASS_ORGANISATION',
        level: 'RESIDENTIAL',
        validTo: '2024-07-01',
      });
      refused(
        await reporter.post('/api/entries', entryInput({ unitId: closed.id })),
        422,
        'UNIT_CLOSED',
        'unitId UNIT_CLOSED',
      );
    });
    it('for an unknown category', async () =>
      refused(
        await reporter.post('/api/entries', entryInput({ categoryCode: 'X' })),
        422,
        'CATEGORY_UNKNOWN',
        'categoryCode CATEGORY_UNKNOWN',
      ));
    it('with NUL or half a surrogate pair', async () => {
      refused(
        await reporter.post('/api/entries', entryInput({ title: 'a\0b' })),
        400,
        'VALIDATION_FAILED',
        'title FIELD_BAD_CHARACTERS',
      );
      const lone = JSON.stringify(entryInput({ title: 'XX' })).replace('XX', '\\ud800');
      refused(
        await reporter.request('POST', '/api/entries', lone, {
          'content-type': 'application/json',
          'idempotency-key': 'lone-surrogate',
        }),
        400,
        'VALIDATION_FAILED',
        'title FIELD_BAD_CHARACTERS',
      );
    });
    it('as 10 MB of JSON', async () =>
      refused(
        await reporter.post('/api/entries', entryInput({ title: 'x'.repeat(10 * 1024 * 1024) })),
        413,
        'BODY_TOO_LARGE',
      ));
    it('as broken JSON', async () => {
      refused(
        await reporter.request('POST', '/api/entries', '{"a":', {
          'content-type': 'application/json',
          'idempotency-key': 'broken-json',
        }),
        400,
        'MALFORMED_JSON',
      );
    });
    it('by whom it does not concern', async () =>
      refused(await officer.post('/api/entries', entryInput()), 403, 'ACTION_NOT_ALLOWED'));
  });

  describe('a draft is refused', () => {
    const save = async (over: object) => reporter.put(`/api/entries/${(await draft()).id}/draft`, draftInput(over));
    it('with a mark above the maximum, with too many decimals, off the step, below zero, or NaN', async () => {
      refused(
        await save({
          selfScores: {
            KET_QUA: '30.5',
            PHU_HOP: '1.25',
            CACH_VAN_DONG: '1.3',
            NHAN_DAN: '-1',
            LANH_DAO: 'NaN',
            X: '1',
          },
        }),
        400,
        'VALIDATION_FAILED',
        'selfScores.KET_QUA MARK_ABOVE_MAX',
        'selfScores.PHU_HOP MARK_TOO_MANY_DECIMALS',
        'selfScores.CACH_VAN_DONG MARK_WRONG_STEP',
        'selfScores.NHAN_DAN MARK_NEGATIVE',
        'selfScores.LANH_DAO MARK_NOT_A_NUMBER',
        'selfScores.X FIELD_UNKNOWN',
      );
    });
    it('with a mark that is no text', async () =>
      refused(await save({ selfScores: { KET_QUA: 3 } }), 400, 'VALIDATION_FAILED', 'selfScores FIELD_BAD_FORMAT'));
    it('with a wrong qualifier', async () => {
      refused(
        await save({ contributions: [{ kind: 'DAT', qualifier: 'MAYBE', amount: '1' }] }),
        400,
        'VALIDATION_FAILED',
        'contributions.0.qualifier FIELD_BAD_ENUM',
      );
    });
    it('with a figure that is not positive or has too many decimals', async () => {
      const contributions = ['0', '1.2345', 'x'].map((amount) => ({ kind: 'DAT', qualifier: 'EXACT', amount }));
      refused(
        await save({ contributions }),
        400,
        'VALIDATION_FAILED',
        'contributions.0.amount RULES_NOT_POSITIVE',
        'contributions.1.amount FIELD_TOO_MANY_DECIMALS',
        'contributions.2.amount FIELD_BAD_NUMBER',
      );
    });
    it('with fields that are not in the form, or too long', async () => {
      refused(
        await save({ content: { X: 'a', MUC_TIEU: 'a'.repeat(2401) } }),
        400,
        'VALIDATION_FAILED',
        'content.X FIELD_UNKNOWN',
        'content.MUC_TIEU FIELD_TOO_LONG',
      );
      const odd = JSON.stringify(draftInput({ content: { XX: 'a' } })).replace('XX', '__proto__');
      const answer = await reporter.request('PUT', `/api/entries/${(await draft()).id}/draft`, odd, {
        'content-type': 'application/json',
      });
      expect([200, 400]).toContain(answer.status);
    });
    it('with an old version, and is given the present content', async () => {
      const { id } = await draft();
      expect(
        (await reporter.put(`/api/entries/${id}/draft`, draftInput({ content: { LY_DO: 'Của người trước' } }))).status,
      ).toBe(200);
      const late = await reporter.put(`/api/entries/${id}/draft`, draftInput({ content: { LY_DO: 'Của tôi' } }));
      refused(late, 409, 'CHANGED_MEANWHILE');
      expect((late.body as unknown as Problem).params).toMatchObject({
        version: 2,
        current: { content: { LY_DO: 'Của người trước' } },
      });
    });
    it('when it belongs to others: it is not there', async () => {
      const foreign = await buildEntry(db, { round, unit: place.otherCommune });
      refused(await reporter.put(`/api/entries/${foreign.id}/draft`, draftInput()), 404, 'NOT_FOUND');
      refused(await reporter.get(`/api/entries/${foreign.id}`), 404, 'NOT_FOUND');
      refused(await reporter.get('/api/entries/not-an-id'), 404, 'NOT_FOUND');
      refused(await reporter.get(`/api/entries/${NOBODY}/timeline`), 404, 'NOT_FOUND');
    });
  });

  describe('a submission is refused', () => {
    it('by the reporter', async () =>
      refused(
        await reporter.post(`/api/entries/${(await draft()).id}/submit`, { version: 1 }),
        403,
        'ACTION_NOT_ALLOWED',
      ));
    it('after the deadline, which it names', async () => {
      const own = await buildRound(db, { unit: place.province, closesAt: '2024-03-05T10:00:00Z' });
      const entry = await buildEntry(db, { round: own, unit: place.hamlet, complete: true });
      const answer = await head.post(`/api/entries/${entry.id}/submit`, { version: 1 });
      refused(answer, 409, 'AFTER_DEADLINE');
      expect((answer.body as unknown as Problem).vi).toContain('17:00 ngày 05/03/2024');
      expect(app.get(Clock).now().getFullYear()).toBeGreaterThan(2024);
    });
    it('with a version that is gone, and with a key used for something else', async () => {
      const entry = await buildEntry(db, { round, unit: place.hamlet, complete: true });
      refused(await head.post(`/api/entries/${entry.id}/submit`, { version: 7 }), 409, 'CHANGED_MEANWHILE');
      const key = `key-${entry.id}`;
      expect((await head.post(`/api/entries/${entry.id}/submit`, { version: 1 }, key)).status).toBe(200);
      refused(await head.post(`/api/entries/${entry.id}/submit`, { version: 2 }, key), 422, 'IDEMPOTENCY_KEY_REUSED');
      refused(await head.post(`/api/entries/${entry.id}/submit`, { version: 2 }), 409, 'STATE_DOES_NOT_ALLOW');
    });
  });

  describe('a file is refused', () => {
    const upload = async (
      name: string,
      bytes: Buffer,
      fields: Record<string, string> = { part: 'KET_QUA' },
      entry?: BuiltEntry,
    ) => reporter.upload(`/api/entries/${(entry ?? (await draft())).id}/evidence`, { name, bytes }, fields);
    it('above the limit', async () =>
      refused(await upload('to.png', Buffer.concat([PNG, Buffer.alloc(1_100_000)])), 413, 'FILE_TOO_LARGE'));
    it('whose content is not what its name says', async () =>
      refused(await upload('bao-cao.pdf', PNG), 415, 'FILE_CONTENT_MISMATCH'));
    it('of a kind that is not accepted', async () =>
      refused(await upload('x.exe', Buffer.from('MZ')), 415, 'FILE_TYPE_NOT_ALLOWED'));
    it('that is empty, or missing', async () => {
      refused(await upload('a.png', Buffer.alloc(0)), 400, 'FILE_EMPTY');
      refused(
        await reporter.post(`/api/entries/${(await draft()).id}/evidence`, {}),
        400,
        'VALIDATION_FAILED',
        'uploadId FIELD_MISSING',
      );
    });
    it('with a date that does not exist, a part that is none, or an unknown field', async () => {
      refused(
        await upload('a.png', PNG, { part: 'KET_QUA', takenOn: '2025-02-31' }),
        400,
        'VALIDATION_FAILED',
        'takenOn FIELD_BAD_DATE',
      );
      refused(await upload('a.png', PNG, { part: 'X' }), 400, 'VALIDATION_FAILED', 'part FIELD_BAD_ENUM');
      refused(await upload('a.png', PNG, {}), 400, 'VALIDATION_FAILED', 'part FIELD_MISSING');
      refused(
        await upload('a.png', PNG, { part: 'KET_QUA', owner: 'x' }),
        400,
        'VALIDATION_FAILED',
        'owner FIELD_UNKNOWN',
      );
    });
    it('beyond thirty', async () => {
      const entry = await draft();
      for (let i = 0; i < 30; i++) expect((await upload('a.png', PNG, { part: 'KET_QUA' }, entry)).status).toBe(201);
      refused(await upload('a.png', PNG, { part: 'KET_QUA' }, entry), 422, 'TOO_MANY_FILES');
    });
    it('on an entry that was submitted, or to read one of another entry', async () => {
      const entry = await buildEntry(db, { round, unit: place.hamlet, state: 'APPRAISING' });
      refused(await upload('a.png', PNG, { part: 'KET_QUA' }, entry), 409, 'STATE_DOES_NOT_ALLOW');
      const other = await draft();
      const { fileId, id } = (await upload('a.png', PNG, { part: 'KET_QUA' }, other)).body as {
        fileId: string;
        id: string;
      };
      refused(await reporter.get(`/api/entries/${entry.id}/files/${fileId}`), 404, 'NOT_FOUND');
      expect((await reporter.patch(`/api/evidence/${id}`, { caption: 'Ảnh', takenOn: null, place: null })).status).toBe(
        200,
      );
      expect((await reporter.delete(`/api/evidence/${id}`)).status).toBe(204);
      refused(await reporter.get(`/api/entries/${other.id}/files/${fileId}`), 404, 'NOT_FOUND');
    });
  });

  describe('a round is refused', () => {
    it('with the 31st of February', async () =>
      refused(
        await board.post('/api/rounds', roundInput({ opensAt: '2025-02-31T00:00:00Z' })),
        400,
        'VALIDATION_FAILED',
        'opensAt FIELD_BAD_DATE',
      ));
    it('with a wrong template, and a code that is none', async () => {
      refused(
        await board.post('/api/rounds', roundInput({ template: 'X', code: 'a b' })),
        400,
        'VALIDATION_FAILED',
        'code FIELD_BAD_FORMAT',
        'template FIELD_BAD_ENUM',
      );
    });
    it('that ends before it begins', async () =>
      refused(
        await board.post('/api/rounds', roundInput({ closesAt: '2024-01-01T00:00:00Z' })),
        422,
        'RULES_INVALID',
        'closesAt RULES_CLOSES_BEFORE_OPENS',
      ));
    it('by somebody else', async () =>
      refused(await reporter.post('/api/rounds', roundInput()), 403, 'ACTION_NOT_ALLOWED'));
    it('with a negative quota, an unknown rubric, a bad threshold; and cannot be changed once it is open', async () => {
      const made = await board.post<{ id: string; version: number; rules: typeof round.rules }>(
        '/api/rounds',
        roundInput(),
      );
      expect(made.status).toBe(201);
      const { id, rules } = made.body;
      const bad = structuredClone(rules);
      bad.chain[0]!.quota = { max: -1 };
      refused(
        await board.put(`/api/rounds/${id}/rules`, { version: 1, rules: bad }),
        422,
        'RULES_INVALID',
        'rules.chain.0.quota.max FIELD_BELOW_MIN',
      );
      const worse = structuredClone(rules);
      worse.categories[0]!.rubric = 'X';
      worse.chain[4]!.voting!.threshold = { num: 3, den: 2 };
      refused(
        await board.put(`/api/rounds/${id}/rules`, { version: 1, rules: worse }),
        422,
        'RULES_INVALID',
        'rules.chain.4.voting.threshold RULES_FRACTION_OUT_OF_RANGE',
        'rules.categories.0.rubric RULES_RUBRIC_UNKNOWN',
      );
      refused(
        await board.put(`/api/rounds/${id}/rules`, { version: 1, rules: 'x' }),
        400,
        'VALIDATION_FAILED',
        'rules FIELD_BAD_FORMAT',
      );
      expect((await board.put(`/api/rounds/${id}/rules`, { version: 1, rules })).status).toBe(200);
      expect((await board.post(`/api/rounds/${id}/open`, { version: 2 })).status).toBe(200);
      refused(await board.put(`/api/rounds/${id}/rules`, { version: 3, rules }), 409, 'RULES_FROZEN');
      refused(await board.post('/api/rounds', roundInput()), 409, 'ROUND_CODE_TAKEN', 'code ROUND_CODE_TAKEN');
      refused(
        await board.post(`/api/rounds/${id}/amend`, { version: 3, rules }),
        400,
        'VALIDATION_FAILED',
        'reason FIELD_MISSING',
      );
      expect((await board.post(`/api/rounds/${id}/amend`, { version: 3, rules, reason: 'Gia hạn' })).status).toBe(200);
      expect(
        (await reporter.get<{ items: { id: string }[] }>('/api/rounds?state=OPEN')).body.items.map((item) => item.id),
      ).toContain(id);
    });
  });

  it('a list refuses wrong filters and foreign cursors, and never fails', async () => {
    refused(await officer.get('/api/entries?state=X'), 400, 'VALIDATION_FAILED', 'state FIELD_BAD_ENUM');
    refused(await officer.get('/api/entries?limit=1000'), 400, 'VALIDATION_FAILED', 'limit FIELD_ABOVE_MAX');
    refused(await officer.get('/api/entries?roundId=1'), 400, 'VALIDATION_FAILED', 'roundId FIELD_BAD_FORMAT');
    for (const cursor of [
      'x',
      Buffer.from('[1]').toString('base64url'),
      Buffer.from('["a","b"]').toString('base64url'),
      Buffer.from('["infinity\u0000","x"]').toString('base64url'),
    ])
      for (const sort of ['newest', 'deadline', 'title'])
        refused(
          await officer.get(`/api/entries?sort=${sort}&cursor=${cursor}`),
          400,
          'VALIDATION_FAILED',
          'cursor FIELD_BAD_FORMAT',
        );
    expect((await officer.get(`/api/entries?q=${encodeURIComponent(`' OR 1=1 -- %_\\`)}`)).status).toBe(200);
  });

  it('a queue or a decision refuses what is wrong in it', async () => {
    const entry = await buildEntry(db, { round, unit: place.hamlet, state: 'APPRAISING' });
    refused(
      await officer.post(`/api/entries/${entry.id}/return`, {
        version: 1,
        items: [],
        deadline: '2025-02-30T00:00:00Z',
      }),
      400,
      'VALIDATION_FAILED',
      'items FIELD_TOO_SHORT',
      'deadline FIELD_BAD_DATE',
    );
    refused(
      await officer.post(`/api/entries/${entry.id}/return`, {
        version: 1,
        items: [{ part: 'X', text: 'a' }],
        deadline: new Date(Date.now() + 86_400_000).toISOString(),
      }),
      400,
      'VALIDATION_FAILED',
      'items.0.part RETURN_PART_UNKNOWN',
    );
    const scores = [
      { criterion: 'KET_QUA', points: '30.05', reason: 'a' },
      { criterion: 'X', points: '1', reason: 'a' },
    ];
    refused(
      await officer.put(`/api/entries/${entry.id}/appraisal`, {
        version: 0,
        checklist: [{ code: 'X', ok: true }],
        finding: '',
        scores: [],
      }),
      400,
      'VALIDATION_FAILED',
      'checklist.0.code FIELD_UNKNOWN',
    );
    refused(
      await officer.put(`/api/entries/${entry.id}/appraisal`, { version: 0, checklist: [], finding: '', scores }),
      400,
      'VALIDATION_FAILED',
      'scores.0.points MARK_ABOVE_MAX',
      'scores.1.criterion FIELD_UNKNOWN',
    );
    refused(await officer.post(`/api/entries/${entry.id}/forward`, { version: 1 }), 403, 'ACTION_NOT_ALLOWED');
    refused(
      await officer.post(`/api/entries/${entry.id}/propose`, { version: 1 }),
      422,
      'CHECKLIST_INCOMPLETE',
      ...['DAY_DU', 'DUNG_DOI_TUONG', 'SO_LIEU', 'DONG_THUAN', 'KHONG_VI_PHAM'].map(
        (code) => `checklist.${code} FIELD_MISSING`,
      ),
    );
  });
});
