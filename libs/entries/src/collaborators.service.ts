import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { Notices } from '@app/notices';
import { AppError, Clock, Database, fold } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { entryAccess, type EntryRecord, EntryRecords } from './entry-records';
import { ENTRY_WORKFLOW } from './entry.workflow';
import type { CollaboratorAnswer, CollaboratorList, CollaboratorRight, PersonFoundAnswer } from './writing.dto';

const MAX_COLLABORATORS = 20;
const FOUND = 10;

/** People whom the unit lets into one entry: to read along or to write along, never to submit, withdraw or let others in. */
@Injectable()
export class EntryCollaborators {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
    private readonly records: EntryRecords,
  ) {}

  /** For those who see the draft. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED */
  async list(entryId: string): Promise<CollaboratorList> {
    const entry = await this.records.visible(entryId);
    this.records.refuseUnless('readDraft', entry);
    const rows = await this.db.query<
      Omit<Pick<CollaboratorAnswer, keyof CollaboratorAnswer>, 'addedAt'> & { addedAt: Date }
    >(
      `SELECT a.id AS "accountId", a.full_name AS name, a.title, u.label AS "unitName", c.may AS "right", b.full_name AS "addedBy",
         c.added_at AS "addedAt"
       FROM entry_collaborator c JOIN account a ON a.id = c.account_id JOIN unit u ON u.id = a.unit_id JOIN account b ON b.id = c.added_by
       WHERE c.entry_id = $1 ORDER BY c.added_at, a.id`,
      [entryId],
    );
    return {
      items: rows.map((row) => ({ ...row, addedAt: row.addedAt.toISOString() })),
      mayShare: this.mayShare(entry),
    };
  }

  /** People of the round's units by name or login, without marks. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED */
  async find(entryId: string, q: string): Promise<PersonFoundAnswer[]> {
    const entry = await this.records.visible(entryId);
    this.records.refuseUnless('share', entry);
    const words = fold(q).split(/\s+/).filter(Boolean).slice(0, 6);
    if (words.join('').length < 2) return [];
    return this.db.query<PersonFoundAnswer>(
      `SELECT a.id AS "accountId", a.full_name AS name, a.title, u.label AS "unitName"
       FROM account a JOIN unit u ON u.id = a.unit_id
       WHERE u.path <@ $1::ltree AND a.disabled_at IS NULL AND a.id <> $2 AND a.name_norm LIKE ALL ($3::text[])
       ORDER BY a.unit_id = $4 DESC, a.full_name COLLATE "vi-VN-x-icu", a.id LIMIT ${FOUND}`,
      [
        entry.hostPath,
        this.actors.get().accountId,
        words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`),
        entry.unitId,
      ],
    );
  }

  /**
   * Lets somebody in, or changes what they may do; they are told once.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, COLLABORATOR_UNKNOWN, COLLABORATOR_HAS_IT,
   *   COLLABORATOR_REVIEWS, COLLABORATORS_FULL
   */
  async put(entryId: string, accountId: string, right: CollaboratorRight): Promise<CollaboratorList> {
    return this.db.transaction(async () => {
      const entry = await this.lockShared(entryId);
      await this.refuseUnfit(entry, accountId);
      const before = await this.db.one<{ may: CollaboratorRight }>(
        'SELECT may FROM entry_collaborator WHERE entry_id = $1 AND account_id = $2',
        [entryId, accountId],
      );
      if (before?.may !== right) {
        if (!before && entry.collaborators.length >= MAX_COLLABORATORS)
          throw new AppError('COLLABORATORS_FULL', { max: MAX_COLLABORATORS });
        await this.db.query(
          `INSERT INTO entry_collaborator (entry_id, account_id, may, added_by, added_at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (entry_id, account_id) DO UPDATE SET may = EXCLUDED.may`,
          [entryId, accountId, right, this.actors.get().accountId, this.clock.now()],
        );
        await this.write('Entry.addCollaborator', entry, { accountId, right });
        if (!before) await this.tell(entry, accountId, right);
      }
      return this.list(entryId);
    });
  }

  /** Takes the right away at once; people may also go by themselves. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED */
  async remove(entryId: string, accountId: string): Promise<void> {
    await this.db.transaction(async () => {
      const entry = await this.records.lockVisible(entryId);
      if (accountId !== this.actors.get().accountId) this.records.refuseUnless('share', entry);
      const gone = await this.db.query(
        `WITH lock AS (DELETE FROM section_lock WHERE entry_id = $1 AND account_id = $2),
         here AS (DELETE FROM entry_presence WHERE entry_id = $1 AND account_id = $2)
         DELETE FROM entry_collaborator WHERE entry_id = $1 AND account_id = $2 RETURNING account_id`,
        [entryId, accountId],
      );
      if (gone.length > 0) await this.write('Entry.removeCollaborator', entry, { accountId });
    });
  }

  private async lockShared(entryId: string): Promise<EntryRecord> {
    const entry = await this.records.lockVisible(entryId);
    this.records.refuseUnless('share', entry);
    if (ENTRY_WORKFLOW.final.includes(entry.state))
      throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'share', state: entry.state });
    return entry;
  }

  private async refuseUnfit(entry: EntryRecord, accountId: string): Promise<void> {
    const person = await this.db.one<{ reviews: boolean; has: boolean }>(
      `SELECT EXISTS (SELECT FROM entry_reader r WHERE r.entry_id = $1 AND r.account_id = a.id) AS reviews,
         EXISTS (SELECT FROM role_grant g JOIN unit h ON h.id = g.unit_id WHERE g.account_id = a.id AND g.role IN ('REPORTER','UNIT_HEAD')
           AND h.path @> $3::ltree AND (g.round_id IS NULL OR g.round_id = $4) AND g.valid_from <= $5 AND (g.valid_to IS NULL OR g.valid_to > $5)) AS has
       FROM account a JOIN unit u ON u.id = a.unit_id WHERE a.id = $2 AND a.disabled_at IS NULL AND u.path <@ $6::ltree`,
      [entry.id, accountId, entry.unitPath, entry.roundId, this.clock.today(), entry.hostPath],
    );
    if (!person) throw new AppError('COLLABORATOR_UNKNOWN');
    if (person.has || accountId === this.actors.get().accountId) throw new AppError('COLLABORATOR_HAS_IT');
    if (person.reviews) throw new AppError('COLLABORATOR_REVIEWS');
  }

  private async tell(entry: EntryRecord, accountId: string, right: CollaboratorRight): Promise<void> {
    const facts = await this.db.one<{ unit: string; round: string }>(
      'SELECT u.name AS unit, r.name AS round FROM unit u, round r WHERE u.id = $1 AND r.id = $2',
      [entry.unitId, entry.roundId],
    );
    await this.notices.send({
      kind: 'ENTRY_SHARED',
      roundId: entry.roundId,
      accountIds: [accountId],
      params: { title: entry.title, unit: facts?.unit ?? '', round: facts?.round ?? '' },
      href: right === 'WRITE' ? `/entries/${entry.id}/edit` : `/entries/${entry.id}`,
    });
  }

  private async write(action: string, entry: EntryRecord, after: Record<string, unknown>): Promise<void> {
    await this.audit.write({ action, subjectType: 'Entry', subjectId: entry.id, actingFor: entry.unitId, after });
  }

  private mayShare(entry: EntryRecord): boolean {
    if (ENTRY_WORKFLOW.final.includes(entry.state)) return false;
    return this.abilities.of(this.actors.get()).can('share', 'Entry', entryAccess(entry));
  }
}
