import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkWorkflow, diagram } from '@app/workflow';
import { validateRules } from './round-rules.check.rules';
import { endOfDayAfter, nextStage, TEMPLATES, windowState } from './round-rules.rules';
import { rulesFromTemplate } from './round-templates.rules';
import { ROUND_WORKFLOW } from './round.workflow';
import { isCalendarDay } from './shape.rules';

const window = { opensAt: '2025-01-01T00:00:00Z', closesAt: '2025-06-01T00:00:00Z' };
const rules = () => rulesFromTemplate('THREE_LEVEL_2024', window);

/** The rules with one place set to another value. */
const changed = (path: string, value: unknown): unknown => {
  const copy: unknown = rules();
  const parts = path.split('.');
  let here = copy as Record<string, unknown>;
  for (const part of parts.slice(0, -1)) here = here[part] as Record<string, unknown>;
  here[parts.at(-1) ?? ''] = value;
  return copy;
};

describe('the built-in templates', () => {
  it.each(TEMPLATES)('%s is sound', (template) => {
    expect(validateRules(rulesFromTemplate(template, window))).toEqual([]);
  });

  it('differ in the district only', () => {
    const kinds = (template: (typeof TEMPLATES)[number]) =>
      rulesFromTemplate(template, window).chain.map((stage) => stage.code);
    expect(kinds('THREE_LEVEL_2024')).toEqual(['XA', 'HUYEN', 'TINH', 'CHAM_DIEM', 'HOI_DONG', 'QUYET_DINH']);
    expect(kinds('TWO_LEVEL_2025')).toEqual(['XA', 'TINH', 'CHAM_DIEM', 'HOI_DONG', 'QUYET_DINH']);
  });

  it('are copies: a change in one round reaches no other', () => {
    const one = rules();
    one.form.pop();
    expect(rules().form).toHaveLength(10);
  });
});

describe('rules are refused for', () => {
  it.each<[string, string, unknown, string, string]>([
    ['a negative quota', 'chain.0.quota.max', -1, 'chain.0.quota.max', 'FIELD_BELOW_MIN'],
    ['a quota that is no whole number', 'chain.0.quota.max', 1.5, 'chain.0.quota.max', 'FIELD_BAD_NUMBER'],
    ['NaN', 'chain.0.days', Number.NaN, 'chain.0.days', 'FIELD_BAD_NUMBER'],
    ['the 31st of February', 'registration.opensAt', '2025-02-31T00:00:00Z', 'registration.opensAt', 'FIELD_BAD_DATE'],
    [
      'an instant without time zone',
      'registration.opensAt',
      '2025-02-03T00:00:00',
      'registration.opensAt',
      'FIELD_BAD_DATE',
    ],
    [
      'an end before the beginning',
      'registration.closesAt',
      '2024-01-01T00:00:00Z',
      'registration.closesAt',
      'RULES_CLOSES_BEFORE_OPENS',
    ],
    ['an unknown rubric', 'categories.0.rubric', 'KHONG_CO', 'categories.0.rubric', 'RULES_RUBRIC_UNKNOWN'],
    [
      'a tie-break by an unknown criterion',
      'chain.3.scoring.tieBreak',
      ['KET_QUA', 'X'],
      'chain.3.scoring.tieBreak.1',
      'RULES_CRITERION_UNKNOWN',
    ],
    [
      'a threshold above one',
      'chain.4.voting.threshold',
      { num: 4, den: 3 },
      'chain.4.voting.threshold',
      'RULES_FRACTION_OUT_OF_RANGE',
    ],
    [
      'a threshold of zero',
      'chain.4.voting.threshold',
      { num: 0, den: 3 },
      'chain.4.voting.threshold',
      'RULES_FRACTION_OUT_OF_RANGE',
    ],
    ['a zero denominator', 'chain.4.voting.quorum', { num: 1, den: 0 }, 'chain.4.voting.quorum.den', 'FIELD_BELOW_MIN'],
    ['two stages of one code', 'chain.1.code', 'XA', 'chain.1.code', 'RULES_CODE_DUPLICATE'],
    ['levels that fall', 'chain.1.level', 'COMMUNE', 'chain.1.level', 'RULES_CHAIN_LEVELS_MUST_RISE'],
    ['a field of two same codes', 'form.1.code', 'LY_DO', 'form.1.code', 'RULES_CODE_DUPLICATE'],
    ['a wrong kind of stage', 'chain.0.kind', 'PARTY', 'chain.0.kind', 'FIELD_BAD_ENUM'],
    ['a key that nobody knows', 'money.bonus', '1', 'money.bonus', 'FIELD_UNKNOWN'],
    ['NUL in a text', 'form.0.label', 'a\0b', 'form.0.label', 'FIELD_BAD_CHARACTERS'],
    ['a lone surrogate', 'form.0.label', 'a\ud800', 'form.0.label', 'FIELD_BAD_CHARACTERS'],
    [
      'a negative coefficient',
      'awardForms.0.coefficient.COLLECTIVE',
      '-1',
      'awardForms.0.coefficient.COLLECTIVE',
      'FIELD_BELOW_MIN',
    ],
    ['a band that no rubric has', 'awardForms.0.minBand', 'NHAT', 'awardForms.0.minBand', 'RULES_BAND_UNKNOWN'],
    [
      'a maximum in a rubric that is no number',
      'rubrics.0.criteria.0.max',
      'NaN',
      'rubrics.0.criteria.0.max',
      'FIELD_BAD_NUMBER',
    ],
    ['rounding to nothing', 'money.roundTo', '0', 'money.roundTo', 'RULES_NOT_POSITIVE'],
  ])('%s', (_rule, path, value, place, code) => {
    expect(validateRules(changed(path, value)).map((problem) => [problem.path, problem.code])).toEqual([[place, code]]);
  });

  it.each([null, 1, 'x', [], {}])('something that is no rules at all: %j', (value) => {
    expect(validateRules(value)).not.toEqual([]);
  });

  it('all reasons at once', () => {
    const bad = rules();
    bad.chain[0]!.days = 0;
    bad.form[0]!.label = '';
    expect(validateRules(bad).map((problem) => problem.path)).toEqual(['chain.0.days', 'form.0.label']);
  });
});

