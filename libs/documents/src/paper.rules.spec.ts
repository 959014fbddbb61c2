import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { recognitionDecision, totalMoney } from './decision-paper.rules';
import { sampleDecision, sampleRow } from './documents.fixture';
import { appraisalRecord, submissionReceipt, sumDecimals, type AppraisalRecord } from './entry-papers.rules';
import { councilMinutes, type CouncilMinutes } from './minutes-paper.rules';
import {
  authorityLine,
  basisLines,
  countSubjects,
  endOfText,
  headName,
  numberLine,
  paperReference,
  totalCells,
  type Paper,
  type PaperTable,
} from './paper.rules';
import { formatCount, formatMoney, formatNumber } from './wording.rules';

const textsOf = (paper: Paper): string[] =>
  paper.body.flatMap((block) => {
    if (block.kind === 'list') return block.items;
    return block.kind === 'table' ? [] : [block.text];
  });

function tableOf(paper: Paper, index = 0): PaperTable {
  const blocks = [...paper.body, ...paper.annexes.flatMap((annex) => annex.blocks)];
  const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
  const table = tables[index];
  if (!table) throw new Error(`no table ${index}`);
  return table;
}

describe('the two families of layout', () => {
  it('number papers each in its way', () => {
    const state = paperReference('STATE', { number: 6, year: 2026, type: 'QĐ', organ: 'UBND' });
    const party = paperReference('PARTY', { number: 127, year: 2026, type: 'QĐ', organ: 'TU' });
    expect([numberLine('STATE', state), numberLine('PARTY', party)]).toEqual(['Số: 06/2026/QĐ-UBND', 'Số 127-QĐ/TU']);
    expect(paperReference('STATE', { number: 15, type: 'TTr', organ: 'SNV' })).toBe('15/TTr-SNV');
    expect(() => paperReference('STATE', { number: 0, type: 'QĐ', organ: 'UBND' })).toThrow(RangeError);
  });

  it('write the authority of the signer each in its way', () => {
    expect(authorityLine('STATE', 'TM', 'Ủy ban nhân dân')).toBe('TM. ỦY BAN NHÂN DÂN');
    expect(authorityLine('STATE', 'TUQ', 'Chủ tịch')).toBe('TUQ. CHỦ TỊCH');
    expect(authorityLine('PARTY', 'TM', 'Ban Thường vụ')).toBe('T/M BAN THƯỜNG VỤ');
    expect(authorityLine('PARTY', 'KT', 'Trưởng ban')).toBe('K/T TRƯỞNG BAN');
    expect(authorityLine('STATE', null, null)).toBeNull();
  });

  it('end the text with "./." for the State and a full stop for the Party', () => {
    for (const text of ['Thi hành', 'Thi hành.', 'Thi hành;', 'Thi hành./.']) {
      expect([endOfText('STATE', text), endOfText('PARTY', text)]).toEqual(['Thi hành./.', 'Thi hành.']);
    }
  });

  it('punctuate legal bases', () => {
    expect(basisLines('STATE', ['Căn cứ A;', '- Căn cứ B'])).toEqual(['Căn cứ A;', 'Căn cứ B.']);
    expect(basisLines('PARTY', ['Căn cứ A', 'Căn cứ B.'])).toEqual(['- Căn cứ A;', '- Căn cứ B,']);
  });

  it('break long names of bodies before their place and between words', () => {
    expect(headName('Ủy ban nhân dân tỉnh Hậu Giang')).toEqual(['ỦY BAN NHÂN DÂN', 'TỈNH HẬU GIANG']);
    expect(headName('Ủy ban nhân dân xã')).toEqual(['ỦY BAN NHÂN DÂN XÃ']);
    const long = 'Ban Chỉ đạo phong trào thi đua “Dân vận khéo” các cơ quan';
    expect(headName(long).join(' ')).toBe(long.toLocaleUpperCase('vi'));
    expect(headName(long).length).toBe(3);
  });
});

