import { randomUUID } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { SessionStore } from '@app/identity';
import {
  type ImportCountsAnswer,
  type ImportPlanAnswer,
  ImportQueries,
  ImportRunner,
  type ImportRowAnswer,
  ImportsService,
  ImportTrials,
  MAX_IMPORT_BYTES,
} from '@app/imports';
import { AppError, Clock, Database } from '@app/platform';
import { withServices } from './cli.module';
import { type Command, print, UsageError } from './command';
import { readWords, type Words } from './options';

/** Some rows were not taken. */
const PARTLY = 3;

interface Result {
  readonly dryRun: boolean;
  readonly importId: string | null;
  readonly counts: ImportCountsAnswer;
  readonly rows: readonly ImportRowAnswer[];
  readonly plan: ImportPlanAnswer;
}

/**
 * Imports a list of registrations into a round. `--dry-run` writes nothing; `--json` prints one JSON document;
 * `--rejected` writes the rows that were not taken, with the reasons.
 *
 * @returns 0 all rows are registered (now or before), 3 some were rejected
 * @throws AppError for a file that cannot be read (exit code 1)
 */
export const command: Command = async (args) => {
  const words = readWords(args, ['round', 'unit', 'as', 'rejected'], ['dry-run', 'json']);
  const [path] = words.rest;
  if (path === undefined || words.rest.length > 1)
    throw new UsageError('Cần đúng một tệp. / Exactly one file is needed.');
  if (!words.value['round']) throw new UsageError('--round: còn thiếu mã đợt. / the code of the round is missing.');
  const file = { name: basename(path), bytes: await bytesOf(path) };

  return withServices(async (app) => {
    const round = await roundOf(app, words.value['round'] ?? '');
    const person = await personOf(app, words, round);
    const unitId = await unitOf(app, words.value['unit']);
    const result = await app
      .get(CurrentActor)
      .runAs(person, () =>
        words.on.has('dry-run') ? tryOut(app, round.id, file, unitId, words) : run(app, round.id, file, unitId, words),
      );
    if (words.on.has('json')) print(JSON.stringify(json(result), null, 2));
    else report(result);
    return result.counts.rejected > 0 ? PARTLY : 0;
  });
};

async function bytesOf(path: string): Promise<Buffer> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new UsageError(`Không đọc được tệp ${path}. / The file cannot be read.`);
  if (found.size > MAX_IMPORT_BYTES)
    throw new AppError('IMPORT_FILE_TOO_LARGE', { maxMb: MAX_IMPORT_BYTES / 1024 / 1024 });
  return readFile(path);
}

interface Round {
  readonly id: string;
  readonly unitPath: string;
}

async function roundOf(app: INestApplicationContext, code: string): Promise<Round> {
  const round = await app
    .get(Database)
    .one<Round>('SELECT id, unit_path::text AS "unitPath" FROM round WHERE code = $1', [code]);
  if (!round) throw new UsageError(`--round: không có đợt “${code}”. / there is no round “${code}”.`);
  return round;
}

async function unitOf(app: INestApplicationContext, code: string | undefined): Promise<string | undefined> {
  if (code === undefined) return undefined;
  const units = await app
    .get(Database)
    .query<{ id: string }>(
      'SELECT id FROM unit WHERE code = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)',
      [code, app.get(Clock).today()],
    );
  const [unit] = units;
  if (!unit || units.length > 1)
    throw new UsageError(`--unit: không có đơn vị mã “${code}”. / there is no unit with this code.`);
  return unit.id;
}

