import type { CheckCode, RoundRules } from '@app/programmes';
import { bandOf, checkMark, flattenCriteria, fullMarks, parseDecimal, type Rubric, totalOf } from '@app/rubrics';

/** UNKNOWN says what is missing; nothing is ever guessed. */
export const VERDICTS = ['OK', 'WARN', 'FAIL', 'UNKNOWN'] as const;
export type Verdict = (typeof VERDICTS)[number];

type Params = Readonly<Record<string, string | number>>;

/** One answer: `say` and `source` are keys of the texts (`appraisal-check-texts.rules.ts`). */
export interface Checked {
  code: CheckCode;
  verdict: Verdict;
  say: string;
  source: string;
  params: Params;
}

/** Instants as milliseconds, days as yyyy-mm-dd in Viet Nam. */
export interface DeadlineFacts {
  channel: 'ONLINE' | 'PAPER' | 'IMPORT';
  firstSubmittedAt: number | null;
  closesAt: number;
  /** Last day on which registration is open. */
  lastDay: string;
  receivedOn: string | null;
  postmarkOn: string | null;
  lastReturn: { no: number; deadline: number; answeredAt: number | null } | null;
}

export function checkDeadline(facts: DeadlineFacts): Checked {
  const { lastReturn } = facts;
  const at = (verdict: Verdict, say: string, params: Params): Checked => ({
    code: 'DEADLINE',
    verdict,
    say,
    source: 'WINDOW',
    params,
  });
  if (facts.channel === 'PAPER') {
    const day = facts.postmarkOn ?? facts.receivedOn;
    if (day === null) return at('UNKNOWN', 'PAPER_DAY_MISSING', {});
    const params = { day: asDay(day), last: asDay(facts.lastDay) };
    if (day > facts.lastDay) return at('FAIL', 'PAPER_LATE', params);
    if (lastReturn?.answeredAt == null) return at('OK', 'PAPER_IN_TIME', params);
  }
  if (facts.firstSubmittedAt === null) return at('UNKNOWN', 'NOT_SUBMITTED', {});
  const times = { at: facts.firstSubmittedAt, closes: facts.closesAt };
  if (facts.channel !== 'PAPER' && facts.firstSubmittedAt >= facts.closesAt) return at('FAIL', 'LATE', times);
  if (lastReturn?.answeredAt != null) {
    const params = { no: lastReturn.no, at: lastReturn.answeredAt, closes: lastReturn.deadline };
    const late = lastReturn.answeredAt > lastReturn.deadline;
    return { ...at(late ? 'FAIL' : 'OK', late ? 'RETURN_LATE' : 'RETURN_IN_TIME', params), source: 'RETURN' };
  }
  return at('OK', 'IN_TIME', times);
}

/** `waiting`: entries that the leader has not decided on yet. `max` null: the stage has no quota. */
export function checkQuota(facts: { max: number | null; used: number; waiting: number }): Checked {
  const { max, used, waiting } = facts;
  const at = (verdict: Verdict, say: string): Checked => ({
    code: 'QUOTA',
    verdict,
    say,
    source: 'STAGE',
    params: { max: max ?? 0, used, left: Math.max(0, (max ?? 0) - used), waiting },
  });
  if (max === null) return at('OK', 'QUOTA_NONE');
  if (used >= max) return at('FAIL', 'QUOTA_FULL');
  return waiting > max - used ? at('WARN', 'QUOTA_SHORT') : at('OK', 'QUOTA_LEFT');
}

/** The units above the entry (and its own) that owe a minimum, with what they have registered. */
export function checkMinimum(
  owing: readonly { name: string; min: number; registered: number; paper: string }[],
): Checked {
  const at = (verdict: Verdict, say: string, params: Params): Checked => ({
    code: 'MINIMUM',
    verdict,
    say,
    source: 'MINIMUM',
    params,
  });
  const [first] = owing;
  if (!first) return at('OK', 'MINIMUM_NONE', { paper: '' });
  const short = owing.find(({ min, registered }) => registered < min);
  const { name, min, registered, paper } = short ?? first;
  return at(short ? 'WARN' : 'OK', short ? 'MINIMUM_SHORT' : 'MINIMUM_MET', { unit: name, min, registered, paper });
}

/** From this likeness on (0…1; of titles by pg_trgm, of texts by similarity) two entries of one unit are taken for one achievement; below it to be looked at. */
export const SAME_TITLE = 0.6;
export const LIKE_TITLE = 0.35;

export interface EarlierAward {
  title: string;
  round: string;
  year: number;
  /** Of the titles, or of the whole texts; 0…1. */
  likeness: number;
  by: 'TITLE' | 'TEXT';
  sameSubject: boolean;
}

/** `renews`: the recognised entry that this one openly carries on. */
export function checkEarlierAward(facts: {
  renews: { title: string; year: number } | null;
  earlier: readonly EarlierAward[];
}): Checked {
  const at = (verdict: Verdict, say: string, params: Params): Checked => ({
    code: 'EARLIER_AWARD',
    verdict,
    say,
    source: 'HISTORY',
    params,
  });
  if (facts.renews) return at('OK', 'AWARD_RENEWED', { title: facts.renews.title, year: facts.renews.year });
  const [nearest] = [...facts.earlier].sort((a, b) => b.likeness - a.likeness);
  if (!nearest || (nearest.likeness < LIKE_TITLE && !nearest.sameSubject)) return at('OK', 'AWARD_NONE', {});
  const params = {
    title: nearest.title,
    round: nearest.round,
    year: nearest.year,
    percent: Math.round(nearest.likeness * 100),
  };
  const text = nearest.by === 'TEXT' ? '_TEXT' : '';
  return nearest.likeness >= SAME_TITLE
    ? at('FAIL', `AWARD_SAME${text}`, params)
    : at('WARN', `AWARD_LIKE${text}`, params);
}

