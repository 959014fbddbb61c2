import { describe, expect, it } from '@jest/globals';
import { Workbook } from 'exceljs';
import { crc32, deflateRawSync } from 'node:zlib';
import { readWorkbook } from './workbook.read';

const refusal = async (bytes: Buffer, limits = {}): Promise<string> => {
  try {
    await readWorkbook(bytes, limits);
    return 'read';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};

describe('reading an Excel file', () => {
  it('gives cells as people read them: days, exact figures, results of formulas, fonts, merged ranges; hidden sheets are left out', async () => {
    const workbook = new Workbook();
    const sheet = workbook.addWorksheet('Danh sách');
    sheet.mergeCells('A1:C1');
    sheet.getCell('A1').value = 'Tiêu đề & <b>đậm</b> "trích"';
    sheet.getCell('B3').value = new Date(Date.UTC(2024, 1, 29));
    sheet.getCell('B3').numFmt = 'dd/mm/yyyy';
    sheet.getCell('C3').value = 0.1 + 0.2;
    sheet.getCell('D3').value = { formula: 'A1&"x"', result: '=HYPERLINK("http://x")' };
    sheet.getCell('E3').value = 'X· Hoµ An';
    sheet.getCell('E3').font = { name: '.VnTime' };
    sheet.getCell('F3').value = { richText: [{ text: 'Ấp ' }, { text: '3', font: { bold: true } }] };
    sheet.getCell('AB3').value = 45351;
    workbook.addWorksheet('Ẩn', { state: 'hidden' }).getCell('A1').value = 'không đọc';
    const sheets = await readWorkbook(Buffer.from(await workbook.xlsx.writeBuffer()));
    expect(sheets.map(({ name, merges, rows }) => [name, merges, rows.map(({ no }) => no)])).toEqual([
      ['Danh sách', [{ top: 1, left: 1, bottom: 1, right: 3 }], [1, 3]],
    ]);
    const cells = sheets[0]!.rows.find(({ no }) => no === 3)!.cells;
    expect([...cells].map(([column, { text, kind, formula }]) => [column, text, kind, formula ?? false])).toEqual([
      [2, '2024-02-29', 'date', false],
      [3, '0.3', 'number', false],
      [4, '=HYPERLINK("http://x")', 'text', true],
      [5, 'X· Hoµ An', 'text', false],
      [6, 'Ấp 3', 'text', false],
      [28, '45351', 'number', false],
    ]);
    expect(cells.get(5)!.font).toBe('.VnTime');
    expect(sheets[0]!.rows[0]!.cells.get(1)!.text).toBe('Tiêu đề & <b>đậm</b> "trích"');
  });

  it('names what a wrong file is', async () => {
    const ole = (name: string) =>
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000), Buffer.from(name, 'utf16le')]);
    const word = zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' });
    const good = await excel();
    const cases: Record<string, [Buffer, string]> = {
      empty: [Buffer.alloc(0), 'FILE_EMPTY'],
      '.xls': [ole('Workbook'), 'IMPORT_OLD_EXCEL'],
      password: [ole('EncryptedPackage'), 'IMPORT_PASSWORD'],
      '.docx': [word, 'IMPORT_NOT_A_TABLE'],
      pdf: [Buffer.from('%PDF-1.7 …'), 'IMPORT_NOT_A_TABLE'],
      html: [Buffer.from('<html><table><tr><td>1</td></tr></table>'), 'IMPORT_NOT_A_TABLE'],
      csv: [Buffer.from('STT,Tên\n1,Đường hoa'), 'IMPORT_NAME_MISMATCH'],
      'cut off': [good.subarray(0, good.length / 2), 'IMPORT_DAMAGED'],
      'changed on the way': [book('<worksheet><sheetData/></worksheet>', { wrongSum: true }), 'IMPORT_DAMAGED'],
      'no zip': [Buffer.from('PK nothing'), 'IMPORT_DAMAGED'],
      'sheet breaks off': [book('<worksheet><sheetData><row r="1"><c r="A1"'), 'IMPORT_DAMAGED'],
      entities: [book('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>'), 'IMPORT_DAMAGED'],
    };
    const found: Record<string, string> = {};
    for (const [name, [bytes]] of Object.entries(cases)) found[name] = await refusal(bytes);
    expect(found).toEqual(Object.fromEntries(Object.entries(cases).map(([name, [, code]]) => [name, code])));
  });

  it('stops a bomb while it unpacks, whatever its directory says', async () => {
    const row = '<row><c t="inlineStr"><is><t>xxxxxxxxxx</t></is></c></row>';
    const sheet = `<worksheet><sheetData>${row.repeat(60_000)}</sheetData></worksheet>`;
    expect(await refusal(book(sheet), { maxUnpacked: 1024 * 1024 })).toBe('IMPORT_UNPACKS_TOO_LARGE');
    expect(await refusal(book(sheet, { forgedSize: 1000 }))).toBe('IMPORT_DAMAGED');
    expect(await refusal(book(sheet), { maxRows: 1_000 })).toBe('IMPORT_TOO_LARGE');
  });
});

async function excel(): Promise<Buffer> {
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet('a');
  for (let row = 0; row < 200; row++) sheet.addRow([row, `Mô hình ${row}`, 'Xã Hoà An']);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** The smallest workbook around the XML of one sheet. */
function book(sheet: string, options: { forgedSize?: number; wrongSum?: boolean } = {}): Buffer {
  return zip(
    {
      '_rels/.rels':
        '<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
      'xl/workbook.xml': '<workbook><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': sheet,
    },
    options.forgedSize === undefined ? {} : { 'xl/worksheets/sheet1.xml': options.forgedSize },
    options,
  );
}

/** A ZIP written by hand, so that its directory can lie. */
function zip(
  parts: Record<string, string>,
  forged: Record<string, number> = {},
  options: { wrongSum?: boolean } = {},
): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const data = deflateRawSync(text, { level: 9 });
    const title = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc32(text), 14);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt32LE(text.length, 22);
    head.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(options.wrongSum ? 7 : crc32(text), 16);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(forged[name] ?? text.length, 24);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt32LE(at, 42);
    local.push(head, title, data);
    directory.push(entry, title);
    at += head.length + title.length + data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, ...directory, end]);
}
