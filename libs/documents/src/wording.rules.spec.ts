import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { breakLongWords, cleanDeep, cleanText } from './text.rules';
import {
  formatCount,
  formatMoney,
  formatNumber,
  formatShare,
  longDate,
  longDateTime,
  moneyInWords,
  shortDate,
  vietnamTime,
  wholeMoney,
} from './wording.rules';

describe('dates on paper', () => {
  it('pads days 1-9 and months 1-2 only', () => {
    const dates = ['2026-02-05', '2026-01-31', '2026-03-09', '2026-09-10', '2026-10-01', '2026-12-25'];
    expect(dates.map(longDate)).toEqual([
      'ngày 05 tháng 02 năm 2026',
      'ngày 31 tháng 01 năm 2026',
      'ngày 09 tháng 3 năm 2026',
      'ngày 10 tháng 9 năm 2026',
      'ngày 01 tháng 10 năm 2026',
      'ngày 25 tháng 12 năm 2026',
    ]);
    expect(shortDate('2026-03-09')).toBe('09/03/2026');
  });

  it('refuses days that do not exist', () => {
    for (const date of ['2026-02-29', '2026-13-01', '2026-00-10', '05/02/2026', '']) {
      expect(() => longDate(date)).toThrow(RangeError);
    }
    expect(longDate('2024-02-29')).toBe('ngày 29 tháng 02 năm 2024');
  });

  it("tells an instant by Vietnam's clock", () => {
    expect(vietnamTime('2026-01-04T17:05:00Z')).toEqual({ date: '2026-01-05', time: '00:05' });
    expect(longDateTime('2026-01-04T17:05:00Z')).toBe('00 giờ 05 phút, ngày 05 tháng 01 năm 2026');
  });
});

describe('figures on paper', () => {
  it('groups thousands by points and parts decimals by a comma', () => {
    const values = ['1234.5', '1234567', '0.50', '92.00', '-1000', '007', '999'];
    expect(values.map(formatNumber)).toEqual(['1.234,5', '1.234.567', '0,5', '92', '-1.000', '7', '999']);
    for (const bad of ['NaN', '1e5', '', '1,5', 'Infinity']) expect(() => formatNumber(bad)).toThrow(RangeError);
  });

  it('keeps every digit of any whole number', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        (n) => formatNumber(String(n)).replaceAll('.', '') === String(n),
      ),
    );
  });

  it('writes money as whole đồng', () => {
    expect(formatMoney('3510000')).toBe('3.510.000 đồng');
    expect(formatMoney(3510000n)).toBe('3.510.000 đồng');
    expect(wholeMoney('3510000.00')).toBe(3510000n);
    expect(() => formatMoney('0.5')).toThrow(RangeError);
  });

  it('spells money in Vietnamese', () => {
    const spelled: [string, string][] = [
      ['3510000', 'Ba triệu năm trăm mười nghìn đồng'],
      ['0', 'Không đồng'],
      ['21', 'Hai mươi mốt đồng'],
      ['11', 'Mười một đồng'],
      ['15', 'Mười lăm đồng'],
      ['55', 'Năm mươi lăm đồng'],
      ['105', 'Một trăm linh năm đồng'],
      ['7020000', 'Bảy triệu không trăm hai mươi nghìn đồng'],
      ['1005000', 'Một triệu không trăm linh năm nghìn đồng'],
      ['1000000', 'Một triệu đồng'],
      ['2000000015', 'Hai tỷ không trăm mười lăm đồng'],
      ['1250000000000', 'Một nghìn hai trăm năm mươi tỷ đồng'],
      ['-510000', 'Âm năm trăm mười nghìn đồng'],
    ];
    expect(spelled.map(([value]) => moneyInWords(value))).toEqual(spelled.map(([, text]) => text));
  });

  it('rounds shares half up, exactly', () => {
    expect([formatShare(6, 7), formatShare(2, 3), formatShare(3, 4), formatShare(1, 8000), formatShare(0, 0)]).toEqual([
      '85,71%',
      '66,67%',
      '75%',
      '0,01%',
      '0%',
    ]);
  });

  it('pads counts below ten', () => {
    expect([0, 3, 12, 2071].map(formatCount)).toEqual(['00', '03', '12', '2.071']);
  });
});

describe('text for documents', () => {
  it('is NFC and holds no control characters or lone surrogates', () => {
    expect(cleanText('Dân vận khéo'.normalize('NFD'))).toBe('Dân vận khéo');
    expect(cleanText('a\0b\uD800c\u0008d\te\n')).toBe('abcd\te\n');
    expect(cleanText('hoa 🌸')).toBe('hoa 🌸');
    expect(cleanDeep({ a: ['é'.normalize('NFD'), 1, null], b: { c: '\0' } })).toEqual({
      a: ['é', 1, null],
      b: { c: '' },
    });
  });

  it('lets long words break and leaves ordinary text alone', () => {
    expect(breakLongWords('Vận động Nhân dân')).toBe('Vận động Nhân dân');
    expect(
      breakLongWords('x'.repeat(45))
        .split('\u200B')
        .map((part) => part.length),
    ).toEqual([20, 20, 5]);
  });
});