describe('a recognition decision', () => {
  it('takes title, counts, forms and money from the annex, whatever rows it has', () => {
    const row = fc.record({
      subject: fc.constantFrom('COLLECTIVE' as const, 'INDIVIDUAL' as const, 'HOUSEHOLD' as const),
      awardForm: fc.constantFrom('Bằng khen', 'Giấy khen'),
      money: fc.bigInt({ min: 1n, max: 10n ** 18n }).map(String),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), (changes) => {
        const rows = changes.map((change) => sampleRow(change));
        const paper = recognitionDecision(sampleDecision({ rows }));
        const table = tableOf(paper);
        const sum = rows.reduce((total, { money }) => total + BigInt(money), 0n);
        const [first = '', second = ''] = textsOf(paper);
        const printed = table.rows.reduce((total, cells) => total + BigInt((cells[6] ?? '').replaceAll('.', '')), 0n);
        expect(printed).toBe(sum);
        expect(table.total?.[6]).toBe(formatNumber(String(sum)));
        expect(second).toContain(`Tổng số tiền thưởng: ${formatMoney(sum)} (`);
        for (const form of ['Bằng khen', 'Giấy khen']) {
          const count = table.rows.filter((cells) => cells[5] === form).length;
          expect(second.includes(`${form}: ${formatCount(count)}`)).toBe(count > 0);
        }
        for (const text of [paper.summary, first, table.total?.[0]]) expect(text).toContain(countSubjects(rows));
      }),
      { numRuns: 50 },
    );
  });

  it('reads as an official of the State expects', () => {
    const paper = recognitionDecision(sampleDecision());
    expect(paper.number).toBe('Số: 06/2026/QĐ-UBND');
    expect(paper.summary).toBe('Về việc công nhận 01 mô hình và 01 điển hình cá nhân “Dân vận khéo” cấp tỉnh năm 2025');
    expect(paper.legalBases).toEqual([
      'Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;',
      'Theo đề nghị của Giám đốc Sở Nội vụ.',
    ]);
    expect(textsOf(paper)).toEqual([
      'Công nhận 01 mô hình và 01 điển hình cá nhân “Dân vận khéo” cấp tỉnh năm 2025 (có danh sách kèm theo).',
      'Hình thức khen: Bằng khen: 01; Giấy khen: 01. Tổng số tiền thưởng: 7.370.000 đồng (Bằng chữ: Bảy triệu ba trăm bảy mươi nghìn đồng), chi từ Quỹ thi đua, khen thưởng theo quy định.',
      'Quyết định này có hiệu lực kể từ ngày ký.',
      'Chánh Văn phòng Ủy ban nhân dân tỉnh và các tập thể, cá nhân, hộ gia đình có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.',
    ]);
    expect(paper.annexes.map(({ title, note }) => [title, note])).toEqual([
      [
        'DANH SÁCH 01 MÔ HÌNH VÀ 01 ĐIỂN HÌNH CÁ NHÂN ĐƯỢC CÔNG NHẬN',
        '(Kèm theo Quyết định số 06/2026/QĐ-UBND ngày 05 tháng 02 năm 2026 của Chủ tịch Ủy ban nhân dân tỉnh Hậu Giang)',
      ],
    ]);
    expect(tableOf(paper).rows).toEqual([
      ['1', 'Camera an ninh', 'Ấp Thạnh Lợi A1, xã Tân Long', 'Quốc phòng - an ninh', '92,5', 'Bằng khen', '7.020.000'],
      ['2', 'Lê An', 'Ấp Thạnh Lợi A1, xã Tân Long', 'Quốc phòng - an ninh', '', 'Giấy khen', '350.000'],
    ]);
  });

  it('names the one that it recognises, and says so when there is no money', () => {
    const paper = recognitionDecision(sampleDecision({ rows: [sampleRow({ money: '0' })] }));
    expect(paper.summary).toBe(
      'Về việc công nhận 01 mô hình “Camera an ninh” của Ấp Thạnh Lợi A1, xã Tân Long đạt “Dân vận khéo” cấp tỉnh năm 2025',
    );
    expect(textsOf(paper)[1]).toBe('Hình thức khen: Bằng khen: 01. Các hình thức nêu trên không kèm theo tiền thưởng.');
  });

  it('is refused without rows and with parts of a đồng', () => {
    expect(() => recognitionDecision(sampleDecision({ rows: [] }))).toThrow(RangeError);
    expect(() => totalMoney([{ money: '1.5' }])).toThrow(RangeError);
  });

  it('joins the empty cells of the total to the first', () => {
    expect(totalCells(['Tổng', '', '', '5', ''])).toEqual([
      { text: 'Tổng', span: 3 },
      { text: '5', span: 1 },
      { text: '', span: 1 },
    ]);
    expect(totalCells(['Tổng', ''])).toEqual([{ text: 'Tổng', span: 2 }]);
  });
});

const minutes: CouncilMinutes = {
  issuer: { family: 'STATE', name: 'Hội đồng Thi đua - Khen thưởng tỉnh' },
  place: 'Hậu Giang',
  council: 'Hội đồng Thi đua - Khen thưởng tỉnh',
  purpose: 'xét công nhận mô hình “Dân vận khéo”',
  location: 'Phòng họp số 2',
  startedAt: '2026-01-15T01:00:00Z',
  endedAt: '2026-01-15T04:05:00Z',
  members: [
    { name: 'A', position: 'X', role: 'Chủ tịch', attendance: 'PRESENT' },
    { name: 'B', position: 'Y', role: 'Ủy viên', attendance: 'WRITTEN' },
    { name: 'C', position: 'Z', role: 'Ủy viên', attendance: 'ABSENT', note: 'công tác' },
  ],
  quorum: { required: 2, rule: 'ít nhất 2/3 tổng số thành viên', writtenCounts: true },
  votingRule: 'từ 2/3 tổng số thành viên trở lên, bỏ phiếu kín',
  baseName: 'tổng số thành viên',
  votes: [
    { title: 'M1', unit: 'xã 1', agree: 2, disagree: 0, abstain: 0, invalid: 0, base: 3, passed: true },
    { title: 'M2', agree: 1, disagree: 1, abstain: 0, invalid: 0, base: 3, passed: false },
  ],
  notes: [],
  chair: 'A',
  secretary: 'B',
};

