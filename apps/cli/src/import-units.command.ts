import { readFile } from 'node:fs/promises';
import { readExcelList, readJsonList, SuccessionImport, UnitImport } from '@app/org';
import { Clock, isRealDate } from '@app/platform';
import { withServices } from './cli.module';
import { type Command, print, UsageError } from './command';
import { readWords } from './options';

/**
 * Imports a list of units, or of what became of them (a JSON list of `{successor, predecessors}`), from JSON or Excel.
 *
 * @returns 1 when the list has problems; then nothing was written
 */
export const command: Command = async (args) => {
  const { value, on, rest } = readWords(args, ['from', 'legal-basis'], ['close-missing', 'dry-run']);
  const [file] = rest;
  if (file === undefined || rest.length > 1) throw new UsageError('Cần đúng một tệp. / Exactly one file is needed.');
  if (value.from !== undefined && !isRealDate(value.from))
    throw new UsageError(`--from: “${value.from}” không phải là ngày (năm-tháng-ngày). / is not a date (yyyy-mm-dd).`);
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`Không đọc được tệp ${file}. / The file cannot be read.`);
  });

  return withServices(async (app) => {
    const from = value.from ?? app.get(Clock).today();
    if (isSuccessions(file, bytes)) {
      const options = { effectiveOn: from, ...(value['legal-basis'] && { legalBasis: value['legal-basis'] }) };
      const result = await app.get(SuccessionImport).importList(JSON.parse(bytes.toString('utf8')), options);
      print(
        `Đọc ${result.read}, thêm ${result.created}, đã có ${result.unchanged}, giữ nguyên ${result.same}, không khớp ${result.unmatched}. / ` +
          `read ${result.read}, added ${result.created}, already there ${result.unchanged}, same unit ${result.same}, unmatched ${result.unmatched}.`,
      );
      return 0;
    }
    const units = /\.json$/i.test(file) ? readJsonList(bytes) : await readExcelList(bytes);
    const closeMissing = on.has('close-missing');
    const result = await app
      .get(UnitImport)
      .importList(units, { validFrom: from, closeMissing, dryRun: on.has('dry-run') });
    for (const problem of result.problems) print(JSON.stringify(problem));
    print(
      `Đọc ${result.read}, thêm ${result.created}, sửa ${result.changed}, không đổi ${result.unchanged}, kết thúc ${result.closed}${result.dryRun ? ' (chạy thử)' : ''}. / ` +
        `read ${result.read}, added ${result.created}, changed ${result.changed}, unchanged ${result.unchanged}, closed ${result.closed}${result.dryRun ? ' (trial)' : ''}.`,
    );
    return result.problems.length > 0 ? 1 : 0;
  });
};

/** The two kinds of JSON lists are told apart by their first element. */
function isSuccessions(file: string, bytes: Buffer): boolean {
  return /\.json$/i.test(file) && /^\s*\[\s*\{\s*"successor"/.test(bytes.subarray(0, 200).toString('utf8'));
}
