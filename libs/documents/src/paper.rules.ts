import { upper } from './text.rules';
import { formatCount } from './wording.rules';

/** State: Nghị định 30/2020. Party: the Party's rules for its papers (2026). */
export type PaperFamily = 'STATE' | 'PARTY';

/** On whose behalf a paper is signed: thay mặt, ký thay, thừa lệnh, thừa ủy quyền, quyền. */
export type Authority = 'TM' | 'KT' | 'TL' | 'TUQ' | 'Q';

const AUTHORITY: Record<PaperFamily, Record<Authority, string>> = {
  STATE: { TM: 'TM.', KT: 'KT.', TL: 'TL.', TUQ: 'TUQ.', Q: 'Q.' },
  PARTY: { TM: 'T/M', KT: 'K/T', TL: 'T/L', TUQ: 'T/UQ', Q: 'Q.' },
};

/** First line of a signature block: "TM. ỦY BAN NHÂN DÂN" / "T/M BAN THƯỜNG VỤ"; null when the signer signs as such. */
export function authorityLine(
  family: PaperFamily,
  authority: Authority | null,
  onBehalfOf: string | null,
): string | null {
  if (authority === null) return null;
  return [AUTHORITY[family][authority], onBehalfOf ? upper(onBehalfOf) : ''].join(' ').trim();
}

/**
 * What identifies a paper in its series. State series run per year (`year` is printed when given);
 * Party series run per type of paper and term of the committee, so no year is printed.
 */
export interface PaperNumber {
  number: number;
  year?: number | null;
  /** Abbreviation of the type: QĐ, BB, TTr, KH… */
  type: string;
  /** Abbreviation of the issuing body: UBND, TU, HU, BCĐ… */
  organ: string;
}

/** The number as others quote it: "06/2026/QĐ-UBND" (State), "127-QĐ/TU" (Party). */
export function paperReference(family: PaperFamily, value: PaperNumber): string {
  if (!Number.isSafeInteger(value.number) || value.number < 1)
    throw new RangeError(`Not a number of a paper: ${value.number}`);
  const number = String(value.number).padStart(2, '0');
  if (family === 'PARTY') return `${number}-${value.type}/${value.organ}`;
  return [number, ...(value.year ? [String(value.year)] : []), `${value.type}-${value.organ}`].join('/');
}

/** The number line of a paper: "Số: 06/2026/QĐ-UBND" (State), "Số 127-QĐ/TU" (Party: no colon). */
export function numberLine(family: PaperFamily, reference: string): string {
  return family === 'STATE' ? `Số: ${reference}` : `Số ${reference}`;
}

/** Ends the text of a paper: "./." for the State, a full stop for the Party. */
export function endOfText(family: PaperFamily, text: string): string {
  const bare = text.trimEnd().replace(/(\.\/\.|[.;,])$/, '');
  return family === 'STATE' ? `${bare}./.` : `${bare}.`;
}

export interface PaperTable {
  /** `width`: share of the line, any unit; all shares together are the whole width. */
  columns: { title: string; width: number; align?: 'left' | 'center' | 'right' }[];
  rows: string[][];
  /** A last row in bold; its first cell spans the empty ones after it. */
  total?: string[] | null;
}

export type PaperBlock =
  | { kind: 'article'; /** "Điều N." is printed in front. */ number: number; text: string; more?: string[] }
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; table: PaperTable };

export interface PaperSignature {
  authority?: Authority | null;
  /** After the authority: "Ủy ban nhân dân", "Chủ tịch", "Ban Thường vụ". */
  onBehalfOf?: string | null;
  title: string;
  /** Empty: a blank line for the name. */
  name: string;
}

export interface PaperIssuer {
  family: PaperFamily;
  parent?: string | null;
  name: string;
}

export interface PaperAnnex {
  title: string;
  /** Line below the title, e.g. "(Kèm theo Quyết định số …)". */
  note: string;
  landscape: boolean;
  blocks: PaperBlock[];
}