describe('minutes of a council', () => {
  it('count attendance, quorum and votes from the lists', () => {
    const paper = councilMinutes(minutes);
    const texts = textsOf(paper);
    expect(texts).toContain(
      'Tổng số thành viên: 03; có mặt: 01; gửi ý kiến bằng văn bản: 01; vắng mặt: 01. Chủ trì: A. Thư ký: B.',
    );
    expect(texts).toContain(
      'Điều kiện tiến hành phiên họp: ít nhất 2/3 tổng số thành viên (tối thiểu 02 thành viên). Số thành viên được tính: 02. Phiên họp đủ điều kiện tiến hành.',
    );
    expect(texts.at(-2)).toBe('Hội đồng thông qua 01/02 nội dung đưa ra biểu quyết.');
    expect(texts.at(-1)).toBe('Phiên họp kết thúc lúc 11 giờ 05 phút cùng ngày./.');
    expect(tableOf(paper, 0).rows[2]).toEqual(['3', 'C', 'Z', 'Ủy viên', 'Vắng mặt (công tác)']);
    expect(tableOf(paper, 1).rows).toEqual([
      ['1', 'M1 (xã 1)', '2', '0', '0', '0', '2/3 (66,67%)', 'Thông qua'],
      ['2', 'M2', '1', '1', '0', '0', '1/3 (33,33%)', 'Không thông qua'],
    ]);
  });

  it('do not count written opinions for the quorum when the rule says so', () => {
    const texts = textsOf(councilMinutes({ ...minutes, quorum: { ...minutes.quorum, writtenCounts: false } }));
    expect(
      texts.some((text) => text.endsWith('Số thành viên được tính: 01. Phiên họp không đủ điều kiện tiến hành.')),
    ).toBe(true);
  });
});

const entry = {
  title: 'Camera',
  unit: 'Ấp 1',
  field: 'QP-AN',
  category: 'Tập thể',
  receiptNumber: 'HG-1',
  revision: 2,
};
const appraisal: AppraisalRecord = {
  issuer: { family: 'STATE', name: 'UBND xã' },
  place: 'Tân Long',
  date: '2026-01-05',
  entry,
  checklist: [
    { item: 'Báo cáo', ok: true },
    { item: 'Xác nhận', ok: false, note: 'Thiếu dấu' },
    { item: 'Khác', ok: null },
  ],
  scores: [
    { criterion: 'A', max: '10', self: '9.5', appraised: '9.1', reason: 'chậm' },
    { criterion: 'B', max: '30', self: null, appraised: '28.2' },
  ],
  finding: 'Đủ.',
  outcome: 'RETURN',
  defects: { items: ['Bổ sung dấu', 'Bổ sung ảnh'], deadline: '2026-01-12' },
  officer: 'Tám',
  leader: { title: 'Chủ tịch', name: 'Chín' },
};

describe('records of an entry', () => {
  it('sum marks exactly', () => {
    expect(sumDecimals(['0.1', '0.2'])).toBe('0.3000');
    expect(sumDecimals(['-1.5', '1'])).toBe('-0.5000');
    expect(tableOf(appraisalRecord(appraisal), 1).total).toEqual(['Tổng cộng', '', '40', '9,5', '37,3', '']);
    expect(() => sumDecimals(['NaN'])).toThrow(RangeError);
  });

  it('list every defect with one deadline when an entry goes back', () => {
    const paper = appraisalRecord(appraisal);
    expect(textsOf(paper).slice(-4)).toEqual([
      'Kết luận: Trả lại để bổ sung, hoàn thiện hồ sơ, gồm 02 nội dung:',
      'Bổ sung dấu',
      'Bổ sung ảnh',
      'Thời hạn bổ sung: trước hết ngày 12 tháng 01 năm 2026./.',
    ]);
    expect(textsOf(appraisalRecord({ ...appraisal, outcome: 'FORWARD' })).at(-1)).toBe(
      'Kết luận: Đề nghị trình cấp trên xem xét./.',
    );
    expect(tableOf(paper).rows.map((cells) => cells[2])).toEqual(['Đạt', 'Chưa đạt', 'Không áp dụng']);
  });

  it("tell the moment of submission by Vietnam's clock", () => {
    const paper = submissionReceipt({
      issuer: appraisal.issuer,
      place: 'Tân Long',
      submittedAt: '2026-01-04T17:05:00Z',
      entry,
      submittedBy: 'Ban Công tác Mặt trận',
      files: [{ name: 'a.pdf', sha256: 'b'.repeat(64) }],
      signature: { title: 'Người tiếp nhận', name: '' },
    });
    expect(paper.date).toBe('2026-01-05');
    expect(textsOf(paper)[0]).toBe(
      'Đã tiếp nhận hồ sơ của Ban Công tác Mặt trận lúc 00 giờ 05 phút, ngày 05 tháng 01 năm 2026:',
    );
    expect(tableOf(paper).rows).toEqual([['1', 'a.pdf', 'b'.repeat(16)]]);
  });
});
