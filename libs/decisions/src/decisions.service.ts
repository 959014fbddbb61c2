import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { EntryMoves, EntryRecords } from '@app/entries';
import { HoldersOf, Notices } from '@app/notices';
import { AppError, cleanText, Clock, Database, isRealDate, NumberSeries } from '@app/platform';
import { Workflows } from '@app/workflow';
import { DecisionDrafts } from './decision-drafts';
import type { DecisionAnswer, DecisionInput, DecisionIssueInput, DecisionUpdateInput } from './decision.dto';
import { Decision } from './decision.entity';
import { DECISION_WORKFLOW } from './decision.workflow';
import { DecisionQueries, type DecisionRecord } from './decisions.queries';
import { bookNumber, certificateCode, FIRST_DECISION_DAY, numberText, seriesKey } from './number.rules';

/** From the draft of a decision to its number and its certificates. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly db: Database,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly workflows: Workflows,
    private readonly clock: Clock,
    private readonly series: NumberSeries,
    private readonly records: EntryRecords,
    private readonly moves: EntryMoves,
    private readonly notices: Notices,
    private readonly holders: HoldersOf,
    private readonly queries: DecisionQueries,
    private readonly drafts: DecisionDrafts,
  ) {}

  /** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VALIDATION_FAILED with ENTRY_NOT_APPROVED, ENTRY_IN_OTHER_DECISION or AWARD_FORM_… per award */
  async create(roundId: string, input: DecisionInput): Promise<DecisionAnswer> {
    const id = await this.db.transaction(() => this.drafts.create(roundId, input));
    return this.queries.detail(id);
  }

  /** Replaces a draft with its annex. @throws AppError as `create`, STATE_DOES_NOT_ALLOW, CHANGED_MEANWHILE */
  async update(id: string, input: DecisionUpdateInput): Promise<DecisionAnswer> {
    await this.db.transaction(() => this.drafts.update(id, input));
    return this.queries.detail(id);
  }

  /** To the leader who signs. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, CHANGED_MEANWHILE */
  async submit(id: string, version: number): Promise<DecisionAnswer> {
    await this.db.transaction(async () => {
      const decision = await this.queries.record(id, true);
      await this.workflows.perform(DECISION_WORKFLOW, {
        entity: Decision,
        record: decision,
        access: decision.access,
        action: 'submit',
        to: 'SUBMITTED',
        expectedVersion: version,
        stageCode: decision.stageCode,
        unitId: decision.unitId,
      });
      const count = await this.db.one<{ n: number }>(
        'SELECT count(*)::int AS n FROM decision_award WHERE decision_id = $1',
        [id],
      );
      await this.notices.send({
        kind: 'DECISION_SUBMITTED',
        roundId: decision.roundId,
        accountIds: await this.holders.at(decision.unitId, ['LEADER'], decision.roundId),
        params: { title: decision.title, round: decision.roundName, count: count?.n ?? 0 },
        href: `/decisions/${id}`,
      });
    });
    return this.queries.detail(id);
  }

  /** Back to the board. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, REASON_REQUIRED, STATE_DOES_NOT_ALLOW, CHANGED_MEANWHILE */
  async sendBack(id: string, input: { version: number; reason: string }): Promise<{ id: string; version: number }> {
    return this.db.transaction(async () => {
      const decision = await this.queries.record(id, true);
      const reason = cleanText(input.reason, { field: 'reason', max: 1000, min: 1, multiline: true });
      const { version } = await this.workflows.perform(DECISION_WORKFLOW, {
        entity: Decision,
        record: decision,
        access: decision.access,
        action: 'sendBack',
        to: 'DRAFT',
        expectedVersion: input.version,
        reason,
        stageCode: decision.stageCode,
        unitId: decision.unitId,
      });
      await this.notices.send({
        kind: 'DECISION_SENT_BACK',
        roundId: decision.roundId,
        accountIds: await this.holders.at(decision.unitId, ['BOARD_STAFF'], decision.roundId),
        params: { title: decision.title, reason },
        href: `/decisions/${id}`,
      });
      // a leader does not see drafts, so the answer is not the decision
      return { id, version };
    });
  }

  /**
   * Signs: takes the number from its series, fixes the money by the base salary of the day, recognises the entries and
   * enters their certificates, all or nothing. The series has no gaps because its row stays locked until the commit.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, CHANGED_MEANWHILE, VALIDATION_FAILED (date)
   */
  async issue(id: string, input: DecisionIssueInput): Promise<DecisionAnswer> {
    await this.db.transaction(async () => {
      const decision = await this.queries.record(id, true);
      const step = {
        entity: Decision,
        record: decision,
        access: decision.access,
        action: 'issue',
        to: 'ISSUED',
        expectedVersion: input.version,
        stageCode: decision.stageCode,
        unitId: decision.unitId,
      } as const;
      if (!this.workflows.can(DECISION_WORKFLOW, decision, decision.access).includes('issue')) {
        // refuses with the reason before anything is computed
        await this.workflows.perform(DECISION_WORKFLOW, step);
        return;
      }
      if (decision.version !== input.version) throw new AppError('CHANGED_MEANWHILE', { version: decision.version });
      const date = this.date(input.decidedOn);
      const { awards, baseSalary } = await this.queries.awards(decision, date);
      await this.db.query(
        `UPDATE decision_award a SET amount = x.amount FROM jsonb_to_recordset($2) AS x(id uuid, amount numeric) WHERE a.id = x.id AND a.decision_id = $1`,
        [id, JSON.stringify(awards.map((award) => ({ id: award.id, amount: award.amount })))],
      );
      const signer = await this.db.one<{ full_name: string; title: string }>(
        'SELECT full_name, title FROM account WHERE id = $1',
        [this.actors.get().accountId],
      );
      const key = seriesKey(decision.family, decision.unitId, decision.typeSymbol, date);
      const number = await this.series.next(key);
      const text = numberText(decision.family, number, decision.typeSymbol, date);
      await this.recognise(decision, awards, text);
      await this.certify(decision, awards, date);
      await this.workflows.perform(DECISION_WORKFLOW, {
        ...step,
        patch: {
          decidedOn: date,
          number,
          numberText: text,
          seriesKey: key,
          baseSalary,
          signerId: this.actors.get().accountId,
          signerName: signer?.full_name ?? '',
          signerTitle: signer?.title ?? '',
          signerAuthority: input.signerAuthority,
          issuedAt: this.clock.now(),
        },
        after: {
          numberText: text,
          decidedOn: date,
          baseSalary,
          awards: awards.map(({ entryId, awardFormCode, amount }) => ({ entryId, awardFormCode, amount })),
        },
      });
      await this.notices.send({
        kind: 'DECISION_ISSUED',
        roundId: decision.roundId,
        accountIds: await this.holders.at(decision.unitId, ['BOARD_STAFF'], decision.roundId),
        params: { title: decision.title, decision: text, count: awards.length },
        href: `/decisions/${id}`,
      });
    });
    return this.queries.detail(id);
  }

  private date(decidedOn: string): string {
    if (!isRealDate(decidedOn) || decidedOn < FIRST_DECISION_DAY)
      throw new AppError('VALIDATION_FAILED', {}, [{ field: 'decidedOn', code: 'FIELD_BAD_DATE' }]);
    if (decidedOn > this.clock.today())
      throw new AppError('VALIDATION_FAILED', {}, [{ field: 'decidedOn', code: 'DECISION_DATE_IN_FUTURE' }]);
    return decidedOn;
  }

  private async recognise(
    decision: DecisionRecord,
    awards: readonly { entryId: string; awardFormName: string; amount: string }[],
    text: string,
  ): Promise<void> {
    for (const award of awards) {
      const entry = await this.records.lock(award.entryId);
      await this.moves.recognise(entry, {
        decisionId: decision.id,
        numberText: text,
        awardForm: award.awardFormName,
        amount: award.amount,
      });
      const own = await this.holders.at(entry.unitId, ['REPORTER', 'UNIT_HEAD'], entry.roundId);
      await this.notices.send({
        kind: 'ENTRY_RECOGNISED',
        roundId: decision.roundId,
        accountIds: [...new Set([...own, entry.createdBy])],
        params: { title: entry.title, award: award.awardFormName, decision: text },
        href: `/entries/${entry.id}`,
      });
    }
  }

  /** Enters the golden book: number within the round, and the code that the public checks. */
  private async certify(decision: DecisionRecord, awards: readonly { id: string }[], date: string): Promise<void> {
    const rows: { award_id: string; number_text: string; code: string }[] = [];
    for (const award of awards)
      rows.push({
        award_id: award.id,
        number_text: bookNumber(decision.roundCode, await this.series.next(`certificate:${decision.roundId}`)),
        code: certificateCode((below) => randomInt(below)),
      });
    const made = await this.db.query<{ id: string; award_id: string; number_text: string }>(
      `INSERT INTO certificate (award_id, number_text, code, issued_on)
       SELECT c.award_id, c.number_text, c.code, $2 FROM jsonb_to_recordset($1) AS c(award_id uuid, number_text text, code text) RETURNING id, award_id, number_text`,
      [JSON.stringify(rows), date],
    );
    await this.audit.writeAll(
      made.map((row) => ({
        action: 'Certificate.issue',
        subjectType: 'Certificate',
        subjectId: row.id,
        after: { awardId: row.award_id, numberText: row.number_text, decisionId: decision.id },
      })),
    );
  }
}
