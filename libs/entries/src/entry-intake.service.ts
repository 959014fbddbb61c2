import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, cleanText, Clock, Database, type ErrorCode, Idempotency } from '@app/platform';
import { categoryOf, RoundQueries, type RoundRecord } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import type { PaperEntryInput } from './entry-paper.dto';
import type { EntryRecord } from './entry-records';
import type { EntryChannel } from './entry.workflow';
import { refuseImpossibleDays, refuseLatePaper, refuseOutsideWindow } from './entry-window';

/** One registration that somebody else enters for a unit. Texts are clean (NFC, no control characters) and not too long. */
export interface IntakeRow {
  unitId: string;
  categoryCode: string;
  title: string;
  subjectName: string;
  content?: EntryRecord['content'];
  contributions?: EntryRecord['contributions'];
  receivedOn?: string | null;
  postmarkOn?: string | null;
  note?: string;
}

/** Why a row cannot be entered; `row` counts from 0. */
export interface IntakeProblem {
  row: number;
  field: 'unitId' | 'categoryCode';
  code: ErrorCode;
  params?: Record<string, unknown>;
}

interface UnitRow {
  id: string;
  path: string;
  /** dd/mm/yyyy */
  valid_to: string | null;
  open: boolean;
  within: boolean;
}

/** Entries that an officer enters on behalf of a unit: from paper, or many at once from a list of registrations. */
@Injectable()
export class EntryIntake {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly idempotency: Idempotency,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly rounds: RoundQueries,
  ) {}

  /**
   * A draft of a dossier that came on paper. The same key gives the same entry. In time is what was stamped by the post
   * office, or else received, on or before the last day of registration.
   * @throws AppError NOT_FOUND (round), ROUND_NOT_OPEN, AFTER_DEADLINE, PAPER_DATES, UNIT_UNKNOWN, UNIT_CLOSED, UNIT_NOT_IN_ROUND, CATEGORY_UNKNOWN
   */
  async enterPaper(key: string | undefined, input: PaperEntryInput): Promise<{ id: string }> {
    const row: IntakeRow = {
      unitId: input.unitId,
      categoryCode: input.categoryCode,
      title: cleanText(input.title, { field: 'title', max: 300, min: 1 }),
      subjectName: cleanText(input.subjectName, { field: 'subjectName', max: 300, min: 1 }),
      receivedOn: input.receivedOn,
      postmarkOn: input.postmarkOn ?? null,
      note: cleanText(input.note ?? '', { field: 'note', max: 2000, multiline: true }),
    };
    refuseImpossibleDays(input.receivedOn, input.postmarkOn ?? null, this.clock.today());
    return this.idempotency.run(this.actors.get().accountId, key, { enterPaper: input }, async () => {
      const round = await this.rounds.visible(input.roundId);
      if (round.state !== 'OPEN') throw new AppError('ROUND_NOT_OPEN');
      refuseLatePaper(input.postmarkOn ?? input.receivedOn, new Date(round.rules.registration.closesAt));
      const problems = await this.check(round, [row], 'enterPaper');
      if (problems[0]) throw refusal(problems[0], problems[0].field);
      const [made] = await this.insert(round, [row], 'PAPER');
      return { id: made! };
    });
  }

  /**
   * What stands against entering these rows; nothing is written.
   * @throws AppError ROUND_NOT_OPEN, BEFORE_WINDOW, AFTER_DEADLINE
   */
  async checkImport(round: RoundRecord, rows: readonly IntakeRow[]): Promise<IntakeProblem[]> {
    refuseOutsideWindow(round, this.clock.now());
    return this.check(round, rows, 'import');
  }

  /**
   * Registers many entries in the present transaction, in a fixed number of statements. They stay drafts that their units
   * complete and submit.
   * @returns the ids, in the order of the rows
   * @throws AppError as `checkImport`, and the code of the first row that has a problem
   */
  async registerMany(round: RoundRecord, rows: readonly IntakeRow[]): Promise<string[]> {
    const problems = await this.checkImport(round, rows);
    if (problems[0]) throw refusal(problems[0], `rows.${problems[0].row}.${problems[0].field}`);
    return this.insert(round, rows, 'IMPORT');
  }

  private async check(
    round: RoundRecord,
    rows: readonly IntakeRow[],
    action: 'enterPaper' | 'import',
  ): Promise<IntakeProblem[]> {
    const units = await this.units(round, rows);
    const ability = this.abilities.of(this.actors.get());
    const allowed = (unit: UnitRow): boolean =>
      ability.can(action, 'Entry', {
        id: '',
        unitId: unit.id,
        unitPath: unit.path,
        hostPath: round.unitPath,
        roundId: round.id,
        state: 'DRAFT',
        submitted: false,
        channel: action === 'import' ? 'IMPORT' : 'PAPER',
        holderUnitId: unit.id,
        readers: [],
      });
    return rows.flatMap((row, index): IntakeProblem[] => {
      const unit = units.get(row.unitId);
      // a unit that the actor may not enter for is not there for them
      if (!unit || !allowed(unit)) return [{ row: index, field: 'unitId', code: 'UNIT_UNKNOWN' }];
      if (!unit.within) return [{ row: index, field: 'unitId', code: 'UNIT_NOT_IN_ROUND' }];
      if (!unit.open)
        return [{ row: index, field: 'unitId', code: 'UNIT_CLOSED', params: { validTo: unit.valid_to ?? '' } }];
      return categoryOf(round.rules, row.categoryCode)
        ? []
        : [{ row: index, field: 'categoryCode', code: 'CATEGORY_UNKNOWN' }];
    });
  }

  private async units(round: RoundRecord, rows: readonly IntakeRow[]): Promise<Map<string, UnitRow>> {
    const found = await this.db.query<UnitRow>(
      `SELECT id, path::text, to_char(valid_to, 'DD/MM/YYYY') AS valid_to, valid_from <= $3 AND (valid_to IS NULL OR valid_to > $3) AS open, path <@ $2::ltree AS within
       FROM unit WHERE id = ANY($1::uuid[])`,
      [[...new Set(rows.map((row) => row.unitId))], round.unitPath, this.clock.today()],
    );
    return new Map(found.map((unit) => [unit.id, unit]));
  }

  /** Entries, history and audit rows, each in one statement. */
  private async insert(round: RoundRecord, rows: readonly IntakeRow[], channel: EntryChannel): Promise<string[]> {
    const actor = this.actors.get();
    const facts = rows.map((row, place) => {
      const category = categoryOf(round.rules, row.categoryCode)!;
      return {
        place,
        unit_id: row.unitId,
        category_code: category.code,
        field_code: category.field,
        subject_type: category.subjectType,
        title: row.title,
        subject_name: row.subjectName,
        content: row.content ?? {},
        contributions: row.contributions ?? [],
        received_on: row.receivedOn ?? null,
        postmark_on: row.postmarkOn ?? null,
        paper_note: row.note ?? '',
      };
    });
    const made = await this.db.query<{ id: string; place: number }>(
      `WITH given AS (
         SELECT g.*, uuidv7() AS id FROM jsonb_to_recordset($1::jsonb) AS g(place int, unit_id uuid, category_code text, field_code text, subject_type text,
           title text, subject_name text, content jsonb, contributions jsonb, received_on date, postmark_on date, paper_note text)),
       entered AS (
         INSERT INTO entry (id, round_id, rules_version, unit_id, unit_path, host_path, category_code, field_code, subject_type, title, subject_name, content, contributions,
           channel, received_on, postmark_on, paper_note, holder_unit_id, holder_since, deadline, created_by, created_at, updated_at)
         SELECT g.id, $2, $3, g.unit_id, u.path, $4::ltree, g.category_code, g.field_code, g.subject_type, g.title, g.subject_name, g.content, g.contributions,
           $5, g.received_on, g.postmark_on, g.paper_note, g.unit_id, $6, $7, $8, $6, $6
         FROM given g JOIN unit u ON u.id = g.unit_id ORDER BY g.place
         RETURNING id, unit_id),
       told AS (
         INSERT INTO state_history (subject_type, subject_id, action, from_state, to_state, actor_id, unit_id, data)
         SELECT 'Entry', e.id, 'create', NULL, 'DRAFT', $8, e.unit_id, jsonb_build_object('channel', $5::text) FROM entered e)
       SELECT g.id, g.place FROM given g ORDER BY g.place`,
      [
        JSON.stringify(facts),
        round.id,
        round.rulesVersion,
        round.unitPath,
        channel,
        this.clock.now(),
        round.rules.registration.closesAt,
        actor.accountId,
      ],
    );
    await this.audit.writeAll(
      made.map(({ id, place }) => ({
        action: channel === 'PAPER' ? 'Entry.enterPaper' : 'Entry.import',
        subjectType: 'Entry',
        subjectId: id,
        actingFor: rows[place]!.unitId,
        after: {
          title: rows[place]!.title,
          unitId: rows[place]!.unitId,
          category: rows[place]!.categoryCode,
          ...(channel === 'PAPER'
            ? { receivedOn: rows[place]!.receivedOn ?? null, postmarkOn: rows[place]!.postmarkOn ?? null }
            : {}),
        },
      })),
    );
    return made.map(({ id }) => id);
  }
}

function refusal(problem: IntakeProblem, field: string): AppError {
  const params = problem.params ?? {};
  return new AppError(problem.code, params, [{ field, code: problem.code, params }]);
}
