import type { StandingLine } from './standing.rules';

export type Language = 'vi' | 'en';

/** What the texts need to know beside the line itself. */
export interface StandingWords {
  /** Code of a criterion → its name. */
  readonly criterionNames: Readonly<Record<string, string>>;
  readonly minMarks: number;
  readonly digits: number;
  readonly tieBreak: readonly string[];
}

/** Decimal text as it is written in the language: '91.50' → '91,50' in Vietnamese. */
const written = (value: string, language: Language): string => (language === 'vi' ? value.replace('.', ',') : value);

/** How the standing is computed, in one paragraph for the head of the table. */
export function methodText(words: StandingWords, language: Language): string {
  const chain = words.tieBreak
    .map((code) => `“${words.criterionNames[code] ?? code}”`)
    .join(language === 'vi' ? ', rồi ' : ', then ');
  if (language === 'vi')
    return (
      `Điểm của hồ sơ là trung bình cộng tổng điểm các phiếu đã ký (ít nhất ${words.minMarks} phiếu), làm tròn ${words.digits} chữ số thập phân. ` +
      (chain ? `Bằng điểm thì so điểm trung bình tiêu chí ${chain}. ` : '') +
      'Vẫn bằng nhau thì đồng hạng và bỏ trống các hạng kế tiếp (1, 2, 2, 4). ' +
      'Quá nửa số phiếu ghi có vi phạm thì hồ sơ không đủ điều kiện xếp loại.'
    );
  return (
    `The score is the mean of the totals of the signed sheets (at least ${words.minMarks}), rounded to ${words.digits} decimals. ` +
    (chain ? `Equal scores are parted by the mean of the criterion ${chain}. ` : '') +
    'Entries that are still equal share the rank and the next ranks are skipped (1, 2, 2, 4). ' +
    'An entry with a violation on more than half of its sheets is not ranked.'
  );
}

/** Why one entry has its rank, or none. */
export function explainRank(line: StandingLine, words: StandingWords, language: Language): string {
  const vi = language === 'vi';
  const count = line.trace.sheets.length;
  const totals = line.trace.sheets.map((sheet) => written(sheet.total, language)).join('; ');
  if (line.reason === 'NOT_ENOUGH_MARKS')
    return vi
      ? `Chưa xếp hạng: mới có ${count} phiếu đã ký, cần ít nhất ${words.minMarks}.`
      : `Not ranked yet: ${count} signed sheets, at least ${words.minMarks} are needed.`;
  if (line.reason === 'GATE_FAILED') {
    const failed = line.trace.sheets.filter((sheet) => sheet.gateFailed).length;
    return vi
      ? `Không đủ điều kiện xếp loại: ${failed}/${count} phiếu ghi có vi phạm.`
      : `Not eligible for ranking: ${failed} of ${count} sheets mark a violation.`;
  }
  const mean = vi
    ? `Trung bình ${count} phiếu (${totals}) = ${written(line.score ?? '', language)}.`
    : `Mean of ${count} sheets (${totals}) = ${line.score ?? ''}.`;
  if (line.tieBreak === null) return mean;
  if (line.tieBreak === 'SHARED')
    return vi
      ? `${mean} Đồng hạng: bằng nhau ở mọi tiêu chí phân định.`
      : `${mean} Shared rank: equal in all declared criteria.`;
  const name = words.criterionNames[line.tieBreak] ?? line.tieBreak;
  const sum = written(line.trace.criteria.find(({ code }) => code === line.tieBreak)?.sum ?? '', language);
  return vi
    ? `${mean} Bằng điểm với hồ sơ kề bên, phân định theo tiêu chí “${name}” (tổng ${sum} trên ${count} phiếu).`
    : `${mean} Same score as its neighbour, parted by the criterion “${name}” (sum ${sum} over ${count} sheets).`;
}
