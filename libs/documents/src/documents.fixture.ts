import { inflateRawSync, inflateSync } from 'node:zlib';
import type { CertificateData } from './certificate.rules';
import type { RecognitionDecision, RecognitionRow } from './decision-paper.rules';

/** For specs only: sample data, and small readers for the files that are made. */

export const sampleCertificate = (change: Partial<CertificateData> = {}): CertificateData => ({
  issuer: { family: 'STATE', name: 'Chủ tịch Ủy ban nhân dân tỉnh Hậu Giang' },
  form: 'MERIT',
  recipient: 'Bà Nguyễn Thị Thuỳ Hương',
  recipientUnit: 'Chủ tịch Hội Liên hiệp Phụ nữ xã Vị Thanh',
  achievement: 'Đã có thành tích xuất sắc trong phong trào thi đua “Dân vận khéo” năm 2025',
  decision: { number: '06/2026/QĐ-UBND', date: '2026-02-05' },
  goldenBookNumber: '127/2026',
  place: 'Hậu Giang',
  date: '2026-02-05',
  signature: { authority: 'KT', onBehalfOf: 'Chủ tịch', title: 'Phó Chủ tịch', name: 'Trần Văn Huyến' },
  checkUrl: 'https://danvankheo.example/kiem-tra/HG-2026-7K3M9Q',
  code: 'HG-2026-7K3M9Q',
  ...change,
});

export const sampleRow = (change: Partial<RecognitionRow> = {}): RecognitionRow => ({
  title: 'Camera an ninh',
  unit: 'Ấp Thạnh Lợi A1, xã Tân Long',
  field: 'Quốc phòng - an ninh',
  score: '92.50',
  subject: 'COLLECTIVE',
  awardForm: 'Bằng khen',
  money: '7020000',
  ...change,
});

export const sampleDecision = (change: Partial<RecognitionDecision> = {}): RecognitionDecision => ({
  issuer: { family: 'STATE', name: 'Ủy ban nhân dân tỉnh Hậu Giang' },
  number: { number: 6, year: 2026, type: 'QĐ', organ: 'UBND' },
  place: 'Hậu Giang',
  date: '2026-02-05',
  decider: 'Chủ tịch Ủy ban nhân dân tỉnh Hậu Giang',
  occasion: '“Dân vận khéo” cấp tỉnh năm 2025',
  legalBases: ['Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;'],
  proposer: 'Giám đốc Sở Nội vụ',
  executors: 'Chánh Văn phòng Ủy ban nhân dân tỉnh',
  signature: { authority: 'KT', onBehalfOf: 'Chủ tịch', title: 'Phó Chủ tịch', name: 'Trần Văn Huyến' },
  recipients: ['Ban Dân vận Tỉnh ủy'],
  rows: [
    sampleRow(),
    sampleRow({ title: 'Lê An', subject: 'INDIVIDUAL', awardForm: 'Giấy khen', money: '350000', score: null }),
  ],
  ...change,
});

/** The entries of a zip by name, read from its central directory. */
export function unzip(file: Buffer): Map<string, string> {
  const entries = new Map<string, string>();
  const end = file.lastIndexOf(Buffer.from('504b0506', 'hex'));
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [
      file.readUInt16LE(at + 28),
      file.readUInt16LE(at + 30),
      file.readUInt16LE(at + 32),
    ];
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const data = file.subarray(start, start + size);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    entries.set(name, (method === 8 ? inflateRawSync(data) : data).toString('utf8'));
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

/** True when the tags of an XML text nest rightly and no raw `<` or `&` stands in its text. */
export function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  const body = xml.replace(/<\?[^]*?\?>/g, '').replace(/<!--[^]*?-->/g, '');
  const rest = body.replace(
    /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>/g,
    (_, close: string, name: string, _a, self: string) => {
      if (close) {
        if (open.pop() !== name) open.push('!');
      } else if (!self) open.push(name);
      return '';
    },
  );
  return open.length === 0 && !/[<>]|&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(rest);
}

/** Text of the paragraphs of a part of a .docx. */
export const docxTexts = (xml: string): string[] =>
  [...xml.matchAll(/<w:p[ >][^]*?<\/w:p>/g)].map(([p]) =>
    [...p.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''),
  );

/** A PDF with all its compressed streams opened, as latin1 text. */
export function openPdf(pdf: Buffer): string {
  let text = '';
  for (let from = 0; ;) {
    const start = pdf.indexOf('stream\n', from);
    if (start === -1) return text + pdf.toString('latin1', from);
    const end = pdf.indexOf('endstream', start);
    text += pdf.toString('latin1', from, start);
    try {
      text += inflateSync(pdf.subarray(start + 7, end)).toString('latin1');
    } catch {
      text += pdf.toString('latin1', start + 7, end); // not deflated
    }
    from = end + 9;
  }
}

/** Every character that the fonts of an opened PDF give back on copying (from their ToUnicode tables). */
export function copyableCharacters(opened: string): Set<string> {
  const found = new Set<string>();
  for (const [, hex = ''] of opened.matchAll(/<[\da-f]{4}>\s*<([\da-f]+)>/gi)) {
    const units = hex.match(/.{4}/g) ?? [];
    for (const char of String.fromCharCode(...units.map((unit) => parseInt(unit, 16)))) found.add(char);
  }
  return found;
}
