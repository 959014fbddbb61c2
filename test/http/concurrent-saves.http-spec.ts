import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hashPassword } from '@app/identity';
import { Database } from '@app/platform';
import { createApi } from '../../apps/api/src/app';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { testEnv } from '../support/env';
import {
  buildAccount,
  type BuiltEntry,
  buildEntry,
  buildProvince,
  buildRound,
  completeContent,
} from '../support/factories';
import { HttpPerson } from '../support/http-person';

const PASSWORD = 'mat-khau-thu-nghiem-1';
const CATEGORY = 'KINH_TE_COLLECTIVE';
const WRITERS = 50;
/** Who goes on after a refusal: about half the square of it in saves. */
const LOSERS = 25;

interface Saved {
  version: number;
}
interface Conflict {
  code: string;
  vi: string;
  en: string;
  params: { version: number; current: { title: string; content: Record<string, string> } };
}

describe('fifty people save one entry at once', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let entry: BuiltEntry;
  let people: HttpPerson[];

  /** What writer `n` has on the screen. */
  const screen = (n: number) => ({
    title: `Bản của người thứ ${n}`,
    subjectName: 'Chi bộ ấp Một',
    ...completeContent(entry.round.rules, CATEGORY),
    content: { LY_DO: `Lý do của người thứ ${n}` },
  });
  const save = (n: number, version: number) =>
    (people[n % people.length] as HttpPerson).put<Saved & Conflict>(`/api/entries/${entry.id}/draft`, {
      version,
      ...screen(n),
    });
  const stored = async () =>
    await app
      .get(Database)
      .one<{ version: number; title: string }>('SELECT version, title FROM entry WHERE id = $1', [entry.id]);

  beforeAll(async () => {
    database = await createTestDatabase();
    app = await createApi(testEnv(database), { quiet: true });
    await app.listen(0, '127.0.0.1');
    const db = app.get(Database);
    const place = await buildProvince(db);
    const logins: string[] = [];
    for (const role of ['REPORTER', 'REPORTER', 'UNIT_HEAD'] as const)
      logins.push((await buildAccount(db, { unit: place.hamlet, grants: [{ role }] })).login);
    entry = await buildEntry(db, { unit: place.hamlet, round: await buildRound(db, { unit: place.province }) });
    await db.query('UPDATE account SET password_hash = $1', [await hashPassword(PASSWORD)]);
    const base = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    people = await Promise.all(logins.map((login) => HttpPerson.signIn(base, login, PASSWORD)));
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('one of the fifty wins; all others are told so with what the winner wrote', async () => {
    const answers = await Promise.all(Array.from({ length: WRITERS }, (_, n) => save(n, 1)));
    const winners = answers.flatMap(({ status }, n) => (status === 200 ? [n] : []));
    expect(winners.length).toBe(1);
    const winner = screen(winners[0] ?? -1);
    expect(answers[winners[0] ?? -1]?.body.version).toBe(2);
    for (const { status, body } of answers.filter((_, n) => n !== winners[0])) {
      expect([status, body.code, body.params.version, body.params.current.title, body.params.current.content]).toEqual([
        409,
        'CHANGED_MEANWHILE',
        2,
        winner.title,
        winner.content,
      ]);
      expect([body.vi.length > 0, body.en.length > 0]).toEqual([true, true]);
    }
    expect(await stored()).toEqual({ version: 2, title: winner.title });
  }, 60_000);

  it('when losers go on from what they were shown, every version has one winner and nobody’s text is lost', async () => {
    const winnerOf = new Map<number, number>([[2, -1]]);
    const shown: { version: number; title: string }[] = [];
    const first = await stored();
    await Promise.all(
      Array.from({ length: LOSERS }, async (_, n) => {
        for (let version = 2; ;) {
          const { status, body } = await save(n, version);
          if (status === 200) {
            expect([body.version, winnerOf.has(body.version)]).toEqual([version + 1, false]);
            winnerOf.set(body.version, n);
            return;
          }
          expect([status, body.code, body.params.version > version]).toEqual([409, 'CHANGED_MEANWHILE', true]);
          version = body.params.version;
          shown.push({ version, title: body.params.current.title });
        }
      }),
    );
    expect([...winnerOf.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: LOSERS + 1 }, (_, i) => i + 2));
    expect(new Set(winnerOf.values()).size).toBe(LOSERS + 1);
    // what a loser was shown is what the winner of that version had written
    const titleOf = (version: number) => (version === 2 ? first?.title : screen(winnerOf.get(version) ?? -1).title);
    expect(shown.filter(({ version, title }) => titleOf(version) !== title)).toEqual([]);
    expect(await stored()).toEqual({ version: LOSERS + 2, title: titleOf(LOSERS + 2) });
  }, 120_000);
});
