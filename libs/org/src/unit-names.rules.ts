export const UNIT_LEVELS = ['PROVINCE', 'DISTRICT', 'COMMUNE', 'RESIDENTIAL'] as const;
export type UnitLevel = (typeof UNIT_LEVELS)[number];

export const UNIT_KINDS = [...UNIT_LEVELS, 'AGENCY', 'ARMED_FORCE', 'MASS_ORGANISATION'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

// Longer beginnings first: "Ban Chỉ huy quân sự" is no "Ban". Names of administrative units: Law 65/2025, article 1.
const BEGINNINGS: readonly (readonly [RegExp, UnitKind])[] = [
  [/^(bộ chỉ huy quân sự|ban chỉ huy quân sự|công an|bộ đội biên phòng|ban chỉ huy bộ đội)(?=\s|$)/, 'ARMED_FORCE'],
  [/^(tỉnh đoàn|thành đoàn|huyện đoàn)(?=\s|$)/, 'MASS_ORGANISATION'],
  [/^(tỉnh)\s/, 'PROVINCE'],
  [/^(huyện|quận|thị xã)\s/, 'DISTRICT'],
  [/^(xã|phường|thị trấn|đặc khu)\s/, 'COMMUNE'],
  [/^(thôn|bản|ấp|khóm|khu vực|khu phố|tổ dân phố|tổ nhân dân|buôn|làng|khu dân cư)\s/, 'RESIDENTIAL'],
  [
    /^(ủy ban mặt trận|uỷ ban mặt trận|ủy ban mttq|uỷ ban mttq|mặt trận|hội|liên đoàn|đoàn thanh niên)(?=\s|$)/,
    'MASS_ORGANISATION',
  ],
  [
    /^(sở|ban|văn phòng|đảng ủy|đảng uỷ|thanh tra|tòa án|toà án|viện kiểm sát|trường|trung tâm|báo|đài|cục|chi cục|kho bạc|bảo hiểm|phòng)(?=\s|$)/,
    'AGENCY',
  ],
];

/**
 * Kind of a unit by the beginning of its name. "Thành phố" is a province or a district: the level decides, and without
 * one nothing is said.
 */
export function kindOfName(name: string, level?: UnitLevel): UnitKind | undefined {
  const text = name.normalize('NFC').trim().toLowerCase();
  if (/^thành phố\s/.test(text)) return level === 'PROVINCE' || level === 'DISTRICT' ? level : undefined;
  return BEGINNINGS.find(([beginning]) => beginning.test(text))?.[1];
}

/** True for a kind that is a place and not a body: its level is its kind. */
export function isPlace(kind: UnitKind): kind is UnitLevel {
  return (UNIT_LEVELS as readonly string[]).includes(kind);
}

/** May a unit of this kind and level stand directly below a unit of that kind and level? Both chains are allowed. */
export function fitsBelow(
  child: { readonly kind: UnitKind; readonly level: UnitLevel },
  parent: { readonly kind: UnitKind; readonly level: UnitLevel },
): boolean {
  if (!isPlace(child.kind)) return child.level === parent.level && parent.kind !== 'RESIDENTIAL';
  if (!isPlace(parent.kind)) return false;
  const above: Record<UnitLevel, readonly UnitLevel[]> = {
    PROVINCE: [],
    DISTRICT: ['PROVINCE'],
    COMMUNE: ['PROVINCE', 'DISTRICT'],
    RESIDENTIAL: ['COMMUNE'],
  };
  return above[child.level].includes(parent.level);
}

/** A name as it is stored: NFC, single spaces, with a capital first letter (lists have "xã Đất Mũi"). */
export function cleanUnitName(name: string): string {
  const text = name.normalize('NFC').replace(/\s+/g, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
