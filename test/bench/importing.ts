import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import type { Client } from 'pg';
import { COUNTRY_ROUND } from './load/scale';
import { MODELS } from './load/words';
import type { Promised } from './report';

const FIELDS = ['Kinh tế', 'Văn hoá - xã hội', 'Quốc phòng - an ninh'];
const TYPES = ['Tập thể', 'Cá nhân', 'Hộ gia đình'];
const HEADER = [
  'STT',
  'Tên mô hình',
  'Xã',
  'Huyện',
  'Lĩnh vực',
  'Loại hình',
  'Số hộ tham gia',
  'Kinh phí (đồng)',
  'Ngày bắt đầu',
  'Nội dung, cách làm',
];

/**
 * Imports a list of `rows` registrations into the country-size round with the built command line, as an operator does:
 * the time is that of the whole process, the memory the most that it ever had resident.
 *
 * @param env settings of the process, with its database
 * @param folder for the list
 */
export async function importing(
  db: Client,
  cli: string,
  env: Record<string, string>,
  folder: string,
  rows: number,
): Promise<Promised> {
  const file = join(folder, 'danh-sach.xlsx');
  writeFileSync(file, await list(db, rows));
  const started = performance.now();
  const { code, peakMb, output, errors } = await run(
    [cli, 'import-registrations', file, '--round', COUNTRY_ROUND, '--as', 'thuongtruc.1', '--json'],
    env,
  );
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0 && code !== 3) throw new Error(`import-registrations ended with ${code}: ${errors.slice(-2000)}`);
  const { counts } = JSON.parse(output) as { counts: { accepted: number; rejected: number } };
  return {
    what: `import of ${rows.toLocaleString('en-US')} registrations (Excel, command line)`,
    measured: `${seconds.toFixed(1)} s, at most ${peakMb} MB resident; ${counts.accepted} accepted, ${counts.rejected} rejected`,
    aim: 'under 20 s and 400 MB, all accepted',
  };
}

/** Communes of all provinces in turn, each row another title. */
async function list(db: Client, rows: number): Promise<Uint8Array> {
  const { rows: places } = await db.query<{ commune: string; district: string }>(
    `SELECT c.name AS commune, m.name AS district FROM bench.unit c JOIN bench.unit m ON m.no = c.parent_no
     WHERE c.kind = 'COMMUNE' AND m.parent_no = 1 ORDER BY c.no`,
  );
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet('Danh sách');
  sheet.addRow(HEADER);
  for (let at = 0; at < rows; at++) {
    const { commune, district } = places[at % places.length]!;
    const day = new Date(Date.UTC(2026, at % 6, 1 + (at % 28)));
    sheet.addRow([
      at + 1,
      `${MODELS[(at + Math.floor(at / places.length)) % MODELS.length]}, tuyến số ${at + 1}`,
      commune,
      district,
      FIELDS[at % FIELDS.length],
      TYPES[at % TYPES.length],
      at % 7 === 0 ? `khoảng ${20 + (at % 300)}` : 20 + (at % 300),
      `${1 + (at % 80)}.500.000`,
      at % 3 === 0 ? day : `${day.getUTCDate()}/${day.getUTCMonth() + 1}/2026`,
      'Chi bộ họp mở rộng với các đoàn thể, lấy ý kiến từng hộ dân; Nhân dân tự bàn, tự quyết định mức đóng góp và tự giám sát.',
    ]);
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

interface Ended {
  readonly code: number | null;
  readonly peakMb: number;
  readonly output: string;
  readonly errors: string;
}

function run(args: readonly string[], env: Record<string, string>): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env.PATH, TZ: 'UTC', NODE_ENV: 'production', LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => output.push(data));
    child.stderr.on('data', (data: Buffer) => errors.push(data));
    let peakKb = 0;
    // the kernel keeps the high-water mark itself: the last look before the end is enough
    const watch = setInterval(() => (peakKb = Math.max(peakKb, highWaterKb(child.pid ?? 0))), 50);
    child.once('error', fail);
    child.once('close', (code) => {
      clearInterval(watch);
      done({
        code,
        peakMb: Math.round(peakKb / 1024),
        output: Buffer.concat(output).toString(),
        errors: Buffer.concat(errors).toString(),
      });
    });
  });
}

function highWaterKb(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // it has just ended
  }
}
