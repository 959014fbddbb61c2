import { describe, expect, it } from '@jest/globals';
import { wordsIn } from '@app/forms';
import { rulesFromTemplate } from '@app/programmes';
import { canonicalJson } from './content-hash.rules';
import { checkComplete, checkDraft, type EntryDraft, partsOf } from './entry-content.rules';
import { forPeople } from './entry-notices';

const rules = rulesFromTemplate('TWO_LEVEL_2025', {
  opensAt: '2025-01-01T00:00:00Z',
  closesAt: '2025-06-01T00:00:00Z',
});
const CATEGORY = 'KINH_TE_COLLECTIVE';
const ENTRY = { categoryCode: CATEGORY, unitKind: 'RESIDENTIAL' };
const draft = (over: Partial<EntryDraft> = {}): EntryDraft => ({
  title: 'T',
  subjectName: 'S',
  content: {},
  contributions: [],
  selfScores: {},
  ...over,
});
const amount = (text: string) =>
  checkDraft(
    rules,
    CATEGORY,
    draft({ contributions: [{ kind: 'DAT', qualifier: 'ABOUT', amount: text, note: '' }] }),
  ).map((error) => error.code);

describe('a figure', () => {
  it.each([
    ['1500', []],
    ['0.5', []],
    ['', []],
    ['0', ['RULES_NOT_POSITIVE']],
    ['0.000', ['RULES_NOT_POSITIVE']],
    ['-3', ['RULES_NOT_POSITIVE']],
    ['1e9', ['FIELD_BAD_NUMBER']],
    ['NaN', ['FIELD_BAD_NUMBER']],
    ['1.2345', ['FIELD_TOO_MANY_DECIMALS']],
    ['1234567890123456', ['FIELD_BAD_NUMBER']],
    ['1.500.000', ['FIELD_BAD_NUMBER']],
  ])('%j is refused for %j', (text, codes) => expect(amount(text)).toEqual(codes));

  it('that is not typed yet may be saved and is missing when it is submitted', () => {
    const complete = checkComplete(
      rules,
      ENTRY,
      draft({ contributions: [{ kind: 'DAT', qualifier: 'EXACT', amount: '', note: '' }] }),
    );
    expect(complete).toContainEqual({ field: 'contributions.0.amount', code: 'FIELD_MISSING' });
  });
});

describe('a value of the form', () => {
  const typed = structuredClone(rules);
  typed.form = [
    { code: 'NGAY', section: 'A', label: 'Ngày', type: 'DATE', required: false, public: false },
    { code: 'SO', section: 'A', label: 'Số', type: 'NUMBER', required: false, public: false },
    {
      code: 'CHON',
      section: 'A',
      label: 'Chọn',
      type: 'CHOICE',
      required: false,
      public: false,
      choices: [{ code: 'A', name: 'A' }],
    },
    { code: 'NGAN', section: 'A', label: 'Ngắn', type: 'TEXT', required: false, public: false, maxLength: 3 },
  ];
  it.each([
    ['NGAY', '2025-02-28', []],
    ['NGAY', '2025-02-31', ['FIELD_BAD_DATE']],
    ['NGAY', '31/02/2025', ['FIELD_BAD_DATE']],
    ['SO', '12.5', []],
    ['SO', 'mười', ['FIELD_BAD_NUMBER']],
    ['CHON', 'A', []],
    ['CHON', 'B', ['CHOICE_UNKNOWN']],
    ['NGAN', 'abc', []],
    ['NGAN', 'abcd', ['FIELD_TOO_LONG']],
    ['NGAY', '', []],
  ])('%s = %j: %j', (code, value, codes) => {
    expect(checkDraft(typed, CATEGORY, draft({ content: { [code]: value } })).map((error) => error.code)).toEqual(
      codes,
    );
  });
});

describe('small things', () => {
  it.each([
    ['', 0],
    ['  ', 0],
    ['một', 1],
    [' một  hai\nba ', 3],
    ['Đường\u00a0hoa', 2],
  ])('%j has %i words', (text, n) => expect(wordsIn(text)).toBe(n));
  it('a return may point at fields and at criteria', () => {
    const parts = partsOf(rules, CATEGORY);
    expect([parts.get('LY_DO'), parts.get('NHAN_DAN'), parts.has('XYZ')]).toEqual([
      'Lý do chọn mô hình',
      expect.stringContaining('Nhân dân'),
      false,
    ]);
  });
  it('a field and a criterion with one code are two parts, each with its own name', () => {
    const parts = partsOf(rules, CATEGORY);
    expect([parts.get('KET_QUA'), parts.get('TIEU_CHI.KET_QUA')]).toEqual(['Kết quả đạt được', 'Kết quả và hiệu quả']);
  });
  it('equal content gives one hash whatever the order of its keys', () => {
    expect(canonicalJson({ b: [1, { d: 1, c: null }], a: 'x' })).toBe(
      canonicalJson({ a: 'x', b: [1, { c: null, d: 1 }] }),
    );
  });
  it('times are told by the clock of Viet Nam', () =>
    expect(forPeople(new Date('2026-03-04T17:05:00Z'))).toBe('00:05 ngày 05/03/2026'));
});
