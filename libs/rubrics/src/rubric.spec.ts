import { describe, expect, it } from '@jest/globals';
import { COLLECTIVE_MODEL, INDIVIDUAL_EXEMPLAR } from './default-rubrics.rules';
import {
  bandOf,
  checkMark,
  flattenCriteria,
  fullMarks,
  totalOf,
  validateRubric,
  type Criterion,
  type Rubric,
} from './rubric.rules';
import { decimalText, parseDecimal } from './decimal-text.rules';

const criterion: Criterion = { code: 'A', name: 'A', kind: 'POINTS', max: '10', step: '0.5', decimals: 1 };
const gate: Criterion = { code: 'G', name: 'G', kind: 'GATE', max: '1', step: null, decimals: 0 };
const rubric = (criteria: Criterion[], bands: Rubric['bands'] = []): Rubric => ({
  code: 'R',
  name: 'R',
  criteria,
  bands,
});

describe('a mark', () => {
  it.each([
    ['0', undefined],
    ['9.5', undefined],
    ['9.50', undefined],
    ['10', undefined],
    ['10.5', 'MARK_ABOVE_MAX'],
    ['-0.5', 'MARK_NEGATIVE'],
    ['9.3', 'MARK_WRONG_STEP'],
    ['9.25', 'MARK_TOO_MANY_DECIMALS'],
    ['NaN', 'MARK_NOT_A_NUMBER'],
    ['Infinity', 'MARK_NOT_A_NUMBER'],
    ['1e1', 'MARK_NOT_A_NUMBER'],
    ['9,5', 'MARK_NOT_A_NUMBER'],
    [' 9', 'MARK_NOT_A_NUMBER'],
    ['', 'MARK_NOT_A_NUMBER'],
    ['0x9', 'MARK_NOT_A_NUMBER'],
    ['٩', 'MARK_NOT_A_NUMBER'],
    [9.5, 'MARK_NOT_A_NUMBER'],
    [null, 'MARK_NOT_A_NUMBER'],
  ])('%j of 10 in steps of 0.5: %s', (points, problem) => {
    expect(checkMark(criterion, points)).toBe(problem);
  });

  it('of a gate is 0 or 1', () => {
    expect(['0', '1', '0.5', '2'].map((points) => checkMark(gate, points))).toEqual([
      undefined,
      undefined,
      'MARK_GATE_IS_0_OR_1',
      'MARK_GATE_IS_0_OR_1',
    ]);
  });
});

describe('a total', () => {
  it('is exact where floats are not', () => {
    const three = rubric(['A', 'B', 'C'].map((code) => ({ ...criterion, code, step: null })));
    expect(totalOf(three, { A: '0.1', B: '0.2', C: '0.3' }).total).toBe('0.6');
  });

  it('adds leaves only, keeps bonus apart, tells a violated gate and what is missing', () => {
    const tree = rubric([
      {
        ...criterion,
        code: 'H',
        max: '10',
        children: [
          { ...criterion, code: 'A', max: '4' },
          { ...criterion, code: 'B', max: '6' },
        ],
      },
      { ...criterion, code: 'T', kind: 'BONUS', max: '5' },
      gate,
    ]);
    expect(flattenCriteria(tree).map((leaf) => leaf.code)).toEqual(['A', 'B', 'T', 'G']);
    expect(totalOf(tree, { A: '3.5', T: '2', G: '1', H: '10', X: '9' })).toEqual({
      total: '5.5',
      points: '3.5',
      bonus: '2',
      gateFailed: true,
      missing: ['B'],
    });
  });

  it('does not miss a bonus that nobody gave', () => {
    const tree = rubric([criterion, { ...criterion, code: 'T', kind: 'BONUS', max: '5' }, gate]);
    expect(totalOf(tree, { [criterion.code]: '1', G: '0' }).missing).toEqual([]);
  });

  it('never takes an inherited property for a mark', () => {
    const odd = rubric([{ ...criterion, code: 'constructor' }]);
    expect(totalOf(odd, {}).missing).toEqual(['constructor']);
  });
});

describe('a band', () => {
  it.each([
    ['90', 'XUAT_SAC'],
    ['89.9999', 'TOT'],
    ['80', 'TOT'],
    ['79.5', 'KHA'],
    ['65', 'KHA'],
    ['64.9999', undefined],
    ['105', 'XUAT_SAC'],
  ])('%s points: %s', (total, band) => {
    expect(bandOf(COLLECTIVE_MODEL, total)?.code).toBe(band);
  });
});

describe('a rubric', () => {
  it.each([COLLECTIVE_MODEL, INDIVIDUAL_EXEMPLAR])('of the templates is sound and has 100 points: $code', (built) => {
    expect([validateRubric(built), fullMarks(built)]).toEqual([[], '100']);
  });

  it.each<[string, Rubric, string, string]>([
    ['no criteria', rubric([]), 'criteria', 'FIELD_MISSING'],
    ['two of one code', rubric([criterion, criterion]), 'criteria.1.code', 'RULES_CODE_DUPLICATE'],
    ['bad code', rubric([{ ...criterion, code: 'a b' }]), 'criteria.0.code', 'RULES_CODE_INVALID'],
    ['zero maximum', rubric([{ ...criterion, max: '0' }]), 'criteria.0.max', 'RULES_MAX_NOT_POSITIVE'],
    [
      'step that does not divide',
      rubric([{ ...criterion, step: '0.3' }]),
      'criteria.0.step',
      'RULES_STEP_DOES_NOT_DIVIDE_MAX',
    ],
    ['only a gate', rubric([gate]), 'criteria', 'RULES_RUBRIC_HAS_NO_POINTS'],
    [
      'children that do not add up',
      rubric([{ ...criterion, children: [{ ...criterion, code: 'B', max: '9' }] }]),
      'criteria.0.max',
      'RULES_MAX_IS_NOT_SUM_OF_CHILDREN',
    ],
    [
      'two bands of one minimum',
      rubric(
        [criterion],
        [
          { code: 'X', name: 'X', min: '9' },
          { code: 'Y', name: 'Y', min: '9.0' },
        ],
      ),
      'bands.1.min',
      'RULES_BAND_MIN_DUPLICATE',
    ],
  ])('is refused for %s', (_rule, bad, path, code) => {
    expect(validateRubric(bad)).toContainEqual({ path, code });
  });
});

describe('decimal text', () => {
  it('comes back as the shortest writing of the same number', () => {
    expect(['0', '12.50', '-3.140', '100'].map((text) => decimalText(parseDecimal(text) ?? -1n))).toEqual([
      '0',
      '12.5',
      '-3.14',
      '100',
    ]);
  });
});
