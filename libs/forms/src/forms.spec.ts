import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  carryContent,
  checkDefinition,
  checkForm,
  type Condition,
  type FormContent,
  type FormField,
  formChanges,
  isCondition,
  isEmptyValue,
  isFormValue,
  newlyMissing,
  parseRichText,
  plainContent,
  plainRichText,
  plainText,
  READY_FIELDS,
  type RichBlock,
  type TableRow,
  typedNumber,
  valueOf,
  vietnameseNumber,
  visibleContent,
  viewForm,
  visibleFields,
  writeRichText,
} from '.';

const field = (code: string, over: Partial<FormField> = {}): FormField => ({
  code,
  section: 'Mục I',
  label: `Nhãn ${code}`,
  type: 'TEXT',
  required: false,
  public: false,
  ...over,
});
const CONTEXT = { category: 'KINH_TE', unitKind: 'RESIDENTIAL' };
const FORCES = field('LUC_LUONG', {
  type: 'TABLE',
  minRows: 1,
  maxRows: 3,
  columns: [
    { code: 'TEN', label: 'Lực lượng', type: 'TEXT', required: true },
    { code: 'SO', label: 'Số người', type: 'NUMBER', required: false, unit: 'người' },
  ],
});
const codes = (form: FormField[], content: FormContent, complete: boolean, context = CONTEXT): string[] =>
  checkForm(form, context, content, { complete }).map(({ field: at, code }) => `${at} ${code}`);

describe('a value of a form', () => {
  it.each<[string, Partial<FormField>, FormContent[string], string[]]>([
    ['money is whole đồng', { type: 'MONEY' }, '1000.5', ['content.A FIELD_TOO_MANY_DECIMALS']],
    ['money is not below nothing', { type: 'MONEY' }, '-1', ['content.A FIELD_BELOW_MIN']],
    ['a number keeps to its bounds', { type: 'NUMBER', min: '-2', max: '5' }, '-2.5', ['content.A FIELD_BELOW_MIN']],
    ['bounds are inclusive', { type: 'NUMBER', min: '-2', max: '5' }, '5', []],
    [
      'digits after the point are counted',
      { type: 'NUMBER', decimals: 1 },
      '0.25',
      ['content.A FIELD_TOO_MANY_DECIMALS'],
    ],
    ['words are counted', { maxWords: 2 }, 'một hai ba', ['content.A TOO_MANY_WORDS']],
    ['a day must exist', { type: 'DATE' }, '2026-02-30', ['content.A FIELD_BAD_DATE']],
    [
      'several choices, each once',
      { type: 'MULTI_CHOICE', choices: [{ code: 'X', name: 'x' }] },
      'X,X',
      ['content.A CHOICE_UNKNOWN'],
    ],
    ['a text is no table', {}, [{ TEN: 'x' }], ['content.A FIELD_BAD_FORMAT']],
    ['a place needs both coordinates', { type: 'PLACE' }, { text: 'Ấp 1', lat: '9.7' }, ['content.A FIELD_BAD_FORMAT']],
    [
      'a place lies on the earth',
      { type: 'PLACE' },
      { text: 'Ấp 1', lat: '9.7', lng: '190' },
      ['content.A FIELD_BAD_FORMAT'],
    ],
    ['a unit is named by its id', { type: 'UNIT' }, { unit: 'x', text: 'Ấp 1' }, ['content.A FIELD_BAD_FORMAT']],
    [
      'rich text keeps to its few marks',
      { type: 'RICH_TEXT' },
      '<p onclick="x">a</p>',
      ['content.A FORM_RICH_TEXT_REFUSED'],
    ],
    ['white space is nothing', { required: true }, ' \n', ['content.A FIELD_MISSING']],
    ['an empty paragraph is nothing', { type: 'RICH_TEXT', required: true }, '<p></p>', ['content.A FIELD_MISSING']],
  ])('%s', (_, over, value, expected) => expect(codes([field('A', over)], { A: value }, true)).toEqual(expected));

  it('a table names the cell that is wrong, counts filled rows, and leaves empty ones alone', () => {
    expect(
      codes([FORCES], { LUC_LUONG: [{ TEN: '', SO: '' }, { SO: 'mười' }, { TEN: 'Phụ nữ', LA: 'x' }] }, false),
    ).toEqual(['content.LUC_LUONG.1.SO FIELD_BAD_NUMBER', 'content.LUC_LUONG.2.LA FIELD_UNKNOWN']);
    expect(codes([FORCES], { LUC_LUONG: [{ TEN: '' }, { SO: '5' }] }, true)).toEqual([
      'content.LUC_LUONG.1.TEN FIELD_MISSING',
    ]);
    expect(codes([{ ...FORCES, minRows: 2 }], { LUC_LUONG: [{ TEN: 'A' }, {}] }, true)).toEqual([
      'content.LUC_LUONG FORM_TOO_FEW_ROWS',
    ]);
    expect(codes([FORCES], { LUC_LUONG: [{}, {}, {}, {}] }, false)).toEqual(['content.LUC_LUONG FORM_TOO_MANY_ROWS']);
  });

  it('reads as people write it', () => {
    const rows: TableRow[] = [{ TEN: 'Hội Phụ nữ', SO: '1200.5' }, { TEN: 'Đoàn Thanh niên' }];
    expect([
      plainText(FORCES, rows),
      plainText(field('A', { type: 'MONEY' }), '1500000'),
      plainText(field('A', { type: 'DATE' }), '2026-02-05'),
      plainText(
        field('A', {
          type: 'MULTI_CHOICE',
          choices: [
            { code: 'X', name: 'Xã' },
            { code: 'H', name: 'Huyện' },
          ],
        }),
        'H,X',
      ),
      plainText(field('A', { type: 'RICH_TEXT' }), '<p>Một <strong>hai</strong></p><ul><li>ba &amp; bốn</li></ul>'),
      plainText(undefined, { unit: 'u', text: 'Ấp 1' }),
      plainContent([field('A'), FORCES, field('B')], { B: 'sau', A: 'trước' }),
    ]).toEqual([
      'Lực lượng: Hội Phụ nữ; Số người: 1.200,5 người\nLực lượng: Đoàn Thanh niên',
      '1.500.000 đồng',
      '05/02/2026',
      'Huyện; Xã',
      'Một hai\n- ba & bốn',
      'Ấp 1',
      'trước\n\nsau',
    ]);
  });

  it.each([
    ['8.600', '8600'],
    ['1.234,5', '1234.5'],
    ['12,5', '12.5'],
    ['1 250', '1250'],
    ['-3', '-3'],
    ['007', '7'],
    ['khoảng 5', undefined],
    ['1,2,3', undefined],
  ])('%j is typed as %j', (typed, text) => expect(typedNumber(typed)).toBe(text));
});

