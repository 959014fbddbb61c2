import { Abilities, accessWhere, CurrentActor } from '@app/access';
import { CARRIED_UNITS, entryColumns, EntryRecords, type EntryState } from '@app/entries';
import { AppError, Database } from '@app/platform';
import { RoundQueries } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import { Candidates } from './candidates';
import { type EntryText, EntryTexts } from './entry-texts';
import { isSameSubject, SAME_ACHIEVEMENT, type UnitRelation, WARNING_KINDS, warningsOf } from './flags.rules';
import { passages } from './passages.rules';
import { likeness } from './shingles.rules';
import type { OwnEarlierItemAnswer, SimilarAnswer, SimilarItemAnswer } from './similarity.dto';

/** Shares below these are the common language of the movement and are not listed. */
const LISTED = { jaccard: 0.2, containment: 0.35 };
const MOST = 20;
/** For so many entries the common passages are told, and so many of them. */
const WITH_PASSAGES = 5;
const PASSAGES = 12;
const OWN = 60;

interface OtherRow {
  id: string;
  seen: boolean;
  title: string;
  subject_name: string;
  subject_type: string;
  unit_id: string;
  unit_name: string;
  round_id: string;
  round_name: string;
  year: number;
  state: EntryState;
  origin: string;
}

/** What an entry's text has in common with the other entries of the country. */
@Injectable()
export class SimilarityQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly records: EntryRecords,
    private readonly rounds: RoundQueries,
    private readonly texts: EntryTexts,
    private readonly candidates: Candidates,
  ) {}

  /**
   * For those who check the entry: similar entries of all units and years, with warnings.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED (units, judges)
   */
  async of(entryId: string): Promise<SimilarAnswer> {
    const entry = await this.records.visible(entryId);
    this.records.refuseUnless('compare', entry);
    const [text] = await this.texts.of([entryId]);
    const mine = (await this.others([entryId]))[0];
    if (!text || !mine) throw new AppError('NOT_FOUND');
    const units = await this.candidates.relatedUnits(mine.unit_id);
    const ids = new Set([
      ...(await this.candidates.byUnit(
        { id: entryId, year: mine.year, subjectName: mine.subject_name },
        [...units.keys()],
        text.shingles,
      )),
      ...(await this.candidates.byText(entryId, text.shingles)),
    ]);
    const rows = new Map((await this.others([...ids])).map((row) => [row.id, row]));
    const found = (await this.texts.of([...rows.keys()]))
      .map((other) => compare(mine, text, rows.get(other.entryId)!, other, units))
      .filter((one) => one.listed)
      .sort(byWeight)
      .slice(0, MOST);
    const told = new Set(found.filter((one) => one.row.seen).slice(0, WITH_PASSAGES));
    return { items: found.map((one) => answer(one, told.has(one) ? text : undefined)) };
  }

  /**
   * For the unit that is writing: its own recognised models that the text is like, so that it may carry one on instead.
   * Nothing is told of other units.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED
   */
  async ownEarlier(entryId: string): Promise<OwnEarlierItemAnswer[]> {
    const entry = await this.records.visible(entryId);
    this.records.refuseUnless('write', entry);
    if (entry.renewalNo > 0) return [];
    const rules = await this.rounds.rules(entry.roundId, entry.rulesVersion);
    const { shingles } = this.texts.read(rules, entry.title, entry.content);
    const rows = await this.db.query<{ id: string; title: string; year: number; round_name: string }>(
      `SELECT e.id, e.title, r.year, r.name AS round_name FROM entry e JOIN round r ON r.id = e.round_id
       WHERE e.unit_id IN (${CARRIED_UNITS}) AND e.state = 'RECOGNISED' AND e.round_id <> $2 ORDER BY r.year DESC, e.id DESC LIMIT ${OWN}`,
      [entry.unitId, entry.roundId],
    );
    const texts = new Map((await this.texts.of(rows.map(({ id }) => id))).map((text) => [text.entryId, text]));
    return rows
      .flatMap((row) => {
        const text = texts.get(row.id);
        if (!text) return [];
        const { jaccard, ofFirst } = likeness(shingles, text.shingles);
        const alike = jaccard >= SAME_ACHIEVEMENT.jaccard || ofFirst >= SAME_ACHIEVEMENT.containment;
        return alike
          ? [
              {
                entryId: row.id,
                title: row.title,
                year: row.year,
                roundName: row.round_name,
                percent: percentOf(ofFirst),
              },
            ]
          : [];
      })
      .sort((a, b) => b.percent - a.percent || b.year - a.year)
      .slice(0, 3);
  }

  private async others(ids: readonly string[]): Promise<OtherRow[]> {
    const params: unknown[] = [ids];
    const seen = accessWhere(this.abilities.of(this.actors.get()), 'read', entryColumns, params);
    return this.db.query<OtherRow>(
      `SELECT e.id, ${seen} AS seen, v.title, v.subject_name, e.subject_type, e.unit_id, u.label AS unit_name, e.round_id, r.name AS round_name, r.year,
         e.state, coalesce(e.origin_entry_id, e.id) AS origin
       FROM entry e JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no JOIN unit u ON u.id = e.unit_id JOIN round r ON r.id = e.round_id
       WHERE e.id = ANY($1::uuid[]) AND e.state <> 'WITHDRAWN'`,
      params,
    );
  }
}

