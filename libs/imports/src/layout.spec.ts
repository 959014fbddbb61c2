import { describe, expect, it } from '@jest/globals';
import { Breath } from './breath';
import { readCsv } from './csv.read';
import { analyse } from './import-analysis.rules';
import { findHeader, type Grid, splitRows } from './layout.rules';
import { toTcvn3 } from './vn-encodings.rules';

const TARGETS = {
  fields: [
    { code: 'KINH_TE', name: 'Kinh tế' },
    { code: 'VAN_HOA_XA_HOI', name: 'Văn hoá - xã hội' },
  ],
  contributions: [{ code: 'HO', name: 'Số hộ tham gia', unit: 'hộ' }],
  content: [{ code: 'NOI_DUNG', label: 'Nội dung và cách làm' }],
};
const grid = (rows: readonly (readonly string[])[], merges: Grid['merges'] = []): Grid => ({
  name: 'a',
  rows: rows.map((cells, at) => ({
    no: at + 1,
    cells: new Map(cells.flatMap((text, column) => (text === '' ? [] : [[column + 1, text] as const]))),
  })),
  merges,
});
const merge = (top: number, left: number, bottom: number, right: number) => ({ top, left, bottom, right });

describe('the layout of a list', () => {
  it('has its header where the columns say something, in one, two or three merged rows', () => {
    const three = grid(
      [
        ['BAN DÂN VẬN HUYỆN UỶ', '', '', 'Mô hình dân vận khéo năm 2024'],
        ['TT', 'Thông tin đăng ký', '', '', '', '', 'Xã'],
        ['', 'Tên mô hình', 'Lĩnh vực, loại hình', '', '', '', ''],
        ['', '', 'KT', 'VH-XH', 'Tập thể', 'Cá nhân', ''],
        ['1', 'Đường hoa', 'x', '', 'x', '', 'Hoà An'],
      ],
      [merge(2, 1, 4, 1), merge(2, 2, 2, 6), merge(3, 2, 4, 2), merge(3, 3, 3, 6), merge(2, 7, 4, 7)],
    );
    const header = findHeader(three, TARGETS);
    expect([header?.top, header?.bottom, header?.columns.map(({ role }) => role)]).toEqual([
      2,
      4,
      ['NUMBER', 'TITLE', 'FIELD:KINH_TE', 'FIELD:VAN_HOA_XA_HOI', 'TYPE:COLLECTIVE', 'TYPE:INDIVIDUAL', 'COMMUNE'],
    ]);
    expect(
      findHeader(
        grid([
          ['Họ tên', 'Ngày sinh', 'Địa chỉ'],
          ['A', '1', 'B'],
        ]),
        TARGETS,
      ),
    ).toBeUndefined();
  });

  it('tells registrations from everything between and behind them', async () => {
    const list = grid([
      ['STT', 'Tên mô hình', 'Xã', 'Lĩnh vực'],
      ['A', 'B', '1', '2'],
      ['1', 'Cộng đồng tự quản', 'Hoà An', 'Kinh tế'],
      ['2', 'Tổng vệ sinh ngày thứ Bảy', 'Hoà An', 'Kinh tế'],
      ['STT', 'Tên mô hình', 'Xã', 'Lĩnh vực'],
      ['3', 'Chỉ có tên'],
      ['', 'Cộng', '3', ''],
      ['Nơi nhận:'],
      ['', '', '', 'TM. BAN THƯỜNG VỤ'],
    ]);
    const { rows, skipped } = await new Breath().through(splitRows(list, findHeader(list, TARGETS)!));
    expect(rows.map(({ no }) => no)).toEqual([3, 4, 6]);
    expect(skipped.map(({ no, kind }) => [no, kind])).toEqual([
      [2, 'NUMBERING'],
      [5, 'REPEATED_HEADER'],
      [7, 'TOTAL'],
      [8, 'FOOTER'],
      [9, 'FOOTER'],
    ]);
  });

  it('comes from a .csv in any of its encodings', async () => {
    const text = 'STT;Tên mô hình;Xã\n1;"Đường ""hoa""; ấp 3";Hoà An\n';
    const cp1258 = Buffer.from(
      text.normalize('NFC').replace(/\P{ASCII}/gu, (letter) => {
        const map: Record<string, string> = {
          ê: '\xea',
          ô: '\xf4',
          ì: 'i\xcc',
          ã: 'a\xde',
          Đ: '\xd0',
          ư: '\xfd',
          ờ: '\xf5\xcc',
          ấ: '\xe2\xec',
          à: '\xe0',
        };
        return map[letter] ?? '?';
      }),
      'latin1',
    );
    const files = {
      'utf-8': Buffer.from(text),
      'utf-8 with a mark': Buffer.from(`\ufeff${text}`),
      'utf-16': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
      'windows-1258': cp1258,
      tcvn3: Buffer.from(toTcvn3(text), 'latin1'),
    };
    for (const [name, bytes] of Object.entries(files)) {
      const layout = await new Breath().through(analyse(await readCsv(bytes), TARGETS));
      expect([name, layout?.rows.map(({ cells }) => [...cells.values()])]).toEqual([
        name,
        [['1', 'Đường "hoa"; ấp 3', 'Hoà An']],
      ]);
    }
  });
});
