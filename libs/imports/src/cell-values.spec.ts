import { describe, expect, it } from '@jest/globals';
import { dayOf, figureOf, isTick } from './cell-values.rules';
import { likeness, shapeOf } from './fold.rules';

describe('what stands in a cell', () => {
  it('is read as the figure that people mean', () => {
    const read = (text: string) => {
      const figure = figureOf(text);
      return figure && [figure.qualifier, figure.amount, figure.unit, figure.unclear];
    };
    expect(
      [
        'khoảng 120',
        'trên 1.250',
        '1.250,5',
        'hơn 30 triệu',
        '1728 kg',
        '83',
        '1,5 tỷ đồng',
        'Ước khoảng 2.000.000 đ',
        '1,250',
        '1 250 000',
        '~15',
        'gần 1.200 hộ',
        '0,75 km',
      ].map(read),
    ).toEqual([
      ['ABOUT', '120', '', false],
      ['OVER', '1250', '', false],
      ['EXACT', '1250.5', '', false],
      ['OVER', '30000000', '', false],
      ['EXACT', '1728', 'kg', false],
      ['EXACT', '83', '', false],
      ['EXACT', '1500000000', 'đồng', false],
      ['ABOUT', '2000000', 'đ', false],
      ['EXACT', '1250', '', true],
      ['EXACT', '1250000', '', false],
      ['ABOUT', '15', '', false],
      ['ABOUT', '1200', 'hộ', false],
      ['EXACT', '0.75', 'km', false],
    ]);
    expect(['nhiều', '', '10-20 hộ', 'a 5', '3/4'].map(read)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is read as a day that exists', () => {
    expect(
      [
        '27/01/2024',
        '5-2-24',
        '05.02.1999',
        '1/1/75',
        'ngày 05 tháng 02 năm 2026',
        '2024-02-29',
        '45351',
        '45351.5',
      ].map(dayOf),
    ).toEqual([
      '2024-01-27',
      '2024-02-05',
      '1999-02-05',
      '1975-01-01',
      '2026-02-05',
      '2024-02-29',
      '2024-02-29',
      '2024-02-29',
    ]);
    expect(['31/02/2024', '02/2024', 'quý I', '13', '12/31/2024', ''].map(dayOf)).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });

  it('is a tick in all its ways', () => {
    expect(['x', 'X', '✓', '1', '×', ' x ', 'v', ''].map(isTick)).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it('is alike when a word or mark differs, but not when a figure does', () => {
    expect(likeness(shapeOf('thap sang duong que ap 3'), shapeOf('thap sang duong que ap 4'))).toBe(0);
    expect(likeness(shapeOf('thap sang duong que ap 3'), shapeOf('thap sang duong qe ap 3'))).toBeGreaterThan(0.85);
    expect(likeness(shapeOf('bep an tinh thuong'), shapeOf('tieng keng an ninh'))).toBeLessThan(0.4);
  });
});
