import { describe, expect, test } from '@jest/globals';
import { completeList, type ListedUnit } from './unit-list.rules';
import { cleanUnitName, fitsBelow, kindOfName, type UnitKind, type UnitLevel } from './unit-names.rules';

describe('the kind of a unit is told from its name', () => {
  test.each<[string, UnitLevel | undefined, UnitKind | undefined]>([
    ['Tỉnh Hậu Giang', undefined, 'PROVINCE'],
    ['Tỉnh đoàn', undefined, 'MASS_ORGANISATION'],
    ['Thành phố Cần Thơ', 'PROVINCE', 'PROVINCE'],
    ['Thành phố Vị Thanh', 'DISTRICT', 'DISTRICT'],
    ['Thành phố Vị Thanh', undefined, undefined],
    ['Thị xã Long Mỹ', undefined, 'DISTRICT'],
    ['Thị trấn Cái Tắc', undefined, 'COMMUNE'],
    ['Đặc khu Phú Quốc', undefined, 'COMMUNE'],
    ['xã Đất Mũi', undefined, 'COMMUNE'],
    ['Xã Ba Đình'.normalize('NFD'), undefined, 'COMMUNE'],
    ['Ấp 1', undefined, 'RESIDENTIAL'],
    ['Khu vực 3', undefined, 'RESIDENTIAL'],
    ['Ban Chỉ huy quân sự huyện', undefined, 'ARMED_FORCE'],
    ['Ban Dân vận Tỉnh uỷ', undefined, 'AGENCY'],
    ['Hội Nông dân tỉnh', undefined, 'MASS_ORGANISATION'],
    ['Câu lạc bộ Hưu trí', undefined, undefined],
  ])('%s (%s): %s', (name, level, kind) => {
    expect(kindOfName(name, level)).toBe(kind);
  });

  test('a name is stored with single spaces and a capital', () => {
    expect(cleanUnitName('  xã   Đất Mũi ')).toBe('Xã Đất Mũi');
  });
});

test('a commune stands below a district or, since July 2025, below a province', () => {
  const commune = { kind: 'COMMUNE', level: 'COMMUNE' } as const;
  const allowed = (['PROVINCE', 'DISTRICT', 'COMMUNE', 'RESIDENTIAL'] as const).filter((level) =>
    fitsBelow(commune, { kind: level, level }),
  );
  expect(allowed).toEqual(['PROVINCE', 'DISTRICT']);
  expect(fitsBelow({ kind: 'AGENCY', level: 'PROVINCE' }, { kind: 'PROVINCE', level: 'PROVINCE' })).toBe(true);
  expect(fitsBelow(commune, { kind: 'AGENCY', level: 'PROVINCE' })).toBe(false);
});

describe('a list', () => {
  const unit = (row: number, code: string, name: string, parentCode: string | null, level = ''): ListedUnit => ({
    row,
    code,
    name,
    parentCode,
    level,
    kind: '',
  });

  test('may name children before parents', () => {
    const { units, problems } = completeList(
      [unit(1, 'x', 'Xã Vị Đông', 'h'), unit(2, 'h', 'Huyện Vị Thuỷ', 't'), unit(3, 't', 'Tỉnh Hậu Giang', null)],
      new Map(),
    );
    expect(problems).toEqual([]);
    expect(units.map(({ code, level, parentLevel }) => [code, level, parentLevel])).toEqual([
      ['x', 'COMMUNE', 'DISTRICT'],
      ['h', 'DISTRICT', 'PROVINCE'],
      ['t', 'PROVINCE', null],
    ]);
  });

  test('tells what is wrong in which row', () => {
    const { problems } = completeList(
      [
        unit(2, '', 'Xã A', 't'),
        unit(3, 'b', 'Câu lạc bộ', 't'),
        unit(4, 'c', 'Xã C', 'nowhere'),
        unit(5, 'd', 'Tỉnh D', 't'),
        unit(6, 'e', 'Xã E\u0000', 't'),
        unit(7, 'f', 'Xã F', 'g'),
        unit(8, 'g', 'Xã G', 'f'),
      ],
      new Map([['t', { kind: 'PROVINCE', level: 'PROVINCE' }]]),
    );
    expect(problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'FIELD_MISSING'],
      [3, 'UNIT_KIND_UNKNOWN'],
      [4, 'UNIT_PARENT_UNKNOWN'],
      [5, 'UNIT_PARENT_LEVEL'],
      [6, 'FIELD_BAD_CHARACTERS'],
      [7, 'UNIT_PARENT_LEVEL'],
      [8, 'UNIT_PARENT_LEVEL'],
    ]);
  });
});
