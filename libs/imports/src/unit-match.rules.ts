import { foldWords } from './fold.rules';
import { isBody, kindWordOf, type NamePart, namePart, namesIn } from './unit-names.rules';

/** A unit that an import may name. */
export interface KnownUnit {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** Dotted numbers from the province down. */
  readonly path: string;
  /** For a unit of the past: the present ones that carry it on. */
  readonly successors?: readonly string[];
}

/** The cells of a row that name places. */
export interface PlaceCells {
  readonly unit?: string;
  readonly commune?: string;
  readonly district?: string;
  readonly province?: string;
  /** Headings of groups above the row, outermost first. */
  readonly groups?: readonly string[];
}

export type UnitMatch =
  | { readonly kind: 'FOUND'; readonly unitId: string; readonly notes: readonly MatchNote[] }
  | { readonly kind: 'UNKNOWN'; readonly name: string; readonly key: string }
  | { readonly kind: 'AMBIGUOUS'; readonly name: string; readonly key: string; readonly candidates: readonly string[] }
  | { readonly kind: 'MISSING' };

/** What the reader should know about a match: an old name, another kind of place, a unit above the one named. */
export interface MatchNote {
  readonly code: 'IMPORT_UNIT_SUCCEEDED' | 'IMPORT_UNIT_KIND' | 'IMPORT_UNIT_ABOVE';
  readonly name: string;
  readonly unitId: string;
}

interface Indexed extends KnownUnit {
  readonly core: string;
  readonly kindWord: string | null;
}
interface Wanted extends NamePart {
  /** Kind of unit that the column is for. */
  readonly level: string | undefined;
  /** A group heading that means nothing here is passed over. */
  readonly soft: boolean;
  readonly body: boolean;
}

/**
 * Finds units by the names that people write: marks, case, spaces and the place of the tone do not count, nor do short
 * forms of the words for kinds. The widest place is looked for first and the others inside it. Units of the past lead to
 * those that carry them on.
 */
export class UnitMatcher {
  private readonly present: ReadonlyMap<string, readonly Indexed[]>;
  private readonly past: ReadonlyMap<string, readonly Indexed[]>;
  private readonly byId: ReadonlyMap<string, KnownUnit>;
  private readonly known = new Map<string, UnitMatch>();
  /** By the cells as they stand: lists repeat their places. */
  private readonly seen = new Map<string, UnitMatch>();

  /**
   * @param units as of today, from the round's unit down
   * @param reach ids that the import may register for
   * @param answers what people chose earlier for a name: key → unit
   */
  constructor(
    units: readonly KnownUnit[],
    past: readonly KnownUnit[],
    private readonly reach: ReadonlySet<string>,
    private readonly answers: ReadonlyMap<string, string>,
  ) {
    this.present = indexed(units);
    this.past = indexed(past);
    this.byId = new Map(units.map((unit) => [unit.id, unit]));
  }

  nameOf(id: string): string {
    return this.byId.get(id)?.name ?? '';
  }

  match(cells: PlaceCells): UnitMatch {
    const { unit = '', commune = '', district = '', province = '', groups = [] } = cells;
    const written = [unit, commune, district, province, ...groups].join('\n');
    const match = this.seen.get(written) ?? this.read(cells);
    this.seen.set(written, match);
    return match;
  }

  private read(cells: PlaceCells): UnitMatch {
    const wanted = wantedOf(cells);
    const hard = wanted.filter(({ soft }) => !soft);
    if (hard.length === 0 && wanted.length === 0) return { kind: 'MISSING' };
    const parts = hard.length > 0 ? wanted : wanted.map((part) => ({ ...part, soft: false }));
    const key = parts.map((part) => foldWords(part.text)).join('|');
    const done = this.known.get(key);
    if (done) return done;
    const answer = this.answers.get(key);
    const match: UnitMatch =
      answer !== undefined && this.reach.has(answer)
        ? { kind: 'FOUND', unitId: answer, notes: [] }
        : this.find(parts, key);
    this.known.set(key, match);
    return match;
  }

  private find(parts: readonly Wanted[], key: string): UnitMatch {
    const name = parts
      .filter(({ soft }) => !soft)
      .map(({ text }) => text)
      .join(', ');
    const now = this.walk(this.present, parts);
    const reached = now.units.filter(({ id }) => this.reach.has(id));
    if (now.missing === undefined && reached.length === 1) return found(reached[0]!.id, now.notes);
    if (now.missing === undefined && reached.length > 1)
      return { kind: 'AMBIGUOUS', name, key, candidates: reached.map(({ id }) => id) };
    const before = this.walk(this.past, parts);
    if (before.missing === undefined && before.units.length > 0) {
      const ids = [...new Set(before.units.flatMap(({ successors }) => successors ?? []))].filter((id) =>
        this.reach.has(id),
      );
      const [only] = ids;
      if (only !== undefined && ids.length === 1)
        return found(only, [{ code: 'IMPORT_UNIT_SUCCEEDED', name: before.units[0]?.name ?? name, unitId: only }]);
      if (ids.length > 1) return { kind: 'AMBIGUOUS', name, key, candidates: ids };
    }
    return this.above(parts, now) ?? { kind: 'UNKNOWN', name, key };
  }