describe('the next stage', () => {
  it.each<[string[], string[]]>([
    [
      ['COMMUNE', 'DISTRICT', 'PROVINCE'],
      ['XA', 'HUYEN', 'TINH', 'CHAM_DIEM', 'HOI_DONG', 'QUYET_DINH'],
    ],
    [
      ['DISTRICT', 'PROVINCE'],
      ['HUYEN', 'TINH', 'CHAM_DIEM', 'HOI_DONG', 'QUYET_DINH'],
    ],
    [['PROVINCE'], ['TINH', 'CHAM_DIEM', 'HOI_DONG', 'QUYET_DINH']],
    [[], ['CHAM_DIEM', 'HOI_DONG', 'QUYET_DINH']],
  ])('skips levels where the unit has nobody above it: %j', (levels, codes) => {
    const seen: string[] = [];
    for (let stage = nextStage(rules(), null, levels); stage; stage = nextStage(rules(), stage.code, levels))
      seen.push(stage.code);
    expect(seen).toEqual(codes);
  });
});

describe('time', () => {
  it('of processing ends with the day in Viet Nam', () => {
    expect(endOfDayAfter(new Date('2025-03-01T18:00:00Z'), 10).toISOString()).toBe('2025-03-12T16:59:59.000Z');
  });
  it('of processing does not go beyond the end of the stage', () => {
    expect(endOfDayAfter(new Date('2025-03-01T02:00:00Z'), 10, '2025-03-05T00:00:00Z').toISOString()).toBe(
      '2025-03-05T00:00:00.000Z',
    );
  });
  it.each([
    ['2024-12-31T23:59:59.999Z', 'BEFORE'],
    ['2025-01-01T00:00:00.000Z', 'OPEN'],
    ['2025-05-31T23:59:59.999Z', 'OPEN'],
    ['2025-06-01T00:00:00.000Z', 'AFTER'],
  ])('%s is %s the registration window', (now, state) => {
    expect(windowState(window, new Date(now))).toBe(state);
  });
  it.each([
    ['2024-02-29', true],
    ['2025-02-29', false],
    ['2025-02-31', false],
    ['2025-13-01', false],
    ['2025-1-1', false],
  ])('%s exists: %s', (day, exists) => expect(isCalendarDay(day)).toBe(exists));
});

describe('the table of states of a round', () => {
  it('has no dead ends and is the diagram of the README', () => {
    expect(checkWorkflow(ROUND_WORKFLOW)).toEqual([]);
    expect(readFileSync(join(__dirname, '../README.md'), 'utf8')).toContain(diagram(ROUND_WORKFLOW));
  });
});
