import { createHash } from 'node:crypto';
import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, cleanText, Clock, Database, Idempotency, NumberSeries } from '@app/platform';
import { categoryOf, RoundQueries, type RoundRecord } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from './content-hash.rules';
import type { SavedDraftAnswer } from './entries.answers.dto';
import type { CreateEntryInput, SaveDraftInput, SubmitEntryInput, WithdrawEntryInput } from './entries.dto';
import { checkComplete, checkDraft } from './entry-content.rules';
import { changedMeanwhile, cleanDraft } from './entry-input';
import { EntryMoves } from './entry-moves';
import { entryAccess, type EntryRecord, EntryRecords } from './entry-records';
import { lateFor, refuseLatePaper, refuseOutsideWindow } from './entry-window';
import { WRITABLE_STATES } from './entry.workflow';
import { EvidenceRows } from './evidence-rows';

export interface Receipt {
  receiptNo: string;
  revisionNo: number;
  submittedAt: string;
}

interface OpenReturn {
  id: string;
  items: { part: string; text: string; answer: string | null }[];
}

/** What units do with their entries. */
@Injectable()
export class EntriesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly idempotency: Idempotency,
    private readonly numbers: NumberSeries,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly rounds: RoundQueries,
    private readonly records: EntryRecords,
    private readonly moves: EntryMoves,
    private readonly evidence: EvidenceRows,
  ) {}

  /**
   * A new draft. The same key gives the same entry.
   * @throws AppError NOT_FOUND (round), ROUND_NOT_OPEN, BEFORE_WINDOW, AFTER_DEADLINE, UNIT_UNKNOWN, UNIT_CLOSED, UNIT_NOT_IN_ROUND, CATEGORY_UNKNOWN
   */
  async create(key: string | undefined, input: CreateEntryInput): Promise<{ id: string }> {
    const actor = this.actors.get();
    const title = cleanText(input.title, { field: 'title', max: 300, min: 1 });
    const subjectName = cleanText(input.subjectName, { field: 'subjectName', max: 300, min: 1 });
    return this.idempotency.run(actor.accountId, key, { create: input }, async () => {
      const round = await this.rounds.visible(input.roundId);
      refuseOutsideWindow(round, this.clock.now());
      const unit = await this.unitFor(round, input.unitId);
      const category = categoryOf(round.rules, input.categoryCode);
      if (!category) throw new AppError('CATEGORY_UNKNOWN', {}, [{ field: 'categoryCode', code: 'CATEGORY_UNKNOWN' }]);
      const now = this.clock.now();
      const row = await this.db.one<{ id: string }>(
        `INSERT INTO entry (round_id, rules_version, unit_id, unit_path, host_path, category_code, field_code, subject_type, title, subject_name,
           holder_unit_id, holder_since, deadline, created_by, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $3, $11, $12, $13, $11, $11) RETURNING id`,
        [
          round.id,
          round.rulesVersion,
          unit.id,
          unit.path,
          round.unitPath,
          category.code,
          category.field,
          category.subjectType,
          title,
          subjectName,
          now,
          round.rules.registration.closesAt,
          actor.accountId,
        ],
      );
      const id = row!.id;
      await this.db.query(
        `INSERT INTO state_history (subject_type, subject_id, action, from_state, to_state, actor_id, unit_id) VALUES ('Entry', $1, 'create', NULL, 'DRAFT', $2, $3)`,
        [id, actor.accountId, unit.id],
      );
      await this.audit.write({
        action: 'Entry.create',
        subjectType: 'Entry',
        subjectId: id,
        actingFor: unit.id,
        after: { title, unitId: unit.id, category: category.code },
      });
      return { id };
    });
  }

  /**
   * Saves what is written so far; nothing is required yet. Two writers: the first one wins, the other is refused with
   * the present version and content, so that nothing is lost. Not audited: the frozen revisions are.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, CHANGED_MEANWHILE, VALIDATION_FAILED
   */
  async saveDraft(id: string, input: SaveDraftInput): Promise<SavedDraftAnswer> {
    const draft = cleanDraft(input);
    return this.db.transaction(async () => {
      const entry = await this.lockForWriting(id);
      if (entry.version !== input.version) throw changedMeanwhile(entry);
      const errors = checkDraft(await this.moves.rulesOf(entry), entry.categoryCode, draft);
      if (errors.length > 0) throw new AppError('VALIDATION_FAILED', {}, errors);
      const now = this.clock.now();
      await this.db.query(
        `UPDATE entry SET title = $3, subject_name = $4, content = $5, contributions = $6, self_scores = $7, version = version + 1, updated_at = $8
         WHERE id = $1 AND version = $2`,
        [
          id,
          input.version,
          draft.title,
          draft.subjectName,
          JSON.stringify(draft.content),
          JSON.stringify(draft.contributions),
          JSON.stringify(draft.selfScores),
          now,
        ],
      );
      return { id, version: input.version + 1, updatedAt: now.toISOString() };
    });
  }

  /**
   * The head of the unit submits: receipt number (at the first time), frozen revision, next holder. The same key gives
   * the same receipt.
   * @throws AppError ENTRY_INCOMPLETE, AFTER_DEADLINE, BEFORE_WINDOW, ROUND_NOT_OPEN, RETURN_NOT_ANSWERED, CHANGED_MEANWHILE, …
   */
  async submit(id: string, key: string | undefined, input: SubmitEntryInput): Promise<Receipt> {
    const actor = this.actors.get();
    return this.idempotency.run(actor.accountId, key, { submit: id, input }, async () => {
      const entry = await this.records.lockVisible(id);
      const action = this.submitAction(entry);
      this.records.refuseUnless(action, entry);
      if (!WRITABLE_STATES.includes(entry.state))
        throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'submit', state: entry.state });
      if (entry.version !== input.version) throw changedMeanwhile(entry);
      const round = await this.rounds.byId(entry.roundId);
      const now = this.clock.now();
      this.refuseLate(entry, round, now, action);
      const errors = checkComplete(await this.moves.rulesOf(entry), entry.categoryCode, entry);
      if (errors.length > 0) throw new AppError('ENTRY_INCOMPLETE', {}, errors);
      await this.answerReturn(entry, input, now);
      const revisionNo = entry.revisionNo + 1;
      await this.freeze(entry, revisionNo, now);
      const receiptNo =
        entry.receiptNo ?? `${round.code}-${String(await this.numbers.next(`receipt:${round.id}`)).padStart(6, '0')}`;
      await this.moves.submit(entry, {
        action,
        expectedVersion: input.version,
        receiptNo,
        revisionNo,
        submittedAt: now,
      });
      return { receiptNo, revisionNo, submittedAt: now.toISOString() };
    });
  }

  /** Takes a draft or returned entry back for good. */
  async withdraw(id: string, input: WithdrawEntryInput): Promise<void> {
    const reason =
      input.reason === undefined ? undefined : cleanText(input.reason, { field: 'reason', max: 2000, multiline: true });
    await this.db.transaction(async () => {
      const entry = await this.records.lockVisible(id);
      await this.moves.withdraw(entry, { expectedVersion: input.version, ...(reason ? { reason } : {}) });
    });
  }

  /** A locked entry that the actor may write now. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW */
  async lockForWriting(id: string): Promise<EntryRecord> {
    const entry = await this.records.lockVisible(id);
    this.records.refuseUnless('write', entry);
    if (!WRITABLE_STATES.includes(entry.state))
      throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'write', state: entry.state });
    return entry;
  }

  /** The head of the unit submits; an officer does it for a dossier that came on paper. */
  private submitAction(entry: EntryRecord): 'submit' | 'submitPaper' {
    const paper =
      entry.channel === 'PAPER' &&
      !this.abilities.of(this.actors.get()).can('submit', 'Entry', entryAccess(entry));
    return paper ? 'submitPaper' : 'submit';
  }

  private async unitFor(round: RoundRecord, unitId: string): Promise<{ id: string; path: string }> {
    const actor = this.actors.get();
    const unknown = (code: 'UNIT_UNKNOWN' | 'UNIT_NOT_IN_ROUND') => new AppError(code, {}, [{ field: 'unitId', code }]);
    const unit = await this.db.one<{
      id: string;
      path: string;
      valid_from: string;
      valid_to: string | null;
      within: boolean;
    }>(`SELECT id, path::text, valid_from::text, valid_to::text, path <@ $2::ltree AS within FROM unit WHERE id = $1`, [
      unitId,
      round.unitPath,
    ]);
    if (!unit) throw unknown('UNIT_UNKNOWN');
    const access = {
      id: '',
      unitId: unit.id,
      unitPath: unit.path,
      hostPath: round.unitPath,
      roundId: round.id,
      state: 'DRAFT',
      submitted: false,
      channel: 'ONLINE',
      holderUnitId: unit.id,
      readers: [],
    };
    if (!this.abilities.of(actor).can('create', 'Entry', access)) throw unknown('UNIT_UNKNOWN');
    const today = this.clock.today();
    if (unit.valid_to !== null && unit.valid_to <= today) {
      const params = { validTo: unit.valid_to.split('-').toReversed().join('/') };
      throw new AppError('UNIT_CLOSED', params, [{ field: 'unitId', code: 'UNIT_CLOSED', params }]);
    }
    if (unit.valid_from > today) throw unknown('UNIT_UNKNOWN');
    if (!unit.within) throw unknown('UNIT_NOT_IN_ROUND');
    return unit;
  }

  /**
   * A draft may be submitted in the registration window, a returned entry until the deadline of its return. What came on
   * paper is judged by the day of the post office or of its arrival, not by when an officer had the time to enter it.
   */
  private refuseLate(entry: EntryRecord, round: RoundRecord, now: Date, action: string): void {
    const paperDay = action === 'submitPaper' ? (entry.postmarkOn ?? entry.receivedOn) : null;
    if (entry.state === 'DRAFT') {
      if (paperDay === null) return refuseOutsideWindow(round, now);
      if (round.state !== 'OPEN') throw new AppError('ROUND_NOT_OPEN');
      refuseLatePaper(paperDay, new Date(round.rules.registration.closesAt));
    } else if (entry.deadline && now > entry.deadline) throw lateFor(entry.deadline);
  }

  private async answerReturn(entry: EntryRecord, input: SubmitEntryInput, now: Date): Promise<void> {
    if (entry.state !== 'RETURNED') return;
    const open = await this.db.one<OpenReturn>(
      'SELECT id, items FROM return_request WHERE entry_id = $1 AND answered_at IS NULL ORDER BY no DESC LIMIT 1',
      [entry.id],
    );
    if (!open) return;
    const answers = new Map(
      (input.answers ?? []).map(({ index, answer }) => [
        index,
        cleanText(answer, { field: `answers.${index}`, max: 2000, multiline: true }),
      ]),
    );
    const items = open.items.map((item, index) => ({ ...item, answer: answers.get(index) ?? '' }));
    const missing = items.flatMap((item, index) =>
      item.answer === '' ? [{ field: `answers.${index}`, code: 'FIELD_MISSING' as const }] : [],
    );
    if (missing.length > 0) throw new AppError('RETURN_NOT_ANSWERED', {}, missing);
    await this.db.query('UPDATE return_request SET items = $2, answered_at = $3 WHERE id = $1', [
      open.id,
      JSON.stringify(items),
      now,
    ]);
  }

  /** Keeps the content as it is now, with the list of files and their hashes. */
  private async freeze(entry: EntryRecord, no: number, now: Date): Promise<void> {
    const { title, subjectName, content, contributions, selfScores } = entry;
    const evidence = await this.evidence.frozen(entry.id);
    const hash = createHash('sha256')
      .update(canonicalJson({ title, subjectName, content, contributions, selfScores, evidence }))
      .digest('hex');
    await this.db.query(
      `INSERT INTO entry_revision (entry_id, no, title, subject_name, content, contributions, self_scores, evidence, content_hash, submitted_by, submitted_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        entry.id,
        no,
        title,
        subjectName,
        JSON.stringify(content),
        JSON.stringify(contributions),
        JSON.stringify(selfScores),
        JSON.stringify(evidence),
        hash,
        this.actors.get().accountId,
        now,
      ],
    );
  }
}
