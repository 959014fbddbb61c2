/** What the list of models shows. Empty fields do not restrict. */
export interface ListFilter {
  q?: string;
  year?: number;
  level?: string;
  field?: string;
  province?: string;
  place?: string;
  subjectType?: string;
  /** Keyset of the row after or before which the page begins. */
  after?: Keyset;
  before?: Keyset;
}
export interface Keyset {
  year: number;
  id: string;
}
export type FilterName = keyof ListFilter;

/** Names of the filters in addresses; they never change, since people keep links. */
export const PARAMS: Record<FilterName, string> = {
  q: 'q',
  year: 'nam',
  level: 'cap',
  field: 'linh-vuc',
  province: 'tinh',
  place: 'dia-ban',
  subjectType: 'doi-tuong',
  after: 'sau',
  before: 'truoc',
};
export const FIELDS = ['KINH_TE', 'VAN_HOA_XA_HOI', 'QUOC_PHONG_AN_NINH', 'HE_THONG_CHINH_TRI'] as const;
export const LEVELS = ['PROVINCE', 'DISTRICT', 'COMMUNE', 'RESIDENTIAL'] as const;
export const SUBJECT_TYPES = ['COLLECTIVE', 'INDIVIDUAL', 'HOUSEHOLD'] as const;

const MAX_TEXT = 100;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** KINH_TE in an address: kinh-te. */
export const toParam = (code: string): string => code.toLowerCase().replaceAll('_', '-');

/**
 * Reads the filter out of a query. Nothing in an address is ever an error: what cannot be read is left out and named
 * in `ignored`, so that the page can say so. A text longer than 100 characters is cut, which is also named.
 */
export function readFilter(query: Readonly<Record<string, unknown>>): { filter: ListFilter; ignored: FilterName[] } {
  const ignored: FilterName[] = [];
  const read = <T>(name: FilterName, parse: (text: string) => T | undefined): T | undefined => {
    const given = query[PARAMS[name]];
    const value: unknown = Array.isArray(given) ? given[0] : given;
    if (typeof value !== 'string' || value.trim() === '') return undefined;
    const parsed = parse(value);
    if (parsed === undefined) ignored.push(name);
    return parsed;
  };
  const text = (name: FilterName) => (value: string) => {
    const clean = value.normalize('NFC').replace(/\s+/g, ' ').trim();
    if (/[\p{Cc}\ufffd]/u.test(clean) || !clean.isWellFormed()) return undefined;
    const characters = Array.from(clean);
    if (characters.length <= MAX_TEXT) return clean;
    ignored.push(name);
    return characters.slice(0, MAX_TEXT).join('');
  };
  const code = (codes: readonly string[]) => (value: string) =>
    codes.find((one) => toParam(one) === toParam(value.trim()));
  const year = (value: string) => (/^\s*(19|20)\d{2}\s*$/.test(value) ? Number(value) : undefined);

  const filter: ListFilter = {
    q: read('q', text('q')),
    year: read('year', year),
    level: read('level', code(LEVELS)),
    field: read('field', code(FIELDS)),
    province: read('province', text('province')),
    place: read('place', text('place')),
    subjectType: read('subjectType', code(SUBJECT_TYPES)),
    after: read('after', readKeyset),
  };
  if (!filter.after) filter.before = read('before', readKeyset);
  return { filter, ignored };
}

/** `2025.0198…` → keyset; undefined for anything else. */
export function readKeyset(text: string): Keyset | undefined {
  const [year = '', id = ''] = text.split('.', 2);
  return /^\d{4}$/.test(year) && UUID.test(id) ? { year: Number(year), id } : undefined;
}

/** Address part of a filter, with names and order that never change; '' for none. */
export function writeFilter(filter: ListFilter): string {
  const params = new URLSearchParams();
  for (const [name, param] of Object.entries(PARAMS) as [FilterName, string][]) {
    const value = filter[name];
    if (value === undefined || value === '') continue;
    if (typeof value === 'object') params.set(param, `${value.year}.${value.id}`);
    else params.set(param, ['level', 'field', 'subjectType'].includes(name) ? toParam(String(value)) : String(value));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** The restricting filters only: without the place in the list. */
export function withoutPaging(filter: ListFilter): ListFilter {
  return { ...filter, after: undefined, before: undefined };
}

/** Names of the filters that restrict, in the order of the form. */
export const activeFilters = (filter: ListFilter): FilterName[] =>
  (Object.keys(PARAMS) as FilterName[]).filter(
    (name) => name !== 'after' && name !== 'before' && filter[name] !== undefined,
  );

/** Words of a search as patterns for LIKE, at most eight, with its special characters taken literally. */
export const searchWords = (q: string): string[] =>
  q
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