describe('which fields an entry has', () => {
  const form = [
    field('CO', {
      type: 'CHOICE',
      choices: [
        { code: 'CO', name: 'Có' },
        { code: 'KHONG', name: 'Không' },
      ],
    }),
    field('TIEN', { type: 'MONEY', showIf: { field: 'CO', is: 'EQUALS', value: 'CO' } }),
    field('NGUON', {
      required: true,
      showIf: { all: [{ field: 'TIEN', is: 'AT_LEAST', value: '1000000' }, { not: { field: 'CO', is: 'EMPTY' } }] },
    }),
    field('HO', { levels: ['RESIDENTIAL'] }),
    field('XA', { levels: ['COMMUNE'] }),
    field('VH', { categories: ['VAN_HOA'] }),
    field('GHI', {
      requiredIf: {
        any: [
          { field: 'HO', is: 'FILLED' },
          { field: 'VH', is: 'FILLED' },
        ],
      },
    }),
  ];
  const shown = (content: FormContent): string[] => visibleFields(form, CONTEXT, content).map(({ code }) => code);
  it('follows category, level and conditions on conditions; a hidden field counts as empty', () => {
    expect(shown({})).toEqual(['CO', 'HO', 'GHI']);
    expect(shown({ CO: 'CO', TIEN: '999999' })).toEqual(['CO', 'TIEN', 'HO', 'GHI']);
    expect(shown({ CO: 'CO', TIEN: '1000000.0' })).toEqual(['CO', 'TIEN', 'NGUON', 'HO', 'GHI']);
    expect(shown({ CO: 'KHONG', TIEN: '2000000' })).toEqual(['CO', 'HO', 'GHI']);
  });
  it('what is hidden is kept in a draft, and neither required nor frozen', () => {
    const content = { CO: 'KHONG', TIEN: '2000000.5', VH: 'x', HO: 'a' };
    expect(codes(form, content, true)).toEqual(['content.GHI FIELD_MISSING']);
    expect(visibleContent(form, CONTEXT, content)).toEqual({ CO: 'KHONG', HO: 'a' });
  });
});

