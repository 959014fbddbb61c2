import { describe, expect, it } from '@jest/globals';
import type { AwardForm } from '@app/programmes';
import { awardFormFits, defaultAwardForm } from './award.rules';

const bands = [
  { code: 'XS', name: 'Xuất sắc', min: '90' },
  { code: 'TOT', name: 'Tốt', min: '80' },
];
const form = (code: string, minBand: string | null, family: AwardForm['family'] = 'STATE'): AwardForm => ({
  code,
  name: code,
  level: 'PROVINCE',
  coefficient: { COLLECTIVE: '3', INDIVIDUAL: '1.5', HOUSEHOLD: '1.5' },
  minBand,
  family,
});
const forms = [
  form('CONG_NHAN', null),
  form('GIAY_KHEN', 'TOT'),
  form('BANG_KHEN', 'XS'),
  form('BANG_KHEN_2', 'XS'),
  form('TU', 'XS', 'PARTY'),
];
const rules = {
  awardForms: forms,
  chain: [{ code: 'QD', kind: 'DECISION' as const, level: 'PROVINCE' as const, name: 'Quyết định', days: 10 }],
};

describe('the proposed award form', () => {
  it.each([
    ['95.00', 'XS', 'BANG_KHEN'],
    ['90.00', 'XS', 'BANG_KHEN'],
    ['89.99', 'TOT', 'GIAY_KHEN'],
    ['70.00', null, 'CONG_NHAN'],
    [null, null, 'CONG_NHAN'],
  ])('for %s points in band %s is %s', (score, band, code) => {
    expect(defaultAwardForm(rules, 'STATE', bands, { score, band })?.code).toBe(code);
  });

  it('is of the family of the decision', () => {
    expect(defaultAwardForm(rules, 'PARTY', bands, { score: '95.00', band: 'XS' })?.code).toBe('TU');
    expect(defaultAwardForm(rules, 'PARTY', bands, { score: '85.00', band: 'TOT' })).toBeUndefined();
  });

  it('is of the level that decides: a province does not propose a commune’s giấy khen', () => {
    const commune = { ...rules, awardForms: [{ ...form('GIAY_KHEN_XA', null), level: 'COMMUNE' as const }] };
    expect(defaultAwardForm(commune, 'STATE', bands, { score: '95.00', band: 'XS' })).toBeUndefined();
  });

  it('needs a band: an entry that is not eligible for ranking gets no ranked form, whatever its points', () => {
    expect(awardFormFits(forms[2] as AwardForm, bands, { score: '99.00', band: null })).toBe(false);
  });
});
