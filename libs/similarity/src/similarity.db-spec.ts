import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EntriesModule } from '@app/entries';
import { ProgrammesModule } from '@app/programmes';
import {
  buildAccount,
  buildEntry,
  buildProvince,
  buildRound,
  buildUnit,
  type BuiltAccount,
  type BuiltEntry,
  type BuiltRound,
  type BuiltUnit,
} from '../../../test/support/factories';
import { codeOf, TestServices } from '../../../test/support/services';
import { Signatures, SimilarityModule, SimilarityQueries } from './index';

jest.setTimeout(60_000);

const ROAD =
  'Tổ vận động gồm bí thư chi bộ, trưởng ban Mặt trận và ba người có uy tín đến từng nhà, nghe trước nói sau. Hộ bí thư hiến trước 420 m². Bản vẽ được treo tại nhà văn hoá; hộ nào mất nhiều cây trồng được tổ đổi công giúp trồng lại.';
const EEL =
  'Chi hội Nông dân dựng bể mẫu tại nhà văn hoá ấp, mỗi hộ học nghề được vay con giống xoay vòng và trả lại sau vụ thu đầu tiên, có nhật ký nuôi và tổ kỹ thuật thăm bể mỗi tuần.';

describe('similar entries', () => {
  let services: TestServices;
  let queries: SimilarityQueries;
  let place: Awaited<ReturnType<typeof buildProvince>>;
  let far: Awaited<ReturnType<typeof buildProvince>>;
  let round: BuiltRound;
  let lastYear: BuiltRound;
  let farRound: BuiltRound;
  let merged: BuiltUnit;
  const people = {} as Record<'reporter' | 'officer' | 'leader' | 'board' | 'auditor' | 'judge', BuiltAccount>;
  const entries = {} as Record<'mine' | 'copy' | 'awarded' | 'renewed' | 'foreign' | 'other' | 'withdrawn', BuiltEntry>;

  /** An entry of last year stands in a round of last year. */
  const entry = async (
    where: BuiltRound,
    unit: BuiltUnit,
    text: string,
    over: Parameters<typeof buildEntry>[1] = {},
  ): Promise<BuiltEntry> => {
    // What the form itself says is in every entry and makes no two of them alike.
    const content = {
      NOI_DUNG: text,
      KET_QUA: 'Lý do chọn mô hình. Việc gì đang bức xúc, Nhân dân mong muốn điều gì?',
    };
    return buildEntry(services.db, {
      round: where,
      unit,
      createdBy: people.reporter.id,
      state: 'APPRAISING',
      content,
      ...over,
    });
  };

  beforeAll(async () => {
    services = await TestServices.start([ProgrammesModule, EntriesModule, SimilarityModule]);
    const { db } = services;
    queries = services.module.get(SimilarityQueries);
    [place, far] = [await buildProvince(db), await buildProvince(db)];
    merged = await buildUnit(db, { parent: place.commune, name: 'Ấp Cũ', validTo: '2025-01-01' });
    await db.query(
      `INSERT INTO unit_succession (predecessor_id, successor_id, part, effective_on) VALUES ($1, $2, 'WHOLE', '2025-01-01')`,
      [merged.id, place.hamlet.id],
    );
    round = await buildRound(db, { unit: place.province });
    lastYear = await buildRound(db, { unit: place.province, state: 'CLOSED' });
    farRound = await buildRound(db, { unit: far.province });
    await db.query('UPDATE round SET year = 2024 WHERE id = $1', [lastYear.id]);
    people.reporter = await buildAccount(db, { unit: place.hamlet, grants: [{ role: 'REPORTER' }] });
    people.officer = await buildAccount(db, { unit: place.commune, grants: [{ role: 'OFFICER' }] });
    people.leader = await buildAccount(db, { unit: place.district, grants: [{ role: 'LEADER' }] });
    people.board = await buildAccount(db, { unit: place.province, grants: [{ role: 'BOARD_STAFF' }] });
    people.auditor = await buildAccount(db, { unit: place.province, grants: [{ role: 'AUDITOR' }] });
    people.judge = await buildAccount(db, { unit: place.agency, grants: [{ role: 'JUDGE' }] });
    entries.mine = await entry(round, place.hamlet, ROAD, { title: 'Hiến đất mở rộng đường liên ấp' });
    entries.copy = await entry(round, place.commune, `Mở đầu khác. ${ROAD.replace('420', '380')}`, {
      title: 'Xã vận động hiến đất làm đường',
    });
    entries.awarded = await entry(lastYear, merged, ROAD, { title: 'Đường mới của ấp cũ', state: 'RECOGNISED' });
    entries.foreign = await entry(farRound, far.hamlet, ROAD, {
      title: 'Bí mật của tỉnh khác',
      subjectName: 'Tên không được lộ',
    });
    entries.other = await entry(round, place.hamlet, EEL, { title: 'Nuôi lươn không bùn' });
    entries.withdrawn = await entry(round, place.hamlet, ROAD);
    await db.query(`UPDATE entry SET state = 'WITHDRAWN', holder_unit_id = NULL WHERE id = $1`, [entries.withdrawn.id]);
    entries.renewed = await entry(round, place.hamlet, EEL, { title: 'Nuôi lươn, năm thứ hai' });
    expect(await services.module.get(Signatures).computeMissing()).toBe(7);
  });
  afterAll(() => services.stop());

  const seen = async (who: BuiltAccount, of: BuiltEntry) =>
    (await services.as(who, () => queries.of(of.id))).items.map((item) => ({
      title: item.title,
      relation: item.relation,
      percent: item.percentOfThis,
      warnings: item.warnings.map((one) => `${one.kind} ${one.reason}`),
    }));

  it('an officer sees what was awarded, put forward twice and copied, and of a foreign province only that there is one', async () => {
    const found = await seen(people.officer, entries.mine);
    expect(found).toEqual([
      {
        title: 'Đường mới của ấp cũ',
        relation: 'PREDECESSOR',
        percent: expect.any(Number),
        warnings: ['ALREADY_AWARDED TEXT', 'SAME_TEXT TEXT'],
      },
      {
        title: 'Xã vận động hiến đất làm đường',
        relation: 'PARENT',
        percent: expect.any(Number),
        warnings: ['SAME_ACHIEVEMENT TEXT', 'SAME_TEXT TEXT'],
      },
      { title: null, relation: 'OTHER', percent: expect.any(Number), warnings: ['SAME_TEXT TEXT'] },
    ]);
    expect(found.every((one) => one.percent >= 80)).toBe(true);
    const all = await services.as(people.officer, () => queries.of(entries.mine.id));
    const foreign = all.items.at(-1)!;
    expect(Object.entries(foreign).filter(([name]) => !name.startsWith('percent'))).toEqual(
      Object.entries({
        entryId: null,
        title: null,
        subjectName: null,
        unitName: 'Ấp Một, xã Hoà An, huyện Phụng Hiệp',
        relation: 'OTHER',
        roundName: null,
        year: 2025,
        state: null,
        sameModel: false,
        sameSubject: false,
        warnings: [{ kind: 'SAME_TEXT', reason: 'TEXT' }],
        passages: [],
      }),
    );
    expect(JSON.stringify(all)).not.toMatch(/Bí mật|Tên không được lộ/);
  });

  it('common passages name the field and keep the wording of each side; the words of the form are none', async () => {
    const { items } = await services.as(people.officer, () => queries.of(entries.mine.id));
    const copy = items.find((item) => item.entryId === entries.copy.id)!;
    expect(copy.passages).toHaveLength(1);
    expect(copy.passages[0]!.mine).toEqual({
      part: 'NOI_DUNG',
      label: 'Nội dung và cách làm',
      text: ROAD.slice(0, -1),
    });
    expect(copy.passages[0]!.theirs.text).toBe(ROAD.replace('420', '380').slice(0, -1));
  });

  it('leader, board and auditor see it too; the unit and a judge do not', async () => {
    for (const who of [people.leader, people.board, people.auditor])
      expect(await seen(who, entries.mine)).toHaveLength(3);
    expect(await codeOf(services.as(people.reporter, () => queries.of(entries.mine.id)))).toBe('ACTION_NOT_ALLOWED');
    await services.db.query(`INSERT INTO entry_reader (entry_id, account_id, why) VALUES ($1, $2, 'JUDGE')`, [
      entries.mine.id,
      people.judge.id,
    ]);
    expect(await codeOf(services.as(people.judge, () => queries.of(entries.mine.id)))).toBe('ACTION_NOT_ALLOWED');
    expect(await codeOf(services.as(people.officer, () => queries.of(entries.foreign.id)))).toBe('NOT_FOUND');
  });

  it('a model that is carried on is no double of itself', async () => {
    const before = await entry(lastYear, place.hamlet, EEL, { title: 'Nuôi lươn, năm đầu', state: 'RECOGNISED' });
    const warned = async () =>
      (await seen(people.officer, entries.renewed)).find((one) => one.title === 'Nuôi lươn, năm đầu')?.warnings;
    await services.module.get(Signatures).computeMissing();
    expect(await warned()).toEqual(['ALREADY_AWARDED TEXT', 'SAME_TEXT TEXT']);
    await services.db.query(
      'UPDATE entry SET renews_entry_id = $2, origin_entry_id = $2, renewal_no = 1 WHERE id = $1',
      [entries.renewed.id, before.id],
    );
    expect(await warned()).toEqual([]);
  });

  it('while writing, the unit hears of its own recognised models and of nobody else’s', async () => {
    const draft = await buildEntry(services.db, {
      round,
      unit: place.hamlet,
      createdBy: people.reporter.id,
      title: 'Đường liên ấp rộng hơn',
      content: { NOI_DUNG: ROAD },
    });
    const own = await services.as(people.reporter, () => queries.ownEarlier(draft.id));
    expect(own.map((one) => [one.title, one.year])).toEqual([['Đường mới của ấp cũ', 2024]]);
    expect(await codeOf(services.as(people.officer, () => queries.ownEarlier(entries.mine.id)))).toBe(
      'ACTION_NOT_ALLOWED',
    );
  });

  it('a signature follows the newest revision, and an older job does not put it back', async () => {
    await services.module.get(Signatures).compute([entries.mine.id]);
    await services.module.get(Signatures).compute([entries.mine.id]);
    expect(
      await services.db.query(
        'SELECT revision_no, cardinality(bands) AS bands FROM entry_signature WHERE entry_id = $1',
        [entries.mine.id],
      ),
    ).toEqual([{ revision_no: 1, bands: 32 }]);
  });
});