describe('a definition is refused with the place of the problem', () => {
  const problems = (...form: FormField[]): string[] => checkDefinition(form).map(({ path, code }) => `${path} ${code}`);
  it.each<[string, FormField[], string[]]>([
    [
      'a field nobody knows',
      [field('A', { showIf: { all: [{ not: { field: 'B', is: 'FILLED' } }] } })],
      ['form.0.showIf.all.0.not.field RULES_CONDITION_FIELD_UNKNOWN'],
    ],
    [
      'a field that asks itself',
      [field('A', { requiredIf: { field: 'A', is: 'FILLED' } })],
      ['form.0.requiredIf.field RULES_CONDITION_CIRCLE'],
    ],
    [
      'a circle of three',
      [
        field('A', { showIf: { field: 'B', is: 'FILLED' } }),
        field('B', { showIf: { field: 'C', is: 'FILLED' } }),
        field('C', { showIf: { field: 'A', is: 'FILLED' } }),
      ],
      [
        'form.0.showIf RULES_CONDITION_CIRCLE',
        'form.1.showIf RULES_CONDITION_CIRCLE',
        'form.2.showIf RULES_CONDITION_CIRCLE',
      ],
    ],
    [
      'a test that does not fit',
      [field('A'), field('B', { showIf: { field: 'A', is: 'AT_LEAST', value: '1' } })],
      ['form.1.showIf.is RULES_CONDITION_TEST_UNFIT'],
    ],
    [
      'a value that is no number',
      [field('A', { type: 'NUMBER' }), field('B', { showIf: { field: 'A', is: 'AT_LEAST', value: 'x' } })],
      ['form.1.showIf.value FIELD_BAD_NUMBER'],
    ],
    [
      'a choice that is none',
      [
        field('A', { type: 'CHOICE', choices: [{ code: 'X', name: 'x' }] }),
        field('B', { showIf: { field: 'A', is: 'IN', value: ['X', 'Y'] } }),
      ],
      ['form.1.showIf.value CHOICE_UNKNOWN'],
    ],
    ['a table without columns', [field('A', { type: 'TABLE' })], ['form.0.columns FIELD_MISSING']],
    ['limits that cross', [field('A', { type: 'NUMBER', min: '10', max: '9.5' })], ['form.0.max RULES_MAX_BELOW_MIN']],
    ['one code twice', [field('A'), field('A')], ['form.1.code RULES_CODE_DUPLICATE']],
  ])('%s', (_, form, expected) => expect(problems(...form)).toEqual(expected));
  it('conditions deeper than five', () => {
    let deep: Condition = { field: 'A', is: 'FILLED' };
    for (let i = 0; i < 5; i++) deep = { not: deep };
    expect(problems(field('A'), field('B', { showIf: deep }))).toEqual([
      'form.1.showIf.not.not.not.not.not RULES_CONDITION_TOO_DEEP',
    ]);
  });
});

// ---- properties

const text = fc.oneof(
  fc.string(),
  fc.constantFrom('', ' ', 'CO', '1', '-0.5', '2026-01-01', '<p>a</p>', 'constructor', '__proto__'),
);
const value = fc.oneof(
  text,
  fc.array(fc.dictionary(fc.constantFrom('TEN', 'SO', 'X', '__proto__'), text), { maxLength: 4 }),
  fc.record({ text, lat: text, lng: text }),
  fc.record({ unit: text, text }),
);
const NAMES = ['A', 'B', 'C', 'D', 'constructor'];
const condition: fc.Arbitrary<Condition> = fc.letrec<{ one: Condition; deep: Condition }>((tie) => ({
  one: fc.record({
    field: fc.constantFrom(...NAMES, 'KHONG_CO'),
    is: fc.constantFrom('EQUALS', 'NOT_EQUALS', 'IN', 'FILLED', 'EMPTY', 'AT_LEAST', 'AT_MOST'),
    value: fc.oneof(text, fc.array(text, { maxLength: 2 })),
  }),
  deep: fc.oneof(
    { maxDepth: 3 },
    tie('one'),
    fc.record({ all: fc.array(tie('deep'), { maxLength: 2 }) }),
    fc.record({ any: fc.array(tie('deep'), { maxLength: 2 }) }),
    fc.record({ not: tie('deep') }),
  ),
})).deep;
const anyField = fc.record(
  {
    type: fc.constantFrom(
      'TEXT',
      'LONG_TEXT',
      'RICH_TEXT',
      'NUMBER',
      'MONEY',
      'DATE',
      'CHOICE',
      'MULTI_CHOICE',
      'TABLE',
      'UNIT',
      'PLACE',
    ),
    required: fc.boolean(),
    showIf: condition,
    requiredIf: condition,
    maxWords: fc.integer({ min: 1, max: 5 }),
    choices: fc.constant([{ code: 'CO', name: 'Có' }]),
    columns: fc.constant(FORCES.columns),
    minRows: fc.integer({ min: 0, max: 2 }),
    levels: fc.constantFrom(['RESIDENTIAL'], ['COMMUNE']),
  },
  { requiredKeys: ['type', 'required'] },
);
const anyForm = fc
  .array(anyField, { minLength: 1, maxLength: 5 })
  .map((list) => list.map((over, index) => field(NAMES[index] ?? '', over as Partial<FormField>)));
