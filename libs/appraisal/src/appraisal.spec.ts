import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesFromTemplate, type StageRule } from '@app/programmes';
import { checkWorkflow, diagram } from '@app/workflow';
import { isReturnDeadline, returnsLeft, unanswered } from './appraisal.rules';
import { APPRAISAL_WORKFLOW } from './appraisal.workflow';

const stage = rulesFromTemplate('THREE_LEVEL_2024', {
  opensAt: '2025-01-01T00:00:00Z',
  closesAt: '2025-06-01T00:00:00Z',
}).chain[0] as StageRule;

describe('the table of an appraisal', () => {
  it('has no dead ends and is the diagram of the README', () => {
    expect(checkWorkflow(APPRAISAL_WORKFLOW)).toEqual([]);
    expect(readFileSync(join(__dirname, '../README.md'), 'utf8')).toContain(diagram(APPRAISAL_WORKFLOW));
  });
});

describe('an appraisal', () => {
  it('is complete when every item has an answer, be it yes or no', () => {
    const all = Object.fromEntries((stage.checklist ?? []).map(({ code }, i) => [code, { ok: i > 0, note: '' }]));
    expect([unanswered(stage, all), unanswered(stage, { ...all, SO_LIEU: { ok: null, note: 'chưa rõ' } })]).toEqual([
      [],
      ['SO_LIEU'],
    ]);
  });

  it.each([
    ['2025-03-01T09:59:59Z', false],
    ['2025-03-01T10:00:00Z', false],
    ['2025-03-02T10:00:00Z', true],
    ['2025-03-16T16:59:59Z', true],
    ['2025-03-16T17:00:00Z', false],
  ])('returned on 1 March at 17:00 may be due %s: %s', (deadline, ok) => {
    expect(isReturnDeadline(stage, new Date(deadline), new Date('2025-03-01T10:00:00Z'))).toBe(ok);
  });

  it('may be returned as often as the stage says', () => {
    expect([0, 1, 2, 3].map((n) => returnsLeft(stage, n))).toEqual([2, 1, 0, 0]);
    expect(returnsLeft({ ...stage, returnLimit: undefined }, 9)).toBe(null);
  });
});
