import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EntriesModule } from '@app/entries';
import { NoticesModule, Reminders } from '@app/notices';
import { ProgrammesModule } from '@app/programmes';
import {
  buildAccount,
  buildEntry,
  buildProvince,
  buildRound,
  type BuiltAccount,
  type BuiltRound,
} from '../../../test/support/factories';
import { TestServices } from '../../../test/support/services';
import { AppraisalModule, Escalations } from './index';

jest.setTimeout(60_000);

const DAY = 86_400_000;

describe('an appraisal that is late', () => {
  let services: TestServices;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  let round: BuiltRound;
  const people = {} as Record<'officer' | 'leader' | 'districtLeader' | 'provinceLeader', BuiltAccount>;

  beforeAll(async () => {
    services = await TestServices.start([NoticesModule, ProgrammesModule, EntriesModule, AppraisalModule]);
    const { db } = services;
    place = await buildProvince(db);
    round = await buildRound(db, { unit: place.province });
    people.officer = await buildAccount(db, { unit: place.commune, grants: [{ role: 'OFFICER' }] });
    people.leader = await buildAccount(db, { unit: place.commune, grants: [{ role: 'LEADER' }] });
    people.districtLeader = await buildAccount(db, { unit: place.district, grants: [{ role: 'LEADER' }] });
    people.provinceLeader = await buildAccount(db, { unit: place.province, grants: [{ role: 'LEADER' }] });
  });
  afterAll(() => services.stop());

  /** Noon of the day so many days after the deadline. */
  const onDay = (deadline: Date, days: number) => services.clock.set(new Date(deadline.getTime() + days * DAY));
  const deadline = new Date('2027-03-10T05:00:00Z');
  const late = (state: string) =>
    buildEntry(services.db, { round, unit: place.hamlet, state, deadline: deadline.toISOString() });
  /** Who was told of this entry as being late below them, in the order of telling. */
  const told = async (entry: { id: string }): Promise<string[]> => {
    const rows = await services.db.query<{ id: string }>(
      `SELECT account_id AS id FROM reminder WHERE subject = $1 AND told_at IS NOT NULL ORDER BY told_at, account_id`,
      [`late:${entry.id}`],
    );
    return rows.map(({ id }) => Object.entries(people).find(([, one]) => one.id === id)?.[0] ?? id);
  };
  const run = () => services.module.get(Reminders).run();

  it('is told to the leader after one day and to the nearest level above after three, each once', async () => {
    const entry = await late('APPRAISING');
    onDay(deadline, 0);
    await run();
    expect(await told(entry)).toEqual([]);
    onDay(deadline, 1);
    await run();
    await run();
    expect(await told(entry)).toEqual(['leader']);
    onDay(deadline, 3);
    await run();
    onDay(deadline, 4);
    await run();
    expect(await told(entry)).toEqual(['leader', 'districtLeader']);
  });

  it('a leader’s own delay is told to the level above only', async () => {
    const entry = await late('PROPOSED');
    onDay(deadline, 1);
    await run();
    onDay(deadline, 3);
    await run();
    expect(await told(entry)).toEqual(['districtLeader']);
  });

  it('the message names the entry and the unit, and leads to the list of what is late', async () => {
    const [notice] = await services.db.query<{ href: string; params: { items?: string } }>(
      `SELECT href, params FROM notice WHERE account_id = $1 AND kind IN ('REMINDER', 'REMINDERS') ORDER BY created_at LIMIT 1`,
      [people.districtLeader.id],
    );
    expect(notice?.params.items).toContain('Hồ sơ quá hạn, cần đôn đốc');
    expect(notice?.params.items).toContain(`(${place.commune.name})`);
  });

  it('the list of what is late shows units of the reader’s own tree, longest first', async () => {
    onDay(deadline, 5);
    const elsewhere = await buildProvince(services.db);
    const foreign = await buildRound(services.db, { unit: elsewhere.province });
    await buildEntry(services.db, {
      round: foreign,
      unit: elsewhere.hamlet,
      state: 'APPRAISING',
      deadline: deadline.toISOString(),
    });
    const list = (who: BuiltAccount) => services.as(who, () => services.module.get(Escalations).overdue());
    expect((await list(people.districtLeader)).map((one) => [one.unitId, one.count, one.withLeader])).toEqual([
      [place.commune.id, 2, 1],
    ]);
    expect(
      await list(await buildAccount(services.db, { unit: place.hamlet, grants: [{ role: 'UNIT_HEAD' }] })),
    ).toEqual([]);
  });
});