/** The account of `--as`, or the only board staff of the round's unit: rows are registered under somebody's name. */
async function personOf(app: INestApplicationContext, words: Words, round: Round) {
  const login = words.value['as'];
  const today = app.get(Clock).today();
  const found = await app.get(Database).query<{ id: string; login: string }>(
    login === undefined
      ? `SELECT DISTINCT a.id, a.login FROM account a JOIN role_grant g ON g.account_id = a.id JOIN unit u ON u.id = g.unit_id
         WHERE g.role = 'BOARD_STAFF' AND u.path @> $1::ltree AND (g.round_id IS NULL OR g.round_id = $2) AND a.disabled_at IS NULL
           AND g.valid_from <= $3 AND (g.valid_to IS NULL OR g.valid_to > $3) ORDER BY a.login LIMIT 10`
      : 'SELECT id, login FROM account WHERE login = $1 AND disabled_at IS NULL',
    login === undefined ? [round.unitPath, round.id, today] : [login.toLowerCase()],
  );
  const [only] = found;
  if (!only || found.length > 1)
    throw new UsageError(
      login === undefined
        ? `--as: hãy chọn tài khoản (${found.map((one) => one.login).join(', ') || 'đợt chưa có ban tổ chức'}). / choose an account.`
        : `--as: không có tài khoản “${login}”. / there is no such account.`,
    );
  const person = await app.get(SessionStore).person(only.id);
  if (!person) throw new UsageError(`--as: ${only.login}`);
  return person.actor;
}

async function tryOut(
  app: INestApplicationContext,
  roundId: string,
  file: { name: string; bytes: Buffer },
  unitId: string | undefined,
  words: Words,
): Promise<Result> {
  const { answer, rejected } = await app.get(ImportTrials).tryOut(roundId, file, unitId);
  if (words.value['rejected'] && answer.counts.rejected > 0) await writeFile(words.value['rejected'], await rejected());
  return { dryRun: true, importId: null, counts: answer.counts, rows: answer.rows, plan: answer };
}

async function run(
  app: INestApplicationContext,
  roundId: string,
  file: { name: string; bytes: Buffer },
  unitId: string | undefined,
  words: Words,
): Promise<Result> {
  const [imports, queries] = [app.get(ImportsService), app.get(ImportQueries)];
  const { id, answer: plan } = await imports.startNow(`cli-${randomUUID()}`, roundId, file, unitId);
  await app.get(ImportRunner).run(id);
  const done = await queries.get(id);
  if (done.state !== 'DONE') throw new Error(done.problem ?? done.state);
  if (words.value['rejected'] && done.counts.rejected > 0)
    await writeFile(words.value['rejected'], (await app.get(ImportTrials).rejected(id)).bytes);
  const rows: ImportRowAnswer[] = [];
  for (const outcome of ['REJECTED', 'WARNED'] as const) rows.push(...(await queries.rows(id, { outcome })).items);
  return { dryRun: false, importId: id, counts: done.counts, rows, plan };
}

function json({ plan, ...result }: Result): object {
  const { sheet, headerTop, headerBottom, columns, encodings, skipped, questions } = plan;
  return { ...result, found: { sheet, headerTop, headerBottom, columns, encodings, skipped, questions } };
}

function report({ plan, counts, rows, dryRun }: Result): void {
  print(`Trang “${plan.sheet}”, tiêu đề ở dòng ${plan.headerTop}–${plan.headerBottom}. / sheet, header rows.`);
  for (const { letters, labels, role } of plan.columns) print(`  ${letters.padEnd(3)} ${labels.join(' / ')} → ${role}`);
  for (const { letters, encoding, cells, samples } of plan.encodings)
    print(
      `  ${letters}: ${encoding}, ${cells} ô / cells: “${samples[0]?.before ?? ''}” → “${samples[0]?.after ?? ''}”`,
    );
  for (const { row, kind, text } of plan.skipped)
    print(`  dòng ${row} bỏ qua / skipped (${kind}): ${text.slice(0, 80)}`);
  for (const row of rows)
    for (const issue of row.issues)
      print(`  ${issue.severity === 'ERROR' ? '✗' : '!'} ${issue.cell} ${issue.code}: ${issue.message}`);
  print(
    `${dryRun ? 'Chạy thử, chưa ghi gì. ' : ''}Đọc ${counts.rows}: nhận ${counts.accepted} (${counts.warned} có lưu ý), không nhận ${counts.rejected}, đã có ${counts.already}; bỏ qua ${counts.skipped} dòng. / ` +
      `${dryRun ? 'Trial, nothing written. ' : ''}Read ${counts.rows}: accepted ${counts.accepted} (${counts.warned} with a warning), rejected ${counts.rejected}, already there ${counts.already}; skipped ${counts.skipped} rows.`,
  );
}