const anyContent = fc.dictionary(fc.constantFrom(...NAMES, 'LA'), value);

describe('whatever the form and whatever is sent', () => {
  it('no check throws, a hidden field is never complained about at submission, and what is frozen may be submitted again', () => {
    fc.assert(
      fc.property(anyForm, anyContent, (form, content) => {
        checkDefinition(form);
        const view = viewForm(form, CONTEXT, content);
        const visible = new Set(view.fields.map(({ code }) => code));
        const complete = checkForm(form, CONTEXT, content, { complete: true });
        for (const problem of complete) {
          const code = problem.field.split('.')[1] ?? '';
          if (problem.code !== 'FIELD_UNKNOWN') expect(visible).toContain(code);
        }
        const frozen = visibleContent(form, CONTEXT, content);
        expect(Object.keys(frozen).every((code) => visible.has(code))).toBe(true);
        const known = complete.filter(({ field: at }) => form.some(({ code }) => at.split('.')[1] === code));
        const sorted = (list: typeof known) => list.map((each) => JSON.stringify(each)).sort();
        expect(sorted(checkForm(form, CONTEXT, frozen, { complete: true }))).toEqual(sorted(known));
        plainContent(form, content);
        for (const one of form) isEmptyValue(one, valueOf(content, one.code));
      }),
      { numRuns: 400 },
    );
  });
  it('what may be submitted may be saved', () => {
    fc.assert(
      fc.property(anyForm, anyContent, (form, content) => {
        const seen = visibleContent(form, CONTEXT, content);
        if (checkForm(form, CONTEXT, seen, { complete: true }).length === 0)
          expect(checkForm(form, CONTEXT, seen, { complete: false })).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
  it('shapes of foreign data are told without throwing', () => {
    fc.assert(
      fc.property(fc.anything(), (thing) => {
        expect(typeof isFormValue(thing)).toBe('boolean');
        expect(typeof isCondition(thing)).toBe('boolean');
      }),
    );
  });
});

describe('rich text', () => {
  const run = fc.record({ text: fc.string({ minLength: 1 }) }, {}).chain(({ text: words }) =>
    fc.record({ bold: fc.boolean(), italic: fc.boolean(), underline: fc.boolean() }).map((marks) => ({
      text: words,
      ...(marks.bold ? { bold: true } : {}),
      ...(marks.italic ? { italic: true } : {}),
      ...(marks.underline ? { underline: true } : {}),
    })),
  );
  // Neighbours with the same marks are one run.
  const line = fc.array(run, { maxLength: 4 }).map((runs) =>
    runs.filter((each, index) => {
      const last = runs[index - 1];
      return !last || last.bold !== each.bold || last.italic !== each.italic || last.underline !== each.underline;
    }),
  );
  const block: fc.Arbitrary<RichBlock> = fc.oneof(
    line.map((runs) => ({ kind: 'paragraph' as const, runs })),
    fc
      .tuple(fc.constantFrom('bullets' as const, 'numbers' as const), fc.array(line, { minLength: 1, maxLength: 3 }))
      .map(([kind, items]) => ({ kind, items })),
  );
  it('what is written is read back the same', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 4 }), (blocks) => {
        expect(parseRichText(writeRichText(blocks))).toEqual(blocks);
      }),
      { numRuns: 300 },
    );
  });
  it('any text is refused, or is accepted and read the same after it is written again', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<strong>',
      '</strong>',
      '<em>',
      '</em>',
      '<ul>',
      '</ul>',
      '<li>',
      '</li>',
      '<br>',
      'chữ',
      '&amp;',
      '&lt;',
      '<',
      '&',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
          fc.string(),
        ),
        (html) => {
          const blocks = parseRichText(html);
          plainRichText(html);
          if (blocks) {
            expect(parseRichText(writeRichText(blocks))).toEqual(blocks);
            expect(writeRichText(blocks)).not.toMatch(/<(?!\/?(p|strong|em|u|ul|ol|li|br)>)/);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
  it.each([
    '<p>a',
    'a',
    '<p><p>a</p></p>',
    '<script>x</script>',
    '<p style="x">a</p>',
    '<p>a & b</p>',
    '<ul><p>a</p></ul>',
    '<ul></ul>',
    '<p><strong>a</p></strong>',
    '<P>a</P>',
    '<!-- x -->',
    '<p><a>b</a></p>',
  ])('%j is refused', (html) => expect(parseRichText(html)).toBeUndefined());
  it('an editor may put paragraphs into the items of a list', () => {
    expect(parseRichText('<ul><li><p>a</p><p>b</p></li></ul>\n')).toEqual([
      { kind: 'bullets', items: [[{ text: 'a\nb' }]] },
    ]);
  });
});

describe('numbers', () => {
  it('are shown and typed the Vietnamese way without loss', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -999_999_999_999n, max: 999_999_999_999n }),
        fc.stringMatching(/^(\.[0-9]{0,2}[1-9])?$/),
        (whole, fraction) => {
          const decimal = `${whole}${fraction}`;
          expect(typedNumber(vietnameseNumber(decimal))).toBe(decimal);
        },
      ),
    );
  });
});

