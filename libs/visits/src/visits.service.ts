import { CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { EntryRecords } from '@app/entries';
import { AppError, cleanText, Clock, Database, type FieldError, Idempotency } from '@app/platform';
import { RoundQueries, stageOf } from '@app/programmes';
import { Workflows } from '@app/workflow';
import { Injectable } from '@nestjs/common';
import { FieldVisit } from './visit.entity';
import { VisitRecords, type VisitRecord } from './visit-records';
import { VISIT_WORKFLOW } from './visit.workflow';
import type { CreateVisitInput, SaveVisitInput } from './visits.dto';
import { checkVisitDay, missingForSigning, type SeenMark } from './visits.rules';

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });

/** Records of field visits, written and signed by officers of the unit that appraises the entry. */
@Injectable()
export class VisitsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly idempotency: Idempotency,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly workflows: Workflows,
    private readonly entries: EntryRecords,
    private readonly rounds: RoundQueries,
    private readonly records: VisitRecords,
  ) {}

  /**
   * A draft; a unit has at most one for an entry, so that a second call finds the one that is being written. A correction begins
   * with what it corrects, photos too.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, REASON_REQUIRED, VISIT_DRAFT_THERE, VISIT_REPLACED
   */
  async create(key: string | undefined, entryId: string, input: CreateVisitInput): Promise<{ id: string }> {
    const { accountId } = this.actors.get();
    const reason = cleanText(input.reason ?? '', { field: 'reason', max: 2000, multiline: true });
    return this.idempotency.run(accountId, key, { visit: entryId, input }, async () => {
      // the lock lets two at once make one draft
      const entry = await this.entries.lockVisible(entryId);
      if (!this.records.can('write', await this.records.now(entry)))
        throw new AppError('ACTION_NOT_ALLOWED', { action: 'write' });
      const replaced = input.replacesId ? await this.correctable(entryId, input.replacesId) : undefined;
      if (replaced && !reason) throw new AppError('REASON_REQUIRED', {}, [{ field: 'reason', code: 'FIELD_MISSING' }]);
      const there = await this.db.one<{ id: string; replaces_id: string | null }>(
        `SELECT id, replaces_id FROM field_visit WHERE entry_id = $1 AND unit_id = $2 AND state = 'DRAFT'`,
        [entryId, entry.holderUnitId],
      );
      if (there && there.replaces_id === (replaced?.id ?? null)) return { id: there.id };
      if (there) throw new AppError('VISIT_DRAFT_THERE');
      const now = this.clock.now();
      const row = await this.db.one<{ id: string }>(
        `INSERT INTO field_visit (entry_id, stage_code, unit_id, visited_on, place, participants, seen, conclusion, replaces_id, reason, created_by, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12) RETURNING id`,
        [
          entryId,
          entry.stageCode,
          entry.holderUnitId,
          replaced?.visitedOn ?? null,
          replaced?.place ?? '',
          replaced?.participants ?? '',
          JSON.stringify(replaced?.seen ?? {}),
          replaced?.conclusion ?? '',
          replaced?.id ?? null,
          replaced ? reason : null,
          accountId,
          now,
        ],
      );
      const id = row!.id;
      if (replaced)
        await this.db.query(
          `INSERT INTO field_visit_photo (visit_id, file_id, caption, position, created_by, created_at)
           SELECT $1, file_id, caption, position, $3, $4 FROM field_visit_photo WHERE visit_id = $2`,
          [id, replaced.id, accountId, now],
        );
      await this.audit.write({
        action: 'Visit.create',
        subjectType: 'Visit',
        subjectId: id,
        actingFor: entry.holderUnitId ?? undefined,
        after: { entryId, ...(replaced ? { replaces: replaced.id } : {}) },
        reason: replaced ? reason : undefined,
      });
      return { id };
    });
  }

  /**
   * Saves what is written so far; not audited, what is signed is.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, CHANGED_MEANWHILE, VALIDATION_FAILED
   */
  async save(id: string, input: SaveVisitInput): Promise<{ id: string; version: number; updatedAt: string }> {
    const place = cleanText(input.place, { field: 'place', max: 300 });
    const participants = cleanText(input.participants, { field: 'participants', max: 4000, multiline: true });
    const conclusion = cleanText(input.conclusion, { field: 'conclusion', max: 8000, multiline: true });
    return this.db.transaction(async () => {
      const visit = await this.records.lockDraft(id);
      if (visit.version !== input.version) throw new AppError('CHANGED_MEANWHILE', { version: visit.version });
      const now = this.clock.now();
      const errors = checkVisitDay(input.visitedOn, DAY.format(now));
      if (errors.length > 0) throw new AppError('VALIDATION_FAILED', {}, errors);
      await this.db.query(
        `UPDATE field_visit SET visited_on = $2, place = $3, participants = $4, seen = $5, conclusion = $6, version = version + 1, updated_at = $7 WHERE id = $1`,
        [id, input.visitedOn, place, participants, JSON.stringify(await this.seen(visit, input)), conclusion, now],
      );
      return { id, version: visit.version + 1, updatedAt: now.toISOString() };
    });
  }

  /**
   * Signs in the officer's name: from now on the record is never changed.
   * @throws AppError VISIT_INCOMPLETE, VISIT_REPLACED, CHANGED_MEANWHILE, …
   */
  async sign(id: string, key: string | undefined, version: number): Promise<void> {
    const { accountId } = this.actors.get();
    await this.idempotency.run(accountId, key, { signVisit: id, version }, async () => {
      const visit = await this.records.lock(id);
      const missing = missingForSigning(visit);
      if (visit.state === 'DRAFT' && missing.length > 0) throw new AppError('VISIT_INCOMPLETE', {}, missing);
      if (visit.replacesId) await this.refuseReplaced(visit.replacesId);
      const now = this.clock.now();
      await this.workflows.perform(VISIT_WORKFLOW, {
        ...this.step(visit, version),
        action: 'sign',
        to: 'SIGNED',
        patch: { signedBy: accountId, signedAt: now, updatedAt: now },
        after: { entryId: visit.entryId, ...(visit.replacesId ? { replaces: visit.replacesId } : {}) },
        ...(visit.reason ? { reason: visit.reason } : {}),
      });
      return { id };
    });
  }

  /** Gives up a draft. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, CHANGED_MEANWHILE */
  async discard(id: string, version: number): Promise<void> {
    await this.db.transaction(async () => {
      const visit = await this.records.lock(id);
      await this.workflows.perform(VISIT_WORKFLOW, {
        ...this.step(visit, version),
        action: 'discard',
        to: 'DISCARDED',
        patch: { updatedAt: this.clock.now() },
        after: { entryId: visit.entryId },
      });
    });
  }

  private step(visit: VisitRecord, version: number) {
    return {
      entity: FieldVisit,
      record: visit,
      access: visit,
      expectedVersion: version,
      stageCode: visit.stageCode,
      unitId: visit.makerUnitId,
    };
  }

  /** A signed record of the same unit and entry that no other has replaced. */
  private async correctable(entryId: string, id: string): Promise<VisitRecord> {
    const visit = await this.records.visible(id);
    if (visit.entryId !== entryId || visit.state !== 'SIGNED' || visit.makerUnitId !== visit.holderUnitId)
      throw new AppError('NOT_FOUND');
    await this.refuseReplaced(id);
    return visit;
  }

  private async refuseReplaced(id: string): Promise<void> {
    if (await this.db.one(`SELECT 1 FROM field_visit WHERE replaces_id = $1 AND state = 'SIGNED'`, [id]))
      throw new AppError('VISIT_REPLACED');
  }

  private async seen(visit: VisitRecord, input: SaveVisitInput): Promise<Record<string, SeenMark>> {
    const rules = await this.rounds.rules(visit.roundId, visit.rulesVersion);
    const known = new Set((stageOf(rules, visit.stageCode)?.checklist ?? []).map(({ code }) => code));
    const errors = input.seen.flatMap(({ code }, index): FieldError[] =>
      known.has(code) ? [] : [{ field: `seen.${index}.code`, code: 'FIELD_UNKNOWN' }],
    );
    if (errors.length > 0) throw new AppError('VALIDATION_FAILED', {}, errors);
    return Object.fromEntries(
      input.seen.map(({ code, ok, note }, index) => [
        code,
        { ok: ok ?? null, note: cleanText(note ?? '', { field: `seen.${index}.note`, max: 1000, multiline: true }) },
      ]),
    );
  }
}