  /** A committee of a commune that has no place of its own in the tree, or a hamlet of a commune that lists none. */
  private above(parts: readonly Wanted[], walked: Walk): UnitMatch | undefined {
    const [smallest, ...wider] = parts;
    if (!smallest || walked.missing !== smallest) return undefined;
    if (smallest.body && !wider.some(({ soft }) => !soft)) {
      const places = namesIn(
        smallest.text.replace(/^.*?(?=\s(xã|phường|thị trấn|ấp|khu vực|huyện|thị xã|thành phố|tt\.|tp\.)\s*\S)/iu, ''),
      );
      const again = places.map((part) => ({ ...part, level: undefined, soft: false, body: false }));
      if (again.length === 0 || again[0]?.text === smallest.text) return undefined;
      const { units, missing } = this.walk(this.present, [...again, ...wider]);
      const reached = units.filter(({ id }) => this.reach.has(id));
      return missing === undefined && reached.length === 1
        ? found(reached[0]!.id, [{ code: 'IMPORT_UNIT_ABOVE', name: smallest.text, unitId: reached[0]!.id }])
        : undefined;
    }
    const last = walked.units.filter(({ id }) => this.reach.has(id));
    const [unit] = last;
    if (!unit || last.length > 1 || !['COMMUNE', 'DISTRICT', 'PROVINCE'].includes(unit.kind)) return undefined;
    const lists = [...this.byId.values()].some(
      (each) => each.path.startsWith(`${unit.path}.`) && each.kind === 'RESIDENTIAL',
    );
    if (!smallest.body && (unit.kind !== 'COMMUNE' || lists || smallest.kind !== 'KHU_DAN_CU')) return undefined;
    return found(unit.id, smallest.body ? [] : [{ code: 'IMPORT_UNIT_ABOVE', name: smallest.text, unitId: unit.id }]);
  }

  /** From the widest name to the smallest; `units` are those that the last name found was for. */
  private walk(index: ReadonlyMap<string, readonly Indexed[]>, parts: readonly Wanted[]): Walk {
    let units: readonly Indexed[] = [];
    const notes: MatchNote[] = [];
    for (const part of parts.toReversed()) {
      const inside = (unit: Indexed) =>
        units.length === 0 || units.some((wide) => unit.path === wide.path || unit.path.startsWith(`${wide.path}.`));
      const named = (index.get(part.core) ?? []).filter(inside);
      const strict = named.filter(
        (unit) =>
          (part.kind === null || unit.kindWord === part.kind) && (part.level === undefined || unit.kind === part.level),
      );
      const loose =
        strict.length > 0 ? strict : named.filter((unit) => part.level === undefined || unit.kind === part.level);
      const fitting = exact(loose, part);
      if (fitting.length === 0) {
        if (part.soft) continue;
        return { units, notes, missing: part };
      }
      if (strict.length === 0 && part.kind !== null && fitting.length === 1)
        notes.push({ code: 'IMPORT_UNIT_KIND', name: part.text, unitId: fitting[0]!.id });
      units = fitting;
    }
    return { units, notes, missing: undefined };
  }
}

interface Walk {
  readonly units: readonly Indexed[];
  readonly notes: readonly MatchNote[];
  readonly missing: Wanted | undefined;
}

function found(unitId: string, notes: readonly MatchNote[]): UnitMatch {
  return { kind: 'FOUND', unitId, notes };
}

function wantedOf(cells: PlaceCells): Wanted[] {
  const of = (text: string | undefined, level: string | undefined, soft = false): Wanted[] => {
    const whole = text?.trim() ?? '';
    if (whole === '') return [];
    const body = isBody(whole);
    const names = body && !/[,;(]|\s[-–—]\s/.test(whole) ? [namePart(whole)] : namesIn(whole);
    return names.map((part, at) => ({
      ...part,
      level: at === 0 ? level : undefined,
      soft,
      body: at === 0 && body,
    }));
  };
  const own = [
    ...of(cells.unit, undefined),
    ...of(cells.commune, 'COMMUNE'),
    ...of(cells.district, 'DISTRICT'),
    ...of(cells.province, 'PROVINCE'),
  ];
  const groups = (cells.groups ?? [])
    .toReversed()
    .flatMap((text) => of(text.replace(/^([ivxlc]+|\d+|[a-zđ])[.)]\s+/i, ''), undefined, true));
  // the same place in two cells is one name
  return [...own, ...groups].filter(
    (part, at, all) =>
      at === all.findIndex((other) => other.core === part.core && other.kind === part.kind && other.body === part.body),
  );
}

/** Of several units the ones that are also spelt alike with their marks, if there are any. */
function exact(units: readonly Indexed[], part: NamePart): readonly Indexed[] {
  if (units.length < 2) return units;
  const spelt = units.filter(({ name }) => marksOf(name).endsWith(marksOf(part.text)));
  return spelt.length > 0 ? spelt : units;
}

/** Letters with quality marks and tones, whatever their order: old and new places of the tone are equal. */
function marksOf(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Mn}\s]/gu, '')
    .split(/\s+/)
    .map((word) => {
      const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(word)?.[0] ?? '';
      return word.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '') + tone;
    })
    .join(' ')
    .trim();
}

function indexed(units: readonly KnownUnit[]): Map<string, Indexed[]> {
  const index = new Map<string, Indexed[]>();
  for (const unit of units) {
    const { core } = namePart(unit.name);
    const entry = { ...unit, core, kindWord: kindWordOf(unit.name) };
    const list = index.get(core);
    if (list) list.push(entry);
    else index.set(core, [entry]);
  }
  return index;
}
