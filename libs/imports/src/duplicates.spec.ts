import { describe, expect, it } from '@jest/globals';
import { Breath } from './breath';
import { RowJudge } from './duplicates.rules';
import type { PlannedRow } from './import-rows.rules';

const rowOf = (no: number, title: string, subjectName = 'Ấp 1', unitId = 'ap-1'): PlannedRow => ({
  no,
  title,
  subjectName,
  unitId,
  unitText: 'Ấp 1',
  categoryCode: 'K',
  content: {},
  contributions: [],
  issues: [],
  question: null,
});
const toldOf = (judge: RowJudge, row: PlannedRow) => judge.judge(row).issues.map(({ code, params }) => [code, params]);

describe('repetitions among rows', () => {
  it('names the row of the file that a title comes near to, and of an entry only its id', () => {
    const judge = new RowJudge(new Set());
    judge.know({ id: 'e-1', unitId: 'ap-1', title: 'Thắp sáng đường quê ấp', subjectName: 'Ấp 1' });
    expect(toldOf(judge, rowOf(2, 'Thắp sáng đường quê ấpp'))).toEqual([['IMPORT_NEAR_ENTRY', { entryId: 'e-1' }]]);
    expect(toldOf(judge, rowOf(3, 'THẮP SÁNG đường quê ấp'))).toEqual([['IMPORT_DUPLICATE_ENTRY', {}]]);
    expect(toldOf(judge, rowOf(4, 'Bếp ăn tình thương xã'))).toEqual([]);
    expect(toldOf(judge, rowOf(5, 'Bếp ăn tình thươn xã'))).toEqual([
      ['IMPORT_NEAR_DUPLICATE', { row: 4, title: 'Bếp ăn tình thương xã' }],
    ]);
    expect(toldOf(judge, rowOf(6, 'bếp ăn tình thương xã'))).toEqual([['IMPORT_DUPLICATE_ROW', { row: 4 }]]);
    expect(toldOf(judge, rowOf(7, 'Bếp ăn tình thương xã', 'Hội Phụ nữ'))).toEqual([
      ['IMPORT_NEAR_DUPLICATE', { row: 4, title: 'Bếp ăn tình thương xã' }],
    ]);
    expect(toldOf(judge, rowOf(8, 'Bếp ăn tình thương xã', 'Ấp 2', 'ap-2'))).toEqual([]);
  });

  it('finds the near title among ten thousand of one unit that begin alike', () => {
    const judge = new RowJudge(new Set());
    const word = (at: number) =>
      Array.from({ length: 14 }, (_, place) =>
        String.fromCharCode(97 + ((at * (place + 3) + ((at >> place) & 15)) % 26)),
      ).join('');
    const title = (at: number) => `Vận động nhân dân tham gia ${word(at)} ${word(at + 20_000)}`;
    for (let at = 0; at < 10_000; at++) judge.judge(rowOf(at + 2, title(at)));
    expect(toldOf(judge, rowOf(10_002, `${title(5_000)}x`))).toEqual([
      ['IMPORT_NEAR_DUPLICATE', { row: 5_002, title: title(5_000) }],
    ]);
  });

  it('lets others in while long work goes on', async () => {
    let others = 0;
    const timer = setInterval(() => others++, 1);
    function* work(): Generator<void, string> {
      for (const end = performance.now() + 150; performance.now() < end;) yield;
      return 'done';
    }
    expect([await new Breath().through(work()), others > 2]).toEqual(['done', true]);
    clearInterval(timer);
  });
});
