import { describe, expect, it } from '@jest/globals';
import { recognitionDecision } from './decision-paper.rules';
import {
  copyableCharacters,
  docxTexts,
  isWellFormed,
  openPdf,
  sampleDecision,
  sampleRow,
  unzip,
} from './documents.fixture';
import { renderPaperDocx } from './paper.docx';
import { renderPaperPdf, setPaper } from './paper.pdf';
import { sheetName, writeXlsx } from './table.xlsx';

const rows = Array.from({ length: 40 }, (_, index) =>
  sampleRow({ title: `Mô hình số ${index + 1}`, unit: 'A & B <c> "d"\0' }),
);
const part = (file: Map<string, string>, name: string): string => {
  const xml = file.get(name);
  if (xml === undefined) throw new Error(`${name} is not in the file`);
  return xml;
};

describe('a paper in Word', () => {
  it('is well formed, in Times New Roman, with real styles', async () => {
    const file = unzip(await renderPaperDocx(recognitionDecision(sampleDecision({ rows }))));
    const xmls = [...file].filter(([name]) => /\.(xml|rels)$/.test(name));
    expect(xmls.filter(([, xml]) => !isWellFormed(xml)).map(([name]) => name)).toEqual([]);
    const styles = part(file, 'word/styles.xml');
    const document = part(file, 'word/document.xml');
    expect(styles).toContain('w:ascii="Times New Roman"');
    expect(styles).toContain('w:val="vi-VN"');
    const defined = new Set([...styles.matchAll(/w:styleId="([^"]+)"/g)].map(([, id]) => id));
    const used = new Set([...document.matchAll(/<w:pStyle w:val="([^"]+)"/g)].map(([, id]) => id));
    expect([...used].filter((id) => !defined.has(id))).toEqual([]);
    expect(used.size).toBeGreaterThan(10);
  });

  it('has the margins of the rules (20/20/30/15 mm) on A4, the annex on its side with a repeated head row', async () => {
    const document = part(
      unzip(await renderPaperDocx(recognitionDecision(sampleDecision({ rows })))),
      'word/document.xml',
    );
    const margins = [...document.matchAll(/<w:pgMar w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"/g)];
    expect(margins.map(([, ...sides]) => sides.map((twip) => Math.round((Number(twip) * 25.4) / 1440)))).toEqual([
      [20, 15, 20, 30],
      [20, 15, 20, 30],
    ]);
    expect([...document.matchAll(/<w:pgSz[^>]*w:orient="(\w+)"/g)].map(([, way]) => way)).toEqual([
      'portrait',
      'landscape',
    ]);
    expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(1);
  });

  it('carries number line, national heading, articles, end mark and annex of the State', async () => {
    const texts = docxTexts(
      part(unzip(await renderPaperDocx(recognitionDecision(sampleDecision({ rows })))), 'word/document.xml'),
    );
    for (const text of [
      'ỦY BAN NHÂN DÂN',
      'TỈNH HẬU GIANG',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Số: 06/2026/QĐ-UBND',
      'Hậu Giang, ngày 05 tháng 02 năm 2026',
      'QUYẾT ĐỊNH',
      'Về việc công nhận 40 mô hình “Dân vận khéo” cấp tỉnh năm 2025',
      'Điều 3. Quyết định này có hiệu lực kể từ ngày ký.',
      'KT. CHỦ TỊCH',
      'Nơi nhận:',
      '- Lưu: VT.',
      'Mô hình số 40',
      'A &amp; B &lt;c&gt; &quot;d&quot;',
      'Tổng cộng: 40 mô hình',
      '280.800.000',
    ]) {
      expect(texts).toContain(text);
    }
    expect(texts.filter((text) => text.endsWith('./.'))).toHaveLength(1);
  });

  it('carries the heading of the Party, without colon in the number and without "./."', async () => {
    const paper = recognitionDecision(
      sampleDecision({
        issuer: { family: 'PARTY', parent: 'Đảng bộ tỉnh Hậu Giang', name: 'Tỉnh ủy' },
        number: { number: 127, type: 'QĐ', organ: 'TU' },
        signature: { authority: 'TM', onBehalfOf: 'Ban Thường vụ', title: 'Phó Bí thư', name: 'A' },
      }),
    );
    const texts = docxTexts(part(unzip(await renderPaperDocx(paper)), 'word/document.xml'));
    for (const text of ['ĐẢNG CỘNG SẢN VIỆT NAM', 'TỈNH ỦY', '*', 'Số 127-QĐ/TU', 'T/M BAN THƯỜNG VỤ'])
      expect(texts).toContain(text);
    expect(texts.filter((text) => text.includes('./.') || text.includes('CỘNG HÒA'))).toEqual([]);
  });
});

describe('a paper as PDF', () => {
  it('has its title, all pages and the letters of all texts; equal papers give equal bytes', async () => {
    const paper = recognitionDecision(sampleDecision({ rows }));
    const { pdf, pages } = await setPaper(paper);
    const opened = openPdf(pdf);
    expect(opened.match(/\/MediaBox\s*\[[^\]]*\]/g)).toHaveLength(pages);
    expect(pages).toBeGreaterThanOrEqual(3);
    expect(opened).toMatch(/\/MediaBox \[0 0 841\.88\d* 595\.27\d*\]/);
    const copyable = copyableCharacters(opened);
    expect([...new Set(paper.summary)].filter((char) => char !== ' ' && !copyable.has(char))).toEqual([]);
    expect((await renderPaperPdf(paper)).equals(pdf)).toBe(true);
  });
});

describe('a list in Excel', () => {
  const table = {
    title: 'Danh sách: hồ sơ [2026]',
    note: 'Xuất ngày 05/02/2026',
    columns: [{ title: 'Tên' }, { title: 'Điểm', type: 'number' as const }, { title: 'Ngày', type: 'date' as const }],
  };

  it('keeps text as text, also when it looks like a formula', async () => {
    const cells = ['=1+1', '+84 909', '-2', '@SUM(A1)', '\t=1', '007', 'Dân vận'.normalize('NFD'), 'a\0<&>'];
    const file = unzip(await writeXlsx({ ...table, rows: cells.map((cell) => [cell, null, null]) }));
    const sheet = part(file, 'xl/worksheets/sheet1.xml');
    expect(isWellFormed(sheet)).toBe(true);
    expect(sheet).not.toContain('<f>');
    const texts = [...sheet.matchAll(/<c r="A\d+"[^>]*t="(\w+)"[^>]*>(?:<is><t[^>]*>|<v>)([^<]*)/g)].map(
      ([, type, text]) => [type, text],
    );
    expect(texts.slice(3)).toEqual(
      ['=1+1', '+84 909', '-2', '@SUM(A1)', '\t=1', '007', 'Dân vận', 'a&lt;&amp;&gt;'].map((text) => [
        texts[0]?.[0],
        text,
      ]),
    );
  });

  it('writes marks and dates as numbers, and numbers too long for Excel as text', async () => {
    const file = unzip(
      await writeXlsx({
        ...table,
        rows: [
          ['A', '92.50', '2026-02-05'],
          ['B', '1234567890123456789', 'hôm qua'],
        ],
      }),
    );
    const sheet = part(file, 'xl/worksheets/sheet1.xml');
    expect(sheet).toMatch(/<c r="B5"[^>]*><v>92\.5<\/v>/);
    expect(sheet).toMatch(/<c r="C5"[^>]*><v>46058<\/v>/);
    expect(sheet).toContain('>1234567890123456789<');
    expect(sheet).toContain('>hôm qua<');
    expect(sheet).toContain('<autoFilter ref="A4:C6"/>');
  });

  it('reads rows as they come and names the sheet as Excel allows', async () => {
    async function* many() {
      for (let index = 0; index < 5000; index += 1) yield [`Mô hình ${index}`, index, null];
    }
    const sheet = part(unzip(await writeXlsx({ ...table, rows: many() })), 'xl/worksheets/sheet1.xml');
    expect(sheet.match(/<row /g)).toHaveLength(5003);
    expect([sheetName(table.title), sheetName("'/'"), sheetName('x'.repeat(40)).length]).toEqual([
      'Danh sách  hồ sơ  2026',
      'Danh sách',
      31,
    ]);
  });
});