interface Compared {
  row: OtherRow;
  text: EntryText;
  relation: UnitRelation;
  jaccard: number;
  ofMine: number;
  ofTheirs: number;
  sameModel: boolean;
  sameSubject: boolean;
  warnings: SimilarItemAnswer['warnings'];
  listed: boolean;
}

function compare(
  mine: OtherRow,
  text: EntryText,
  row: OtherRow,
  other: EntryText,
  units: ReadonlyMap<string, UnitRelation>,
): Compared {
  const { jaccard, ofFirst, ofSecond } = likeness(text.shingles, other.shingles);
  const relation = units.get(row.unit_id) ?? 'OTHER';
  const sameSubject = isSameSubject(
    { subjectName: mine.subject_name, subjectType: mine.subject_type, unitName: mine.unit_name },
    { subjectName: row.subject_name, subjectType: row.subject_type },
  );
  const containment = Math.max(ofFirst, ofSecond);
  const sameModel = mine.origin === row.origin;
  const all = warningsOf({
    relation,
    jaccard,
    containment,
    sameSubject,
    sameRound: mine.round_id === row.round_id,
    year: mine.year,
    otherYear: row.year,
    otherState: row.state,
    sameModel,
  });
  // Of an entry that the reader may not open, nothing but its share is told: not who it is for and how far it came.
  const warnings = row.seen ? all : all.filter((one) => one.kind === 'SAME_TEXT');
  const listed = warnings.length > 0 || jaccard >= LISTED.jaccard || containment >= LISTED.containment;
  return {
    row,
    text: other,
    relation,
    jaccard,
    ofMine: ofFirst,
    ofTheirs: ofSecond,
    sameModel,
    sameSubject,
    warnings,
    listed,
  };
}

const byWeight = (a: Compared, b: Compared): number =>
  weightOf(a) - weightOf(b) ||
  Math.max(b.ofMine, b.ofTheirs) - Math.max(a.ofMine, a.ofTheirs) ||
  b.row.year - a.row.year ||
  (a.row.id < b.row.id ? -1 : 1);

/** What the texts say comes before what a name says: many a body is put forward for several models. */
const weightOf = ({ warnings: [first] }: Compared): number =>
  first
    ? WARNING_KINDS.indexOf(first.kind) + (first.reason === 'SUBJECT' ? WARNING_KINDS.length : 0)
    : 2 * WARNING_KINDS.length;

/** Whole percent; what is not quite all is never shown as all, what is something never as nothing. */
function percentOf(share: number): number {
  if (share <= 0 || share >= 1) return Math.round(Math.min(1, Math.max(0, share)) * 100);
  return Math.min(99, Math.max(1, Math.round(share * 100)));
}

function answer(one: Compared, mine: EntryText | undefined): SimilarItemAnswer {
  const { row } = one;
  return {
    entryId: row.seen ? row.id : null,
    title: row.seen ? row.title : null,
    subjectName: row.seen ? row.subject_name : null,
    unitName: row.unit_name,
    relation: one.relation,
    roundName: row.seen ? row.round_name : null,
    year: row.year,
    state: row.seen ? row.state : null,
    percent: percentOf(one.jaccard),
    percentOfThis: percentOf(one.ofMine),
    percentOfOther: percentOf(one.ofTheirs),
    sameModel: row.seen && one.sameModel,
    sameSubject: row.seen && one.sameSubject,
    warnings: one.warnings,
    passages: mine ? passages(mine.parts, one.text.parts, { limit: PASSAGES, boilerplate: mine.boilerplate }) : [],
  };
}