describe('a form that changes', () => {
  const before = [field('A', { type: 'LONG_TEXT' }), field('B'), FORCES, field('N', { type: 'NUMBER' })];
  const after = [
    field('A', { type: 'RICH_TEXT' }),
    { ...FORCES, columns: FORCES.columns?.slice(0, 1) ?? [] },
    field('N', { type: 'PLACE' }),
    field('C', { required: true }),
  ];
  it('is told field by field', () => {
    expect(formChanges(before, after)).toEqual([
      { code: 'A', label: 'Nhãn A', kind: 'CHANGED', properties: ['type'] },
      { code: 'LUC_LUONG', label: 'Nhãn LUC_LUONG', kind: 'CHANGED', properties: ['columns'] },
      { code: 'N', label: 'Nhãn N', kind: 'CHANGED', properties: ['type'] },
      { code: 'C', label: 'Nhãn C', kind: 'ADDED', properties: [] },
      { code: 'B', label: 'Nhãn B', kind: 'REMOVED', properties: [] },
    ]);
  });
  it('takes what is written along, as far as it fits, and gives the rest out as text', () => {
    const written = { A: 'một\nhai < ba', B: 'bỏ', LUC_LUONG: [{ TEN: 'Phụ nữ', SO: '12' }], N: '5' };
    const carried = carryContent(before, after, written);
    expect(carried).toEqual({
      content: { A: '<p>một</p><p>hai &lt; ba</p>', LUC_LUONG: [{ TEN: 'Phụ nữ' }], N: { text: '5' } },
      left: [
        { code: 'B', label: 'Nhãn B', text: 'bỏ' },
        { code: 'LUC_LUONG', label: 'Nhãn LUC_LUONG', text: 'Lực lượng: Phụ nữ; Số người: 12 người' },
      ],
    });
    expect(newlyMissing(before, after, CONTEXT, { before: written, after: carried.content })).toEqual(['Nhãn C']);
  });
  it('loses nothing and leaves nothing that could not be saved, whatever the two forms', () => {
    const bare = anyForm.map((form) => {
      for (const each of form) delete each.maxWords;
      return form;
    });
    fc.assert(
      fc.property(bare, bare, anyContent, (old, next, content) => {
        const valid = Object.fromEntries(
          Object.entries(content).filter(([code]) => {
            const of = old.find((each) => each.code === code);
            return of && checkForm([of], CONTEXT, { [code]: content[code] ?? '' }, { complete: false }).length === 0;
          }),
        );
        const { content: kept, left } = carryContent(old, next, valid);
        expect(checkForm(next, CONTEXT, kept, { complete: false })).toEqual([]);
        for (const code of Object.keys(valid)) {
          const of = old.find((each) => each.code === code);
          if (!isEmptyValue(of, valid[code] ?? ''))
            expect(Object.hasOwn(kept, code) || left.some((one) => one.code === code)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('the library of ready fields', () => {
  it('can be used as it stands: no two codes, a sound definition, help and example beside each', () => {
    const form = READY_FIELDS.map((each) => each.field);
    expect(checkDefinition(form)).toEqual([]);
    expect(form.filter(({ help, example }) => !help || !example)).toEqual([]);
  });
});
