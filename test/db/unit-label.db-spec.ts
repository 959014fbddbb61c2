import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database';

describe('the label of a unit', () => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(`
      INSERT INTO unit (id, name, kind, level, parent_id, path, valid_from) VALUES
        ('00000000-0000-0000-0000-000000000001', 'Tỉnh Hậu Giang', 'PROVINCE', 'PROVINCE', NULL, '1', '2004-01-01'),
        ('00000000-0000-0000-0000-000000000002', 'Huyện Phụng Hiệp', 'DISTRICT', 'DISTRICT', '00000000-0000-0000-0000-000000000001', '1.2', '2004-01-01'),
        ('00000000-0000-0000-0000-000000000003', 'Xã Hoà An', 'COMMUNE', 'COMMUNE', '00000000-0000-0000-0000-000000000002', '1.2.3', '2004-01-01'),
        ('00000000-0000-0000-0000-000000000004', 'Ấp 1', 'RESIDENTIAL', 'RESIDENTIAL', '00000000-0000-0000-0000-000000000003', '1.2.3.4', '2004-01-01'),
        ('00000000-0000-0000-0000-000000000005', 'Phường Ninh Kiều', 'COMMUNE', 'COMMUNE', '00000000-0000-0000-0000-000000000001', '1.5', '2004-01-01'),
        ('00000000-0000-0000-0000-000000000006', 'Sở Nội vụ', 'AGENCY', 'PROVINCE', '00000000-0000-0000-0000-000000000001', '1.6', '2004-01-01')`);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const labels = async () => (await client.query<{ label: string }>('SELECT label FROM unit ORDER BY id')).rows.map((row) => row.label);

  it('names the place below the province, in official writing', async () => {
    expect(await labels()).toEqual([
      'Tỉnh Hậu Giang', 'Huyện Phụng Hiệp', 'Xã Hoà An, huyện Phụng Hiệp', 'Ấp 1, xã Hoà An, huyện Phụng Hiệp', 'Phường Ninh Kiều', 'Sở Nội vụ',
    ]);
  });

  it('follows a renaming above', async () => {
    await client.query(`UPDATE unit SET name = 'Thị xã Phụng Hiệp' WHERE id = '00000000-0000-0000-0000-000000000002'`);
    expect((await labels())[3]).toBe('Ấp 1, xã Hoà An, thị xã Phụng Hiệp');
  });
});
