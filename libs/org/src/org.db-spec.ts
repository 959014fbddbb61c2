import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AccessModule, type Actor, CurrentActor } from '@app/access';
import { AuditModule } from '@app/audit';
import { AppError, Database, PlatformModule } from '@app/platform';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { Workbook } from 'exceljs';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { testEnv } from '../../../test/support/env';
import { demoUnits, loadDemoUnits } from './demo-units';
import { OrgModule } from './org.module';
import { SuccessionImport } from './succession-import';
import { UnitImport } from './unit-import';
import { readJsonList } from './unit-list.read';
import { UnitQueries } from './unit.queries';
import { UnitService } from './unit.service';

interface World {
  database: TestDatabase;
  module: TestingModule;
  db: Database;
}

async function buildWorld(): Promise<World> {
  const database = await createTestDatabase();
  const env = testEnv(database);
  const module = await Test.createTestingModule({
    imports: [PlatformModule.forProcess(env, database.appUrl, 'test', 3), AccessModule, AuditModule, OrgModule],
  }).compile();
  await module.init();
  return { database, module, db: module.get(Database) };
}

async function end(world: World | undefined): Promise<void> {
  await world?.module.close();
  await world?.database.drop();
}

const actorAt = (unitId: string, unitPath: string, admin = true): Actor => ({
  accountId: '00000000-0000-4000-8000-000000000001',
  fullName: 'Quản trị',
  unitId,
  unitPath,
  grants: admin ? [{ role: 'ADMIN', unitId, unitPath, roundId: null }] : [],
  mustChangePassword: false,
  locale: 'vi',
});