/** `validTo`: first day on which the unit no longer exists. */
export function checkUnit(facts: {
  name: string;
  validTo: string | null;
  successors: readonly string[];
  today: string;
}): Checked {
  const { name, validTo, successors, today } = facts;
  const at = (verdict: Verdict, say: string): Checked => ({
    code: 'UNIT_CLOSED',
    verdict,
    say,
    source: 'UNITS',
    params: { unit: name, day: validTo ? asDay(validTo) : '', successors: successors.join(', ') },
  });
  if (validTo === null || validTo > today) return at('OK', 'UNIT_OPEN');
  return successors.length > 0 ? at('WARN', 'UNIT_MERGED') : at('FAIL', 'UNIT_GONE');
}

export interface FileFacts {
  name: string;
  mediaType: string;
  consent: boolean;
  /** null: the file's record cannot be found. */
  scan: 'NOT_SCANNED' | 'CLEAN' | 'INFECTED' | null;
}

/** People can be seen in photos and films only. */
export function checkConsent(files: readonly FileFacts[]): Checked {
  const pictures = files.filter(({ mediaType }) => /^(image|video)\//.test(mediaType));
  const without = pictures.filter(({ consent }) => !consent);
  const params = { n: without.length, all: pictures.length, names: names(without) };
  const say = pictures.length === 0 ? 'CONSENT_NO_PICTURES' : without.length > 0 ? 'CONSENT_MISSING' : 'CONSENT_GIVEN';
  return { code: 'CONSENT', verdict: without.length > 0 ? 'WARN' : 'OK', say, source: 'LAW', params };
}

export function checkFiles(files: readonly FileFacts[]): Checked {
  const at = (verdict: Verdict, say: string, which: readonly FileFacts[]): Checked => ({
    code: 'FILES',
    verdict,
    say,
    source: 'SCANNER',
    params: { n: which.length, all: files.length, names: names(which) },
  });
  const infected = files.filter(({ scan }) => scan === 'INFECTED');
  const unknown = files.filter(({ scan }) => scan === null || scan === 'NOT_SCANNED');
  if (infected.length > 0) return at('FAIL', 'FILES_INFECTED', infected);
  if (unknown.length > 0) return at('UNKNOWN', 'FILES_NOT_SCANNED', unknown);
  return at('OK', files.length === 0 ? 'FILES_NONE' : 'FILES_CLEAN', []);
}

/** The self-scores against the rubric, and whether the appraisal changes the band. */
export function checkSelfScores(
  rubric: Rubric,
  self: Readonly<Record<string, string>>,
  appraised: Readonly<Record<string, string>>,
): Checked {
  const total = totalOf(rubric, self);
  const ours = totalOf(rubric, { ...self, ...appraised });
  const [selfBand, ourBand] = [bandOf(rubric, total.total), bandOf(rubric, ours.total)];
  const at = (verdict: Verdict, say: string, more: Params = {}): Checked => ({
    code: 'SELF_SCORES',
    verdict,
    say,
    source: 'RUBRIC',
    params: { rubric: rubric.name, self: total.total, ours: ours.total, max: fullMarks(rubric), ...more },
  });
  const leaves = flattenCriteria(rubric);
  const over = leaves.find(
    (leaf) =>
      Object.hasOwn(self, leaf.code) && self[leaf.code] !== '' && checkMark(leaf, self[leaf.code]) === 'MARK_ABOVE_MAX',
  );
  if (over)
    return at('FAIL', 'SELF_ABOVE_MAX', { criterion: over.name, points: self[over.code] ?? '', most: over.max });
  if ((parseDecimal(total.points) ?? 0n) > (parseDecimal(fullMarks(rubric)) ?? 0n))
    return at('FAIL', 'SELF_TOTAL_ABOVE_MAX');
  if (total.missing.length > 0) {
    const open = leaves
      .filter(({ code, kind }) => kind === 'POINTS' && total.missing.includes(code))
      .map(({ name }) => name);
    if (open.length > 0) return at('UNKNOWN', 'SELF_MISSING', { names: open.join(', ') });
  }
  if (selfBand?.code !== ourBand?.code)
    return at('WARN', 'SELF_OTHER_BAND', { selfBand: selfBand?.name ?? '–', ourBand: ourBand?.name ?? '–' });
  return at('OK', 'SELF_FITS');
}

/** Items of the return that this revision answers: `settled` null means that nobody has looked yet. */
export function checkReturnItems(last: { no: number; settled: readonly (boolean | null)[] } | null): Checked {
  const all = last?.settled.length ?? 0;
  const open = last?.settled.filter((one) => one === false).length ?? 0;
  const unseen = last?.settled.filter((one) => one === null).length ?? 0;
  const verdict = open > 0 ? 'FAIL' : unseen > 0 ? 'UNKNOWN' : 'OK';
  const say =
    last === null ? 'RETURN_NONE' : open > 0 ? 'RETURN_OPEN' : unseen > 0 ? 'RETURN_UNSEEN' : 'RETURN_SETTLED';
  return { code: 'RETURN_ITEMS', verdict, say, source: 'RETURN', params: { no: last?.no ?? 0, all, open, unseen } };
}

/** What the rules of the round ask of units of these kinds. */
export function minimumOf(rules: RoundRules): readonly { kind: string; min: number; source?: string }[] {
  return rules.minimum?.perUnit ?? [];
}

function names(files: readonly FileFacts[]): string {
  const shown = files.slice(0, 3).map(({ name }) => name);
  return [...shown, ...(files.length > shown.length ? ['…'] : [])].join(', ');
}

/** '2026-03-05' as people read it. */
function asDay(day: string): string {
  return day.split('-').toReversed().join('/');
}
