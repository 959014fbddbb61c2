export type PaperFamilyName = 'STATE' | 'PARTY';

/**
 * First day of each term of the Party committees (nhiệm kỳ). Numbers of Party papers run on for a whole term; the
 * provincial congresses of 2015, 2020 and 2025 ended by the end of October.
 */
export const PARTY_TERMS: readonly { from: string; name: string }[] = [
  { from: '2015-11-01', name: '2015-2020' },
  { from: '2020-11-01', name: '2020-2025' },
  { from: '2025-11-01', name: '2025-2030' },
  { from: '2030-11-01', name: '2030-2035' },
];

/** Papers dated before this day cannot be numbered. */
export const FIRST_DECISION_DAY = '2015-11-01';

/** Term in which a date (yyyy-mm-dd) lies. @throws RangeError before the first known term */
export function partyTerm(date: string): string {
  const term = PARTY_TERMS.findLast(({ from }) => from <= date);
  if (!term) throw new RangeError(`No Party term is known for ${date}`);
  return term.name;
}

/** What a number is counted in: unit, type of paper, and year (State papers) or term (Party papers). */
export function seriesKey(family: PaperFamilyName, unitId: string, typeSymbol: string, date: string): string {
  return `decision:${unitId}:${typeSymbol}:${family === 'STATE' ? date.slice(0, 4) : partyTerm(date)}`;
}

/** The number as it is quoted: '06/2026/QĐ-UBND' (State, Nghị định 30/2020), '127-QĐ/TU' (Party). Two digits at least. */
export function numberText(family: PaperFamilyName, number: number, typeSymbol: string, date: string): string {
  const digits = String(number).padStart(2, '0');
  return family === 'STATE' ? `${digits}/${date.slice(0, 4)}/${typeSymbol}` : `${digits}-${typeSymbol}`;
}

/** Number in the golden book (vào sổ): unique over the whole system because codes of rounds are. */
export function bookNumber(roundCode: string, number: number): string {
  return `${String(number).padStart(4, '0')}/${roundCode}`;
}

/** Letters and digits that nobody mistakes for another: no 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V. */
export const CODE_ALPHABET = '34679ACDEFGHJKMNPQRTVWXY';

/** 'XXXX-XXXX-XXXX' from random numbers in [0, 24): 24¹² is about 3.6 × 10¹⁶, too many to guess. */
export function certificateCode(random: (below: number) => number): string {
  const group = () => Array.from({ length: 4 }, () => CODE_ALPHABET[random(CODE_ALPHABET.length)]).join('');
  return `${group()}-${group()}-${group()}`;
}
