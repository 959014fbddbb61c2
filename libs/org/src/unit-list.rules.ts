import {
  cleanUnitName,
  fitsBelow,
  isPlace,
  kindOfName,
  UNIT_KINDS,
  UNIT_LEVELS,
  type UnitKind,
  type UnitLevel,
} from './unit-names.rules';

/** One unit of a list as it was read; `row` counts as people see it in the file. */
export interface ListedUnit {
  readonly row: number;
  readonly code: string;
  readonly name: string;
  /** PROVINCE or province, or in words: tỉnh, huyện, xã, thôn; empty = told from the name. */
  readonly level: string;
  /** As level; empty = told from the name. */
  readonly kind: string;
  readonly parentCode: string | null;
}

/** A unit ready to be written; the parent is found by code and level. */
export interface ImportUnit {
  readonly row: number;
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  readonly parentCode: string | null;
  readonly parentLevel: UnitLevel | null;
}

export type ListProblemCode =
  | 'FIELD_MISSING'
  | 'FIELD_TOO_LONG'
  | 'FIELD_BAD_CHARACTERS'
  | 'IMPORT_CODE_TWICE'
  | 'UNIT_KIND_UNKNOWN'
  | 'UNIT_PARENT_UNKNOWN'
  | 'UNIT_PARENT_LEVEL';
export interface ListProblem {
  readonly row: number;
  readonly code: ListProblemCode;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface KnownParent {
  readonly kind: UnitKind;
  readonly level: UnitLevel;
}

const WORDS: readonly (readonly [RegExp, UnitLevel])[] = [
  [/^(tỉnh|cấp tỉnh|thành phố trực thuộc trung ương)$/, 'PROVINCE'],
  [/^(huyện|cấp huyện|quận|thị xã)$/, 'DISTRICT'],
  [/^(xã|cấp xã|phường|thị trấn|đặc khu)$/, 'COMMUNE'],
  [/^(thôn|ấp|bản|khu vực|khu phố|tổ dân phố|khóm|buôn|làng|khu dân cư)$/, 'RESIDENTIAL'],
];
const KIND_WORDS: readonly (readonly [RegExp, UnitKind])[] = [
  [/^(cơ quan|sở|ban|ngành)$/, 'AGENCY'],
  [/^(lực lượng vũ trang|llvt|quân đội|công an)$/, 'ARMED_FORCE'],
  [/^(đoàn thể|mặt trận|tổ chức chính trị - xã hội|hội)$/, 'MASS_ORGANISATION'],
];

/**
 * Completes a list: kinds and levels from words and names, levels of parents from the list or from `known`.
 *
 * @param known units that are there already, by code
 */
export function completeList(
  listed: readonly ListedUnit[],
  known: ReadonlyMap<string, KnownParent>,
): { units: ImportUnit[]; problems: ListProblem[] } {
  const problems: ListProblem[] = [];
  const seen = new Map<string, ListedUnit>();
  for (const unit of listed) {
    const problem = textProblem(unit);
    if (problem) problems.push({ row: unit.row, ...problem });
    else if (seen.has(unit.code))
      problems.push({
        row: unit.row,
        code: 'IMPORT_CODE_TWICE',
        params: { code: unit.code, row: seen.get(unit.code)?.row },
      });
    else seen.set(unit.code, unit);
  }

  const resolved = new Map<string, KnownParent | undefined>();
  const resolve = (code: string, depth = 0): KnownParent | undefined => {
    const unit = seen.get(code);
    if (!unit) return known.get(code);
    if (!resolved.has(code)) {
      resolved.set(code, undefined); // a circle of parents ends here
      const parent = unit.parentCode && depth < 12 ? resolve(unit.parentCode, depth + 1) : undefined;
      resolved.set(code, kindAndLevel(unit, parent));
    }
    return resolved.get(code);
  };

  const units: ImportUnit[] = [];
  for (const unit of seen.values()) {
    const own = resolve(unit.code);
    const parent = unit.parentCode ? resolve(unit.parentCode) : undefined;
    if (!own) problems.push({ row: unit.row, code: 'UNIT_KIND_UNKNOWN', params: {} });
    else if (unit.parentCode && !parent)
      problems.push({ row: unit.row, code: 'UNIT_PARENT_UNKNOWN', params: { parent: unit.parentCode } });
    else if (parent ? !fitsBelow(own, parent) : own.kind !== 'PROVINCE')
      problems.push({ row: unit.row, code: 'UNIT_PARENT_LEVEL', params: {} });
    else
      units.push({
        row: unit.row,
        code: unit.code,
        name: cleanUnitName(unit.name),
        ...own,
        parentCode: unit.parentCode,
        parentLevel: parent?.level ?? null,
      });
  }
  return { units, problems: problems.sort((a, b) => a.row - b.row) };
}

function kindAndLevel(unit: ListedUnit, parent: KnownParent | undefined): KnownParent | undefined {
  const word = (text: string) => text.normalize('NFC').trim().toLowerCase();
  const level =
    UNIT_LEVELS.find((one) => one === unit.level.trim().toUpperCase()) ??
    WORDS.find(([words]) => words.test(word(unit.level)))?.[1];
  const kind =
    UNIT_KINDS.find((one) => one === unit.kind.trim().toUpperCase()) ??
    WORDS.find(([words]) => words.test(word(unit.kind)))?.[1] ??
    KIND_WORDS.find(([words]) => words.test(word(unit.kind)))?.[1] ??
    kindOfName(unit.name, level ?? (unit.parentCode === null ? 'PROVINCE' : 'DISTRICT')) ??
    level;
  if (!kind) return undefined;
  if (isPlace(kind)) return { kind, level: kind };
  const ownLevel = parent?.level ?? level;
  return ownLevel && { kind, level: ownLevel };
}

function textProblem(unit: ListedUnit): { code: ListProblemCode; params: Record<string, unknown> } | undefined {
  if (unit.code === '' || unit.name.trim() === '') return { code: 'FIELD_MISSING', params: {} };
  if (unit.code.length > 20) return { code: 'FIELD_TOO_LONG', params: { max: 20 } };
  if (unit.name.length > 300) return { code: 'FIELD_TOO_LONG', params: { max: 300 } };
  if (/\p{Cc}/u.test(unit.code + unit.name) || !unit.name.isWellFormed())
    return { code: 'FIELD_BAD_CHARACTERS', params: {} };
  return undefined;
}
