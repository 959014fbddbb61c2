import { createHash } from 'node:crypto';
import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { Jobs } from '@app/jobs';
import { AppError, cleanText, Clock, Database, Idempotency, NumberSeries } from '@app/platform';
import { categoryOf, RoundQueries, type RoundRecord } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from './content-hash.rules';
import type { CreateEntryInput, SubmitEntryInput, WithdrawEntryInput } from './entries.dto';
import { checkComplete, frozenContent } from './entry-content.rules';
import { changedMeanwhile } from './entry-input';
import { EntryMoves } from './entry-moves';
import { entryAccess, type EntryRecord, EntryRecords } from './entry-records';
import type { LeftOut } from './entry-renewal.rules';
import { EntryRenewals } from './entry-renewals';
import { lateFor, refuseLatePaper, refuseOutsideWindow } from './entry-window';
import { EntryReturns } from './entry-returns';
import { WRITABLE_STATES } from './entry.workflow';
import { EvidenceRows } from './evidence-rows';

export interface Receipt {
  receiptNo: string;
  revisionNo: number;
  submittedAt: string;
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
    private readonly returns: EntryReturns,
    private readonly renewals: EntryRenewals,
    private readonly jobs: Jobs,
  ) {}

  /**
   * A new draft, or one that carries a recognised model on and begins with its content. The same key gives the same entry.
   * @returns `leftOut`: parts of the renewed entry that the new form has no place for
   * @throws AppError NOT_FOUND (round), ROUND_NOT_OPEN, BEFORE_WINDOW, AFTER_DEADLINE, UNIT_UNKNOWN, UNIT_CLOSED, UNIT_NOT_IN_ROUND, CATEGORY_UNKNOWN,
   *   RENEWAL_UNKNOWN, RENEWAL_SAME_ROUND, RENEWAL_TAKEN
   */
  async create(key: string | undefined, input: CreateEntryInput): Promise<{ id: string; leftOut: LeftOut[] }> {
    const actor = this.actors.get();
    const title = cleanText(input.title, { field: 'title', max: 300, min: 1 });
    const subjectName = cleanText(input.subjectName, { field: 'subjectName', max: 300, min: 1 });
    return this.idempotency.run(actor.accountId, key, { create: input }, async () => {
      const round = await this.rounds.visible(input.roundId);
      refuseOutsideWindow(round, this.clock.now());
      const unit = await this.unitFor(round, input.unitId);
      const category = categoryOf(round.rules, input.categoryCode);
      if (!category) throw new AppError('CATEGORY_UNKNOWN', {}, [{ field: 'categoryCode', code: 'CATEGORY_UNKNOWN' }]);
      const renewal = input.renewsEntryId
        ? await this.renewals.take(input.renewsEntryId, round, unit.id, category.code)
        : null;
      const now = this.clock.now();
      const row = await this.db.one<{ id: string }>(
        `INSERT INTO entry (round_id, rules_version, unit_id, unit_path, host_path, category_code, field_code, subject_type, title, subject_name,
           holder_unit_id, holder_since, deadline, created_by, created_at, updated_at, renews_entry_id, origin_entry_id, renewal_no, content)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $3, $11, $12, $13, $11, $11, $14, $15, $16, $17) RETURNING id`,
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
          renewal?.renewsEntryId ?? null,
          renewal?.originEntryId ?? null,
          renewal?.renewalNo ?? 0,
          JSON.stringify(renewal?.content ?? {}),
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
        after: {
          title,
          unitId: unit.id,
          category: category.code,
          ...(renewal ? { renews: renewal.renewsEntryId } : {}),
        },
      });
      return { id, leftOut: renewal?.leftOut ?? [] };
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
      const errors = checkComplete(await this.moves.rulesOf(entry), entry, entry);
      if (errors.length > 0) throw new AppError('ENTRY_INCOMPLETE', {}, errors);
      await this.returns.freeze(entry, input, now);
      const revisionNo = entry.revisionNo + 1;
      await this.freeze(entry, revisionNo, now);
      await this.jobs.send('entry.submitted', { entryId: id, revisionNo });
      let receiptNo = entry.receiptNo ?? '';
      await this.moves.submit(entry, {
        action,
        expectedVersion: input.version,
        receiptNo: async () => {
          receiptNo ||= `${round.code}-${String(await this.numbers.next(`receipt:${round.id}`)).padStart(6, '0')}`;
          return receiptNo;
        },
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

  /** The head of the unit submits; an officer does it for a dossier that came on paper. */
  private submitAction(entry: EntryRecord): 'submit' | 'submitPaper' {
    const paper =
      entry.channel === 'PAPER' && !this.abilities.of(this.actors.get()).can('submit', 'Entry', entryAccess(entry));
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

  /** Keeps the content as it is now, with the list of files and their hashes. */
  private async freeze(entry: EntryRecord, no: number, now: Date): Promise<void> {
    const { title, subjectName, contributions, selfScores } = entry;
    const content = frozenContent(await this.moves.rulesOf(entry), entry, entry.content);
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
