import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hashPassword } from '@app/identity';
import { Database } from '@app/platform';
import { createApi } from '../../apps/api/src/app';
import { ApiClient } from '../support/client';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { testEnv } from '../support/env';
import type { BuiltAccount, BuiltEntry } from '../support/factories';
import { buildJury, buildScoringEntry, fullMarks, type Jury, sheetInput } from '../support/factories-judging';

const PASSWORD = 'mat-khau-thu-nghiem-1';
const CATEGORY = 'KINH_TE_COLLECTIVE';
interface Versioned {
  id: string;
  version: number;
  can: string[];
}
interface Problem {
  code: string;
  params: Record<string, unknown>;
  errors: { field: string; code: string }[];
  vi: string;
  en: string;
}

describe('from the panel to the public page, by HTTP', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let jury: Jury;
  let first: BuiltEntry;
  let second: BuiltEntry;
  const clients = new Map<string, ApiClient>();

  const as = async (who: BuiltAccount): Promise<ApiClient> => {
    const known = clients.get(who.id);
    if (known) return known;
    const client = await ApiClient.signIn(app, who.login, PASSWORD);
    clients.set(who.id, client);
    return client;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    app = await createApi(testEnv(database), { quiet: true });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const db = app.get(Database);
    jury = await buildJury(db);
    await db.query('UPDATE account SET password_hash = $1', [await hashPassword(PASSWORD)]);
    first = await buildScoringEntry(db, jury, { title: 'Thắp sáng đường quê' });
    second = await buildScoringEntry(db, jury, { title: 'Vận động hiến đất' });
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('plays the whole story: panel, sheets, standing, council, decision, publication', async () => {
    const board = await as(jury.board);
    const panel = await board.post<Versioned>(`/api/rounds/${jury.round.id}/panels`, {
      name: 'Ban giám khảo',
      stageCode: 'CHAM_DIEM',
      categoryCodes: [],
      chairId: null,
      memberIds: jury.judges.map(({ id }) => id),
    });
    expect([panel.status, panel.body.can]).toEqual([201, ['edit', 'assign']]);
    const candidates = await board.get<{ items: { id: string }[] }>(`/api/rounds/${jury.round.id}/judges`);
    expect(candidates.body.items.map(({ id }) => id).sort()).toEqual(jury.judges.map(({ id }) => id).sort());

    const items = [first, second].map(({ id }) => ({ entryId: id, judgeIds: jury.judges.map((judge) => judge.id) }));
    const key = randomUUID();
    const assigned = await board.post<{ created: unknown[] }>(
      `/api/panels/${panel.body.id}/assignments`,
      { items },
      key,
    );
    expect([assigned.status, assigned.body.created.length]).toEqual([200, 6]);
    expect((await board.post(`/api/panels/${panel.body.id}/assignments`, { items }, key)).body).toEqual(assigned.body);
    expect(
      (await board.post<Problem>(`/api/panels/${panel.body.id}/assignments`, { items: items.slice(1) }, key)).body.code,
    ).toBe('IDEMPOTENCY_KEY_REUSED');

    for (const [at, judge] of jury.judges.entries()) {
      const client = await as(judge);
      const mine = await client.get<{ items: { id: string; entryId: string }[]; progress: object }>('/api/scoresheets');
      expect(mine.body.progress).toEqual({ all: 2, signed: 0 });
      for (const sheet of mine.body.items) {
        if (at === 2 && sheet.entryId === first.id) {
          const given = await client.post(`/api/scoresheets/${sheet.id}/conflict`, {
            reason: 'Là người cùng quê với trưởng ấp',
          });
          expect([
            given.status,
            (await client.get(`/api/scoresheets/${sheet.id}`)).status,
            (await client.get(`/api/entries/${first.id}`)).status,
          ]).toEqual([200, 404, 404]);
          continue;
        }
        const shown = await client.get<Versioned & { next: string | null; others: unknown }>(
          `/api/scoresheets/${sheet.id}`,
        );
        expect([shown.status, shown.body.others]).toEqual([200, null]);
        const marks = fullMarks(
          jury.round,
          CATEGORY,
          sheet.entryId === first.id ? { KET_QUA: '28' } : { KET_QUA: '25' },
        );
        const saved = await client.put<Versioned>(
          `/api/scoresheets/${sheet.id}`,
          sheetInput(shown.body.version, marks),
        );
        expect(saved.status).toBe(200);
        const stale = await client.put<Problem>(`/api/scoresheets/${sheet.id}`, sheetInput(shown.body.version, marks));
        expect([stale.status, stale.body.code, (stale.body.params['current'] as { version: number }).version]).toEqual([
          409,
          'CHANGED_MEANWHILE',
          saved.body.version,
        ]);
        expect((await client.post(`/api/scoresheets/${sheet.id}/sign`, { version: saved.body.version })).status).toBe(
          200,
        );
      }
    }
    expect(
      (await (await as(jury.judges[0])).get(`/api/rounds/${jury.round.id}/standings?category=${CATEGORY}`)).status,
    ).toBe(404);

    const standing = await board.get<{ rows: { entryId: string; rank: number }[]; missing: unknown[]; can: string[] }>(
      `/api/rounds/${jury.round.id}/standings?category=${CATEGORY}`,
    );
    expect([
      standing.body.rows.map(({ entryId, rank }) => [entryId, rank]),
      standing.body.missing,
      standing.body.can,
    ]).toEqual([
      [
        [first.id, 1],
        [second.id, 2],
      ],
      [],
      ['finalise'],
    ]);
    expect(
      (await board.post(`/api/rounds/${jury.round.id}/standings/finalise`, { category: CATEGORY, comment: '' })).status,
    ).toBe(200);
    const excel = await board.get(`/api/rounds/${jury.round.id}/standings.xlsx`);
    expect([
      excel.status,
      excel.raw.subarray(0, 2).toString(),
      String(excel.headers['content-disposition']).startsWith('attachment'),
    ]).toEqual([200, 'PK', true]);

    const places = ['CHAIR', 'SECRETARY', 'MEMBER', 'MEMBER', 'MEMBER'];
    const council = await board.post<Versioned>(`/api/rounds/${jury.round.id}/councils`, {
      name: 'Hội đồng',
      stageCode: 'HOI_DONG',
      legalBasis: '',
      members: jury.council.map(({ id }, at) => ({ accountId: id, role: places[at] })),
    });
    expect(council.status).toBe(201);
    const session = await board.post<Versioned & { agenda: { id: string; entryId: string }[] }>(
      `/api/councils/${council.body.id}/sessions`,
      { name: 'Phiên 1', place: 'Phòng 1', scheduledAt: '2099-01-01T01:00:00Z', entryIds: [first.id, second.id] },
    );
    expect(session.status).toBe(201);
    const secretary = await as(jury.council[1]);
    const url = `/api/council-sessions/${session.body.id}`;
    expect((await secretary.post<Problem>(`${url}/open`)).body).toMatchObject({
      code: 'QUORUM_NOT_REACHED',
      params: { present: 0, needed: 4, members: 5 },
    });
    await secretary.put(`${url}/attendance`, {
      items: jury.council.map(({ id }) => ({ accountId: id, present: true })),
    });
    expect((await secretary.post(`${url}/open`)).status).toBe(200);
    for (const { id, entryId } of session.body.agenda) {
      await secretary.post(`/api/agenda-items/${id}/open-vote`);
      for (const [at, member] of jury.council.entries())
        expect(
          (
            await (
              await as(member)
            ).post(`/api/agenda-items/${id}/ballot`, { choice: entryId === second.id && at > 1 ? 'NO' : 'YES' })
          ).status,
        ).toBe(201);
      expect((await secretary.post<Problem>(`/api/agenda-items/${id}/ballot`, { choice: 'NO' })).body.code).toBe(
        'ALREADY_VOTED',
      );
      expect((await secretary.post(`/api/agenda-items/${id}/count`)).status).toBe(200);
    }
    expect((await secretary.post(`${url}/close`, { conclusion: 'Thông qua một mô hình' })).status).toBe(200);
    expect((await secretary.get(`${url}/minutes.docx`)).raw.subarray(0, 2).toString()).toBe('PK');

    const offered = await board.get<{ items: { entryId: string; proposedFormCode: string }[] }>(
      `/api/rounds/${jury.round.id}/award-candidates?family=STATE`,
    );
    expect(offered.body.items).toMatchObject([{ entryId: first.id, proposedFormCode: 'BANG_KHEN_TINH' }]);
    const draft = await board.post<Versioned>(`/api/rounds/${jury.round.id}/decisions`, {
      family: 'STATE',
      issuerName: 'Ủy ban nhân dân tỉnh Hậu Giang',
      typeSymbol: 'QĐ-UBND',
      title: 'Công nhận điển hình',
      legalBases: [],
      awards: [{ entryId: first.id }],
    });
    expect([draft.status, draft.body.can]).toEqual([201, ['edit', 'submit']]);
    const sent = await board.post<Versioned>(`/api/decisions/${draft.body.id}/submit`, { version: draft.body.version });
    const leader = await as(jury.leader);
    const issued = await leader.post<
      Versioned & { numberText: string; awards: { certificateId: string; certificateCode: string }[] }
    >(`/api/decisions/${draft.body.id}/issue`, {
      version: sent.body.version,
      decidedOn: '2026-02-05',
      signerAuthority: 'KT',
    });
    expect([issued.status, issued.body.numberText]).toEqual([200, '01/2026/QĐ-UBND']);
    for (const [file, magic] of [
      ['decision.docx', 'PK'],
      ['annex.xlsx', 'PK'],
    ] as const)
      expect((await leader.get(`/api/decisions/${draft.body.id}/${file}`)).raw.subarray(0, 2).toString()).toBe(magic);
    const pdf = await board.get(`/api/certificates/${issued.body.awards[0]?.certificateId ?? ''}.pdf`);
    expect([pdf.status, pdf.raw.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);

    const preview = await board.get<{ models: { title: string }[]; can: string[] }>(
      `/api/decisions/${draft.body.id}/publication-preview`,
    );
    expect([preview.body.models.map(({ title }) => title), preview.body.can]).toEqual([
      ['Thắp sáng đường quê'],
      ['publish'],
    ]);
    const published = await board.post<Versioned>(`/api/decisions/${draft.body.id}/publish`);
    expect(published.status).toBe(200);
    const rows = await app.get(Database).query('SELECT title FROM portal.model');
    expect(rows).toEqual([{ title: 'Thắp sáng đường quê' }]);
    expect(
      (await board.post(`/api/publications/${published.body.id}/withdraw`, { reason: 'Có khiếu nại' })).status,
    ).toBe(200);
    expect(
      await app.get(Database).query('SELECT 1 FROM portal.model UNION ALL SELECT 1 FROM portal.certificate'),
    ).toEqual([]);
  }, 120_000);

  it('answers bad input with a problem in both languages, never with 500', async () => {
    const board = await as(jury.board);
    const judge = await as(jury.judges[0]);
    const none = '00000000-0000-4000-8000-000000000000';
    const round = `/api/rounds/${jury.round.id}`;
    const tries: [Promise<{ status: number; body: Problem }>, number][] = [
      [board.get('/api/panels/not-a-uuid/board'), 404],
      [board.get(`/api/panels/${none}/board`), 404],
      [board.get(`${round}/standings`), 400],
      [board.get(`${round}/standings?category=KHONG_CO`), 404],
      [board.get(`${round}/standings?category=X&more=1`), 400],
      [board.post(`${round}/panels`, { name: '', stageCode: 'X', categoryCodes: 'x', memberIds: [] }), 400],
      [
        board.post(`${round}/panels`, {
          name: 'a\u0000b',
          stageCode: 'CHAM_DIEM',
          categoryCodes: [],
          memberIds: [jury.judges[0].id],
        }),
        400,
      ],
      [
        board.post(`${round}/panels`, {
          name: 'a\ud800b',
          stageCode: 'CHAM_DIEM',
          categoryCodes: [],
          memberIds: [jury.judges[0].id],
        }),
        400,
      ],
      [judge.put('/api/scoresheets/x', sheetInput(1, {})), 404],
      [
        judge.put(`/api/scoresheets/${none}`, {
          version: 0,
          marks: [{ criterion: 1, points: 2 }],
          comment: 5,
          privateNote: '',
        }),
        400,
      ],
      [judge.get('/api/scoresheets?cursor=%00'), 400],
      [judge.get('/api/scoresheets?state=ABC'), 400],
      [judge.get('/api/scoresheets?roundId=1'), 400],
      [board.get('/api/council-sessions/x'), 404],
      [board.get('/api/council-sessions?mine=ja'), 400],
      [board.get('/api/council-sessions?cursor=abc'), 400],
      [
        board.post(`${round}/councils`, {
          name: 'H',
          stageCode: 'HOI_DONG',
          legalBasis: '',
          members: [{ accountId: 'x', role: 'KING' }],
        }),
        400,
      ],
      [
        board.post(`/api/councils/${none}/sessions`, {
          name: 'P',
          place: '',
          scheduledAt: '2026-02-30T00:00:00Z',
          entryIds: [none],
        }),
        400,
      ],
      [
        board.post(`/api/councils/${none}/sessions`, {
          name: 'P',
          place: '',
          scheduledAt: '2026-02-20T00:00:00Z',
          entryIds: [none],
        }),
        404,
      ],
      [board.post(`${round}/decisions`, { family: 'X' }), 400],
      [board.get('/api/decisions/x'), 404],
      [board.get(`${round}/award-candidates`), 400],
      [
        (await as(jury.leader)).post(`/api/decisions/${none}/issue`, {
          version: 1,
          decidedOn: 'gestern',
          signerAuthority: 'TM',
        }),
        400,
      ],
      [board.get(`/api/certificates/${none}.pdf`), 404],
      [board.get('/api/certificates/x.pdf'), 404],
      [board.post('/api/decisions/x/publish'), 404],
      [board.post(`/api/publications/${none}/withdraw`, { reason: '' }), 400],
      [judge.post(`${round}/panels`, {}), 403],
      [judge.post(`${round}/standings/finalise`, { category: CATEGORY }), 403],
      [judge.get('/api/council-sessions'), 403],
    ];
    const answers = await Promise.all(tries.map(([answer]) => answer));
    expect(answers.map(({ status }, at) => [at, status])).toEqual(tries.map(([, status], at) => [at, status]));
    for (const { body } of answers)
      expect([typeof body.code, body.vi.length > 0, body.en.length > 0]).toEqual(['string', true, true]);
  });
});
