import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { JobHandlers } from '@app/jobs';
import { loadDemoUnits } from '@app/org';
import { Workbook } from 'exceljs';
import { buildRound, type BuiltRound, type BuiltUnit } from '../support/factories';
import { no, World, yes } from '../support/world';

jest.setTimeout(60_000);

interface ImportBody {
  id: string;
  state: string;
  version: number;
  counts: Record<string, number>;
  can: string[];
}
interface Plan {
  sheet: string;
  headerTop: number;
  headerBottom: number;
  columns: { column: number; role: string }[];
  questions: { key: string }[];
  rows: { row: number; issues: { cell: string; code: string; message: string }[] }[];
}

describe('lists of registrations by HTTP', () => {
  let world: World;
  let round: BuiltRound;

  beforeAll(async () => {
    world = await World.open();
    const ids = await loadDemoUnits(world.db);
    const unit = async (key: string) =>
      (
        await world.db.query<BuiltUnit>('SELECT id, path::text, name, kind FROM unit WHERE id = $1', [ids.get(key)])
      )[0]!;
    round = await buildRound(world.db, { unit: await unit('HG') });
    await world.add('ban.tc', 'Ban Tổ chức', { unit: await unit('HG'), grants: [{ role: 'BOARD_STAFF' }] });
    await world.add('ap.canbo', 'Người Ấp', { unit: await unit('HG-31423-1'), grants: [{ role: 'REPORTER' }] });
    await world.add('nguoi.la', 'Người Lạ', { unit: await unit('CT'), grants: [{ role: 'BOARD_STAFF' }] });
  });
  afterAll(async () => world.close());

  it('goes from the file to entries, and gives back what was not taken', async () => {
    const [board, reporter] = [await world.as('ban.tc'), await world.as('ap.canbo')];
    const fields = { roundId: round.id };
    const file = { name: 'danh sách.xlsx', bytes: await list() };
    const made = await yes(send(board, file, fields));
    expect([made.state, made.counts, made.can]).toEqual([
      'ANALYSED',
      { rows: 3, accepted: 2, warned: 1, rejected: 1, already: 0, skipped: 0 },
      ['prepare'],
    ]);
    const plan = await yes(board.get<Plan>(`/api/imports/${made.id}/plan`));
    expect(plan.rows.flatMap(({ issues }) => issues.map(({ cell, code, message }) => [cell, code, message]))).toEqual([
      ['C4', 'IMPORT_UNIT_UNKNOWN', 'Không tìm thấy đơn vị “Xã Không Có” trong phạm vi nhập.'],
      ['E3', 'IMPORT_DATE_UNCLEAR', 'Không hiểu ngày “31/02/2026”; mục này để trống.'],
    ]);
    const body = {
      version: made.version,
      sheet: plan.sheet,
      top: plan.headerTop,
      bottom: plan.headerBottom,
      columns: plan.columns.map(({ column, role }) => ({ column, role })),
      answers: [],
    };
    const twice = { ...body, columns: body.columns.map((one) => ({ ...one, role: 'TITLE' })) };
    expect(await no(board.put(`/api/imports/${made.id}/mapping`, twice))).toEqual([422, 'IMPORT_COLUMN_TWICE']);
    expect(await no(board.put(`/api/imports/${made.id}/mapping`, { ...body, version: 1 }))).toEqual([
      409,
      'CHANGED_MEANWHILE',
    ]);
    expect(
      await no(board.put(`/api/imports/${made.id}/mapping`, { ...body, columns: [{ column: 1, role: 'DROP TABLE' }] })),
    ).toEqual([400, 'VALIDATION_FAILED']);
    expect(await no(board.post(`/api/imports/${made.id}/run`, { version: made.version }))).toEqual([
      409,
      'STATE_DOES_NOT_ALLOW',
    ]);
    const ready = await yes(board.put<ImportBody>(`/api/imports/${made.id}/mapping`, body));
    expect((await yes(board.post<ImportBody>(`/api/imports/${made.id}/run`, { version: ready.version }))).state).toBe(
      'RUNNING',
    );
    await world.api.get(JobHandlers).run('imports.run', { importId: made.id });
    const rows = await yes(
      board.get<{ items: { outcome: string; entryId: string | null }[] }>(`/api/imports/${made.id}/rows`),
    );
    expect(rows.items.map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'WARNED', 'REJECTED']);
    // the unit goes on writing what the board registered for it
    const own = await yes(reporter.get<{ items: { title: string; state: string; can?: string[] }[] }>('/api/entries'));
    expect(own.items.map(({ title, state }) => [title, state])).toEqual([['Đường hoa ấp 1', 'DRAFT']]);
    const rejected = await board.get(`/api/imports/${made.id}/rejected`);
    expect([rejected.status, String(rejected.headers['content-disposition']).startsWith('attachment')]).toEqual([
      200,
      true,
    ]);
    const workbook = new Workbook();
    await workbook.xlsx.load(new Uint8Array(rejected.raw).buffer);
    expect(workbook.worksheets[0]!.getCell('F2').value).toBe(
      'C4: Không tìm thấy đơn vị “Xã Không Có” trong phạm vi nhập.',
    );
    expect(
      (await yes(board.get<{ items: ImportBody[] }>(`/api/imports?roundId=${round.id}`))).items.map(({ id, state }) => [
        id,
        state,
      ]),
    ).toEqual([[made.id, 'DONE']]);
  });

  it('is not there for others, and refuses what is no list', async () => {
    const [board, stranger, reporter] = [await world.as('ban.tc'), await world.as('nguoi.la'), await world.as('ap.canbo')];
    const fields = { roundId: round.id };
    const [{ id }] = (await yes(board.get<{ items: ImportBody[] }>('/api/imports'))).items as [ImportBody];
    for (const url of ['', '/plan', '/rows', '/rejected'])
      expect([url, ...(await no(stranger.get(`/api/imports/${id}${url}`)))]).toEqual([url, 404, 'NOT_FOUND']);
    expect((await yes(stranger.get<{ items: unknown[] }>('/api/imports'))).items).toEqual([]);
    expect(await no(reporter.get('/api/imports'))).toEqual([403, 'ACTION_NOT_ALLOWED']);
    const bytes = await list();
    expect(await no(send(stranger, { name: 'a.xlsx', bytes }, fields))).toEqual([404, 'NOT_FOUND']);
    const files: [string, Buffer, [number, string]][] = [
      ['a.xlsx', Buffer.from('%PDF-1.4'), [415, 'IMPORT_NOT_A_TABLE']],
      ['a.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), [415, 'IMPORT_OLD_EXCEL']],
      ['a.csv', bytes, [415, 'IMPORT_NAME_MISMATCH']],
      ['a.csv', Buffer.from('một,hai\n1,2\n'), [422, 'IMPORT_NO_HEADER']],
      ['a.csv', Buffer.from('Tên mô hình,Xã,Lĩnh vực,Loại hình\n'), [422, 'IMPORT_NO_ROWS']],
      ['a.xlsx', bytes.subarray(0, 900), [422, 'IMPORT_DAMAGED']],
    ];
    for (const [name, content, refusal] of files)
      expect([name, ...(await no(send(board, { name, bytes: content }, fields)))]).toEqual([name, ...refusal]);
    expect(await no(send(board, { name: 'a.xlsx', bytes }, { roundId: 'x' }))).toEqual([400, 'VALIDATION_FAILED']);
    expect(await no(board.get('/api/imports/khong-phai-ma'))).toEqual([404, 'NOT_FOUND']);
    expect(await no(board.get('/api/imports?cursor=abc'))).toEqual([400, 'VALIDATION_FAILED']);
  });
});

let keys = 0;
/** A file with its idempotency key, as the screen sends it. */
function send(
  client: Awaited<ReturnType<World['as']>>,
  file: { name: string; bytes: Buffer },
  fields: Record<string, string>,
) {
  const boundary = 'ranh-gioi-thu-nghiem';
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const body = Buffer.concat([...parts, Buffer.from(head), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return client.request<ImportBody>('POST', '/api/imports', body, {
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'idempotency-key': `khoa-nhap-${++keys}`,
  });
}

async function list(): Promise<Buffer> {
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet('Danh sách');
  sheet.addRow(['STT', 'Tên mô hình', 'Đơn vị', 'Lĩnh vực', 'Ngày bắt đầu']);
  sheet.addRow([1, 'Đường hoa ấp 1', 'Ấp 1, xã Hòa An', 'Kinh tế', '05/02/2026']);
  sheet.addRow([2, 'Bếp ăn tình thương', 'Xã Vị Đông', 'VH-XH', '31/02/2026']);
  sheet.addRow([3, 'Tổ tự quản', 'Xã Không Có', 'Kinh tế', '']);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