describe('units of the demonstration', () => {
  let world: World;
  let ids: Map<string, string>;
  let hauGiang: Actor;
  const as = <T>(actor: Actor, work: () => Promise<T>): Promise<T> => world.module.get(CurrentActor).runAs(actor, work);
  const pathOf = async (key: string) =>
    (await world.db.one<{ path: string }>('SELECT path::text AS path FROM unit WHERE id = $1', [ids.get(key)]))?.path ??
    '';

  beforeAll(async () => {
    world = await buildWorld();
    ids = await loadDemoUnits(world.db);
    hauGiang = actorAt(ids.get('HG') ?? '', await pathOf('HG'));
  }, 60_000);
  afterAll(() => end(world));

  test('Hậu Giang has 8 districts and 75 communes, Cần Thơ 103 communes', async () => {
    const rows = await world.db.query<{ name: string; kind: string; count: number }>(
      `SELECT p.name, u.kind, count(*)::int AS count FROM unit u JOIN unit p ON u.path <@ p.path AND p.kind = 'PROVINCE'
       WHERE u.kind IN ('DISTRICT', 'COMMUNE') GROUP BY p.name, u.kind ORDER BY p.name, u.kind`,
    );
    expect(rows).toEqual([
      { name: 'Thành phố Cần Thơ', kind: 'COMMUNE', count: 103 },
      { name: 'Tỉnh Hậu Giang', kind: 'COMMUNE', count: 75 },
      { name: 'Tỉnh Hậu Giang', kind: 'DISTRICT', count: 8 },
    ]);
  });

  test('loading twice changes nothing', async () => {
    const count = 'SELECT count(*)::int AS units, (SELECT count(*)::int FROM unit_succession) AS links FROM unit';
    const before = await world.db.one(count);
    expect(await loadDemoUnits(world.db)).toEqual(ids);
    expect(await world.db.one(count)).toEqual(before);
    expect(ids.size).toBe(demoUnits().length);
  });

  test('a path leads from the province over the district to the commune', async () => {
    const ancestors = await world.module.get(UnitQueries).ancestors(ids.get('HG-31462-1') ?? '');
    expect(ancestors.map((unit) => unit.name)).toEqual(['Tỉnh Hậu Giang', 'Huyện Vị Thuỷ', 'Xã Vị Đông']);
  });

  test('a search without marks finds the unit; units of another province stay hidden', async () => {
    const found = await as(hauGiang, () => world.module.get(UnitQueries).list({ q: 'vi dong' }));
    expect(found.items.map((unit) => unit.name)).toEqual(['Xã Vị Đông']);
    const foreign = await as(hauGiang, () => world.module.get(UnitQueries).list({ q: 'cai khe' }));
    expect(foreign.items).toEqual([]);
    await expect(
      as(hauGiang, () => world.module.get(UnitQueries).get(ids.get('CT-31120') ?? '')),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('pages by keyset give every unit once, in Vietnamese order', async () => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await as(hauGiang, () => world.module.get(UnitQueries).list(cursor ? { cursor } : {}));
      names.push(...page.items.map((unit) => `${unit.name} ${unit.id}`));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBe(demoUnits().filter((unit) => unit.key.startsWith('HG')).length);
  });

  test('successions lead from the new commune to the old ones', async () => {
    const canTho = actorAt(ids.get('CT') ?? '', await pathOf('CT'), false);
    const unit = await as(canTho, () => world.module.get(UnitQueries).get(ids.get('CT-31321') ?? ''));
    expect(unit.predecessors.map((one) => one.unit.name)).toEqual(['Phường I', 'Phường III', 'Phường VII']);
    expect(unit.can).toEqual([]);
  });

  test('a unit is created below another one, with kind and level from its name', async () => {
    const units = world.module.get(UnitService);
    const created = await as(hauGiang, () =>
      units.create({ name: 'ấp  Thạnh Lợi', parentId: ids.get('HG-31462') ?? '' }),
    );
    expect(created).toMatchObject({ name: 'Ấp Thạnh Lợi', kind: 'RESIDENTIAL', level: 'RESIDENTIAL', version: 1 });
    await expect(
      as(hauGiang, () => units.create({ name: 'Ấp Lạ', parentId: ids.get('HG') ?? '' })),
    ).rejects.toMatchObject({
      fields: [{ field: 'parentId', code: 'UNIT_PARENT_LEVEL' }],
    });
    await expect(
      as(hauGiang, () => units.create({ name: 'Ấp Lạ', parentId: ids.get('CT-31120') ?? '' })),
    ).rejects.toMatchObject({
      fields: [{ field: 'parentId', code: 'UNIT_NOT_IN_REACH' }],
    });
  });

  test('closing needs closed children and a version; the successor is linked', async () => {
    const units = world.module.get(UnitService);
    const commune = ids.get('HG-31318') ?? '';
    await expect(
      as(hauGiang, () => units.update(commune, { version: 1, validTo: '2030-01-01' })),
    ).rejects.toMatchObject({
      code: 'UNIT_HAS_OPEN_CHILDREN',
    });
    const village = ids.get('HG-31477-3') ?? '';
    await expect(as(hauGiang, () => units.update(village, { version: 7, name: 'Ấp Ba' }))).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    const closed = await as(hauGiang, () =>
      units.update(village, {
        version: 1,
        validTo: '2026-01-01',
        successors: [{ unitId: ids.get('HG-31477-1') ?? '', part: 'WHOLE' }],
        legalBasis: 'Nghị quyết 01/NQ-HĐND',
      }),
    );
    expect(closed.validTo).toBe('2026-01-01');
    expect(closed.successors).toMatchObject([{ unit: { name: 'Ấp 1' }, part: 'WHOLE', effectiveOn: '2026-01-01' }]);
    const open = await as(hauGiang, () =>
      world.module.get(UnitQueries).list({ parentId: ids.get('HG-31477') ?? '', asOf: '2026-01-01' }),
    );
    expect(open.items.map((unit) => unit.name)).toEqual(['Ấp 1', 'Ấp 2']);
    const before = await as(hauGiang, () =>
      world.module.get(UnitQueries).list({ parentId: ids.get('HG-31477') ?? '', asOf: '2025-12-31' }),
    );
    expect(before.items.map((unit) => unit.name)).toEqual(['Ấp 1', 'Ấp 2', 'Ấp 3']);
  });

  test('an Excel list is read by its header, errors name their row, and nothing is half written', async () => {
    const sheet = (rows: (string | number)[][]) =>
      excel([['DANH SÁCH ĐƠN VỊ'], [], ['STT', 'Mã', 'Tên đơn vị', 'Loại', 'Cấp', 'Mã cấp trên'], ...rows]);
    const imports = world.module.get(UnitImport);
    const bad = await sheet([
      [1, '31462-A', 'Ấp Bình Hoà', '', '', 31462],
      [2, '31462-B', 'Ấp Bình An', '', '', '99999'],
      [3, '31462-A', 'Ấp Trùng', '', '', 31462],
    ]);
    const refused = await as(hauGiang, () => imports.importFile({ name: 'ds.xlsx', bytes: bad }, false));
    expect(refused.problems.map(({ row, code }) => ({ row, code }))).toEqual([
      { row: 5, code: 'UNIT_PARENT_UNKNOWN' },
      { row: 6, code: 'IMPORT_CODE_TWICE' },
    ]);
    expect(refused.created).toBe(0);

    const good = await sheet([
      [1, '31462-A', 'Ấp Bình Hoà', '', '', 31462],
      [2, '93-HKH', 'Hội Khuyến học tỉnh', 'đoàn thể', '', '93'],
    ]);
    const trial = await as(hauGiang, () => imports.importFile({ name: 'ds.xlsx', bytes: good }, true));
    expect(trial).toMatchObject({ created: 2, dryRun: true, problems: [] });
    const done = await as(hauGiang, () => imports.importFile({ name: 'ds.xlsx', bytes: good }, false));
    expect(done).toMatchObject({ created: 2, unchanged: 0, problems: [] });
    const again = await as(hauGiang, () => imports.importFile({ name: 'ds.xlsx', bytes: good }, false));
    expect(again).toMatchObject({ created: 0, changed: 0, closed: 0, unchanged: 2 });

    await world.db.query("UPDATE unit SET valid_from = '2024-01-01' WHERE code = '31462-A'");
    const mended = await sheet([[1, '31462-A', 'Ấp Bình Hòa', '', '', 31462]]);
    const correction = await as(hauGiang, () => imports.importFile({ name: 'ds.xlsx', bytes: mended }, false));
    expect(correction).toMatchObject({ created: 0, changed: 1, closed: 0, unchanged: 0 });
  });

  test('an administrator cannot import into a foreign tree', async () => {
    const bytes = await excel([
      ['Mã', 'Tên', 'Loại', 'Cấp', 'Mã cấp trên'],
      ['92-X', 'Sở Lạ', '', '', '92'],
    ]);
    await expect(
      as(hauGiang, () => world.module.get(UnitImport).importFile({ name: 'a.xlsx', bytes }, false)),
    ).rejects.toMatchObject({
      code: 'UNIT_NOT_IN_REACH',
    });
    expect(await world.db.query("SELECT 1 FROM unit WHERE code = '92-X'")).toEqual([]);
  });

  test('a file that is no workbook is refused', async () => {
    const work = as(hauGiang, () =>
      world.module.get(UnitImport).importFile({ name: 'a.xlsx', bytes: Buffer.from('PK nothing') }, false),
    );
    await expect(work).rejects.toEqual(new AppError('IMPORT_DAMAGED'));
  });
});

const DATA = join(__dirname, '../../../../shared/data');
const describeWithData = existsSync(join(DATA, 'units-2024.json')) ? describe : describe.skip;

describeWithData('the lists of the whole country', () => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld();
  }, 60_000);
  afterAll(() => end(world));
  const list = (name: string) => readJsonList(readFileSync(join(DATA, name)));

  test('10,794 units come in within seconds, and a second run changes nothing', async () => {
    const imports = world.module.get(UnitImport);
    const begin = Date.now();
    const first = await imports.importList(list('units-2024.json'), { validFrom: '2004-01-01' });
    expect(first).toMatchObject({ read: 10_794, created: 10_794, changed: 0, closed: 0, orphans: 0, problems: [] });
    expect(Date.now() - begin).toBeLessThan(30_000);
    const second = await imports.importList(list('units-2024.json'), { validFrom: '2004-01-01' });
    expect(second).toMatchObject({ created: 0, changed: 0, unchanged: 10_794, closed: 0 });
  }, 120_000);

  test('the list of 2025 closes what it lacks, keeps what stays and can be run again', async () => {
    const imports = world.module.get(UnitImport);
    const options = { validFrom: '2025-07-01', closeMissing: true };
    const first = await imports.importList(list('units-2025.json'), options);
    expect(first).toMatchObject({ read: 3_355, problems: [] });
    expect(first.created + first.unchanged).toBe(3_355);
    const open = await world.db.one<{ count: number }>(
      'SELECT count(*)::int AS count FROM unit WHERE valid_to IS NULL',
    );
    expect(open?.count).toBe(3_355);
    const districts = await world.db.query("SELECT 1 FROM unit WHERE kind = 'DISTRICT' AND valid_to IS NULL");
    expect(districts).toEqual([]);
    const second = await imports.importList(list('units-2025.json'), options);
    expect(second).toMatchObject({ created: 0, changed: 0, unchanged: 3_355, closed: 0 });
  }, 120_000);

  test('successions link old and new units; what cannot be matched is counted', async () => {
    const successions = world.module.get(SuccessionImport);
    const text: unknown = JSON.parse(readFileSync(join(DATA, 'successions-2025.json'), 'utf8'));
    const first = await successions.importList(text, { effectiveOn: '2025-07-01' });
    expect(first.created + first.same + first.unmatched).toBe(first.read);
    expect(first.created).toBeGreaterThan(9_000);
    const second = await successions.importList(text, { effectiveOn: '2025-07-01' });
    expect(second).toEqual({ ...first, created: 0, unchanged: first.created });
  }, 120_000);
});

async function excel(rows: (string | number)[][]): Promise<Buffer> {
  const workbook = new Workbook();
  workbook.addWorksheet('Danh sách').addRows(rows);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