/** One paper, before it is Word or PDF. Texts are final: back-ends only set them. */
export interface Paper {
  issuer: PaperIssuer;
  /** As `numberLine` gives it, or null for a record without a number. */
  number: string | null;
  place: string;
  /** 'YYYY-MM-DD' */
  date: string;
  /** "QUYẾT ĐỊNH", "BIÊN BẢN"… */
  title: string;
  summary: string;
  /** Who decides, in capitals above the legal bases; only decisions. */
  decider?: string | null;
  legalBases: string[];
  body: PaperBlock[];
  /** Right-most last; one or two. */
  signatures: PaperSignature[];
  recipients: string[];
  annexes: PaperAnnex[];
}

/** Legal bases as printed: each ends with ";", the last with ".", Party papers begin each with a dash. */
export function basisLines(family: PaperFamily, bases: string[]): string[] {
  return bases.map((basis, index) => {
    const typed = basis
      .trim()
      .replace(/^[-–]\s*/, '')
      .replace(/[.;,]$/, '');
    // people type the name of the law; the paper says what it is there for
    const bare = /^(Căn cứ|Theo|Xét) /u.test(typed) ? typed : `Căn cứ ${typed}`;
    const end = index === bases.length - 1 ? (family === 'STATE' ? '.' : ',') : ';';
    return `${family === 'PARTY' ? '- ' : ''}${bare}${end}`;
  });
}

/** Recipients as printed, with the file copy as last line. */
export function recipientLines(recipients: string[]): string[] {
  return [...recipients.map((name) => `- ${name.trim().replace(/[.;,]$/, '')};`), '- Lưu: VT.'];
}

export type SubjectType = 'COLLECTIVE' | 'INDIVIDUAL' | 'HOUSEHOLD';

const SUBJECT_NAMES: Record<SubjectType, string> = {
  COLLECTIVE: 'mô hình',
  INDIVIDUAL: 'điển hình cá nhân',
  HOUSEHOLD: 'điển hình hộ gia đình',
};

/** "12 mô hình, 03 điển hình cá nhân và 01 điển hình hộ gia đình", counted from the rows themselves. */
export function countSubjects(rows: readonly { subject: SubjectType }[]): string {
  const found = (Object.keys(SUBJECT_NAMES) as SubjectType[])
    .map((type) => ({ type, count: rows.filter((row) => row.subject === type).length }))
    .filter(({ count }) => count > 0)
    .map(({ type, count }) => `${formatCount(count)} ${SUBJECT_NAMES[type]}`);
  return found.length < 2 ? found.join('') : `${found.slice(0, -1).join(', ')} và ${found.at(-1)}`;
}

/** The cells of the total row with the number of columns that each covers. */
export function totalCells(total: readonly string[]): { text: string; span: number }[] {
  const filled = total.findIndex((text, index) => index > 0 && text !== '');
  const span = filled === -1 ? total.length : filled;
  return [{ text: total[0] ?? '', span }, ...total.slice(span).map((text) => ({ text, span: 1 }))];
}

/** The two fixed lines on the right of the head: Quốc hiệu and Tiêu ngữ, or the name of the Party. */
export const HEAD_LINES: Record<PaperFamily, string[]> = {
  STATE: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
  PARTY: ['ĐẢNG CỘNG SẢN VIỆT NAM'],
};

/** Page of a paper in mm (A4): margins of Nghị định 30/2020 and of the Party's rules agree. */
export const PAPER_PAGE = { width: 210, height: 297, top: 20, bottom: 20, left: 30, right: 15 } as const;

/** Where the name of a place begins in the name of a body; the usual place to break it. */
const PLACE = /^(.+?) ((?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|XÃ|PHƯỜNG|ĐẶC KHU) .+)$/;

/**
 * The name of a body in the narrow left column of the head, in capitals: before its place when it is long
 * ("ỦY BAN NHÂN DÂN" / "TỈNH HẬU GIANG"), each part in lines of about equal length.
 */
export function headName(name: string, most = 26): string[] {
  const text = upper(name).trim();
  if (text.length <= most) return [text];
  const place = PLACE.exec(text);
  if (place?.[1] && place[2]) return [...headName(place[1], most), ...headName(place[2], most)];
  // "THI ĐUA - KHEN THƯỞNG": the dash stays with the word before it
  const words = text.replace(/\s+([-–])\s/g, '\u00a0$1 ').split(/[^\S\u00a0]+/);
  const aim = text.length / Math.ceil(text.length / most);
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length / 2 >= aim) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
