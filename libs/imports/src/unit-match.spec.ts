import { describe, expect, it } from '@jest/globals';
import { type KnownUnit, type PlaceCells, UnitMatcher } from './unit-match.rules';

const unit = (id: string, name: string, kind: string, path: string, successors?: string[]): KnownUnit => ({
  id,
  name,
  kind,
  path,
  ...(successors ? { successors } : {}),
});
const UNITS = [
  unit('hg', 'Tỉnh Hậu Giang', 'PROVINCE', '1'),
  unit('vt', 'Huyện Vị Thuỷ', 'DISTRICT', '1.2'),
  unit('vtx', 'Xã Vị Thuỷ', 'COMMUNE', '1.2.3'),
  unit('ap3', 'Ấp 3', 'RESIDENTIAL', '1.2.3.4'),
  unit('nm', 'Thị trấn Nàng Mau', 'COMMUNE', '1.2.5'),
  unit('lm', 'Huyện Long Mỹ', 'DISTRICT', '1.6'),
  unit('lmt', 'Thị xã Long Mỹ', 'DISTRICT', '1.7'),
  unit('vt1', 'Xã Vĩnh Tường', 'COMMUNE', '1.2.8'),
  unit('vt2', 'Phường Vĩnh Tường', 'COMMUNE', '1.7.9'),
  unit('p1', 'Phường I', 'COMMUNE', '1.7.10'),
  unit('hl', 'Xã Hoả Lựu', 'COMMUNE', '1.7.11'),
  unit('th1', 'Xã Tân Hoà', 'COMMUNE', '1.7.12'),
  unit('th2', 'Xã Tân Hóa', 'COMMUNE', '1.7.13'),
  unit('hlpn', 'Hội Liên hiệp Phụ nữ tỉnh', 'MASS_ORGANISATION', '1.14'),
];
const PAST = [
  unit('o1', 'Huyện Cũ', 'DISTRICT', '9.1'),
  unit('o2', 'Xã Cũ Một', 'COMMUNE', '9.1.1', ['nm']),
  unit('o3', 'Xã Chia Hai', 'COMMUNE', '9.1.2', ['nm', 'hl']),
];
const matcher = (answers: [string, string][] = [], without: string[] = []) =>
  new UnitMatcher(
    UNITS,
    PAST,
    new Set(UNITS.map(({ id }) => id).filter((id) => !without.includes(id))),
    new Map(answers),
  );
const found = (cells: PlaceCells, by = matcher()): unknown => {
  const match = by.match(cells);
  return match.kind === 'FOUND' ? [match.unitId, ...match.notes.map(({ code }) => code)] : match.kind;
};

describe('a unit by the name that people write', () => {
  it('is found whatever the marks, case, spaces, tone spelling and short forms', () => {
    for (const commune of [
      'Xã Vị Thuỷ',
      'xã  VỊ THỦY',
      'X. Vị Thủy',
      'xa vi thuy',
      'Vị Thuỷ',
      'Xã Vị Thuỷ'.normalize('NFD'),
    ])
      expect([commune, found({ commune, district: 'H. Vị Thủy' })]).toEqual([commune, ['vtx']]);
    expect(found({ commune: 'TT Nàng Mau', district: 'Vị Thuỷ' })).toEqual(['nm']);
    expect(found({ commune: 'Xã Hỏa Lựu' })).toEqual(['hl']);
    expect(found({ commune: 'P.1', district: 'TX. Long Mỹ' })).toEqual(['p1']);
  });

  it('is found by place inside wider ones, in one cell or several', () => {
    expect(found({ unit: 'Ấp 3, xã Vị Thuỷ, huyện Vị Thuỷ' })).toEqual(['ap3']);
    expect(found({ unit: 'ấp 3 xã Vị Thủy' })).toEqual(['ap3']);
    expect(found({ unit: 'Ấp 3', commune: 'Vị Thuỷ', province: 'Tỉnh Hậu Giang' })).toEqual(['ap3']);
    expect(found({ commune: 'Vĩnh Tường', groups: ['II. HUYỆN VỊ THUỶ'] })).toEqual(['vt1']);
    expect(found({ unit: 'Phường Vĩnh Tường thị xã Long Mỹ' })).toEqual(['vt2']);
    expect(found({ unit: 'Hội Liên hiệp Phụ nữ tỉnh' })).toEqual(['hlpn']);
  });

  it('is asked for where several fit, with all of them; what was answered holds', () => {
    expect(matcher().match({ commune: 'Vĩnh Tường' })).toEqual({
      kind: 'AMBIGUOUS',
      name: 'Vĩnh Tường',
      key: 'vinh tuong',
      candidates: ['vt1', 'vt2'],
    });
    expect(found({ commune: 'Vĩnh Tường' }, matcher([['vinh tuong', 'vt2']]))).toEqual(['vt2']);
    expect(found({ commune: 'Phường Vĩnh Tường' })).toEqual(['vt2']);
    expect(found({ commune: 'Xã Tân Hoà' })).toEqual(['th1']);
    expect(found({ commune: 'Xã Tân Hoá' })).toEqual(['th2']);
    expect(found({ commune: 'xa tan hoa' })).toBe('AMBIGUOUS');
  });

  it('with an old name is the one that carries it on; a divided one is asked', () => {
    expect(found({ commune: 'Xã Cũ Một', district: 'Huyện Cũ' })).toEqual(['nm', 'IMPORT_UNIT_SUCCEEDED']);
    expect(found({ commune: 'Xã Chia Hai', district: 'Huyện Cũ' })).toBe('AMBIGUOUS');
  });

  it('without a place of its own is registered for the one above, and it is said', () => {
    expect(found({ unit: 'Hội Nông dân xã Hoả Lựu' })).toEqual(['hl', 'IMPORT_UNIT_ABOVE']);
    expect(found({ unit: 'Ấp 9', commune: 'Xã Hoả Lựu' })).toEqual(['hl', 'IMPORT_UNIT_ABOVE']);
    expect(found({ unit: 'Ấp 9', commune: 'Xã Vị Thuỷ' })).toBe('UNKNOWN');
    expect(found({ commune: 'Xã Nàng Mau' })).toEqual(['nm', 'IMPORT_UNIT_KIND']);
  });

  it('outside the reach of the import is not there', () => {
    expect(found({ commune: 'Xã Hoả Lựu' }, matcher([], ['hl']))).toBe('UNKNOWN');
    expect(found({ commune: 'Vĩnh Tường' }, matcher([], ['vt1']))).toEqual(['vt2']);
    expect(found({ commune: 'Xã Hoả Lựu', district: 'Huyện Long Mỹ' })).toBe('UNKNOWN');
    expect(found({})).toBe('MISSING');
  });
});
