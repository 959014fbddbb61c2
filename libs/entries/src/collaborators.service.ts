import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { Notices } from '@app/notices';
import { AppError, Clock, Database, fold } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { entryAccess, type EntryRecord, EntryRecords } from './entry-records';
import { ENTRY_WORKFLOW, WRITABLE_STATES } from './entry.workflow';
import type { CollaboratorAnswer, CollaboratorList, CollaboratorRight, PersonFoundAnswer } from './writing.dto';

const MAX_COLLABORATORS = 20;
const FOUND = 10;

// Of account `a`, the entry's path, round and host being $1, $2 and $3, today $4. Who stands in for somebody holds their roles too.
const held = (which: string): string =>
  `EXISTS (SELECT FROM held_role g JOIN unit h ON h.id = g.unit_id WHERE g.account_id = a.id AND (g.round_id IS NULL OR g.round_id = $2)
     AND (g.valid_to IS NULL OR g.valid_to > $4) AND (${which}))`;
const HAS_IT = held(`g.role IN ('REPORTER','UNIT_HEAD') AND h.path @> $1::ltree AND g.valid_from <= $4`);
/** A unit must not be able to exclude its reviewers by letting them write: who may come to decide on the entry is not let in. */
const DECIDES = held(`g.role IN ('OFFICER','LEADER') AND h.path @> $1::ltree AND h.path <> $1::ltree
  OR g.role IN ('JUDGE','COUNCIL_MEMBER','COUNCIL_SECRETARY','COUNCIL_CHAIR') AND (h.path <@ $3::ltree OR h.path @> $3::ltree)`);
const READS_AS_REVIEWER = 'EXISTS (SELECT FROM entry_reader r WHERE r.entry_id = $5 AND r.account_id = a.id)';

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
       WHERE c.entry_id = $1 AND c.removed_at IS NULL ORDER BY c.added_at, a.id`,
      [entryId],
    );
    return {
      items: rows.map((row) => ({ ...row, addedAt: row.addedAt.toISOString() })),
      mayShare: this.mayShare(entry),
    };
  }

  /**
   * People who may be let in to write: of the unit (of a hamlet's: of its commune) by name or login without marks, of the
   * round's other units only by their whole login, so that nobody can walk through the names of a province.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW
   */
  async find(entryId: string, q: string): Promise<PersonFoundAnswer[]> {
    const entry = await this.records.visible(entryId);
    this.refuseUnlessSharable(entry);
    const words = fold(q).split(/\s+/).filter(Boolean).slice(0, 6);
    if (words.join('').length < 2) return [];
    return this.db.query<PersonFoundAnswer>(
      `SELECT a.id AS "accountId", a.full_name AS name, a.title, u.label AS "unitName"
       FROM account a JOIN unit u ON u.id = a.unit_id
       WHERE u.path <@ $3::ltree AND a.disabled_at IS NULL AND a.id <> $6
         AND (u.path <@ $7::ltree AND a.name_norm LIKE ALL ($8::text[]) OR lower(a.login) = lower($9))
         AND NOT ${HAS_IT} AND NOT ${DECIDES} AND NOT ${READS_AS_REVIEWER}
       ORDER BY a.unit_id = $10 DESC, a.full_name COLLATE "vi-VN-x-icu", a.id LIMIT ${FOUND}`,
      [
        ...this.facts(entry),
        this.actors.get().accountId,
        nearPath(entry),
        words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`),
        q.trim(),
        entry.unitId,
      ],
    );
  }

  /**
   * Lets somebody in while the entry is written, or changes what they may do; they are told once, also when they come again.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, COLLABORATOR_UNKNOWN, COLLABORATOR_HAS_IT,
   *   COLLABORATOR_REVIEWS, COLLABORATORS_FULL
   */
  async put(entryId: string, accountId: string, right: CollaboratorRight): Promise<CollaboratorList> {
    return this.db.transaction(async () => {
      const entry = await this.lockShared(entryId);
      await this.refuseUnfit(entry, accountId, right);
      const before = await this.db.one<{ may: CollaboratorRight; gone: boolean }>(
        'SELECT may, removed_at IS NOT NULL AS gone FROM entry_collaborator WHERE entry_id = $1 AND account_id = $2',
        [entryId, accountId],
      );
      if (before?.may !== right || before.gone) {
        if ((before?.gone ?? true) && entry.collaborators.length >= MAX_COLLABORATORS)
          throw new AppError('COLLABORATORS_FULL', { max: MAX_COLLABORATORS });
        await this.db.query(
          `INSERT INTO entry_collaborator AS c (entry_id, account_id, may, added_by, added_at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (entry_id, account_id) DO UPDATE SET may = EXCLUDED.may, wrote = c.wrote OR c.may = 'WRITE', removed_at = NULL,
             added_by = CASE WHEN c.removed_at IS NULL THEN c.added_by ELSE EXCLUDED.added_by END,
             added_at = CASE WHEN c.removed_at IS NULL THEN c.added_at ELSE EXCLUDED.added_at END`,
          [entryId, accountId, right, this.actors.get().accountId, this.clock.now()],
        );
        await this.write('Entry.addCollaborator', entry, { accountId, right });
        if (!before) await this.tell(entry, accountId, right);
      }
      return this.list(entryId);
    });
  }

  /**
   * Takes the right away at once; people may also go by themselves. Who could write stays known: they do not decide on it.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED
   */
  async remove(entryId: string, accountId: string): Promise<void> {
    await this.db.transaction(async () => {
      const entry = await this.records.lockVisible(entryId);
      if (accountId !== this.actors.get().accountId) this.records.refuseUnless('share', entry);
      const gone = await this.db.query(
        `WITH lock AS (DELETE FROM section_lock WHERE entry_id = $1 AND account_id = $2),
         here AS (DELETE FROM entry_presence WHERE entry_id = $1 AND account_id = $2)
         UPDATE entry_collaborator SET removed_at = $3 WHERE entry_id = $1 AND account_id = $2 AND removed_at IS NULL RETURNING account_id`,
        [entryId, accountId, this.clock.now()],
      );
      if (gone.length > 0) await this.write('Entry.removeCollaborator', entry, { accountId });
    });
  }

  private async lockShared(entryId: string): Promise<EntryRecord> {
    const entry = await this.records.lockVisible(entryId);
    this.refuseUnlessSharable(entry);
    return entry;
  }

  private refuseUnlessSharable(entry: EntryRecord): void {
    this.records.refuseUnless('share', entry);
    if (!WRITABLE_STATES.includes(entry.state))
      throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'share', state: entry.state });
  }

  /** $1 to $5 of the conditions above. */
  private facts(entry: EntryRecord): unknown[] {
    return [entry.unitPath, entry.roundId, entry.hostPath, this.clock.today(), entry.id];
  }

  private async refuseUnfit(entry: EntryRecord, accountId: string, right: CollaboratorRight): Promise<void> {
    const person = await this.db.one<{ reads: boolean; decides: boolean; has: boolean }>(
      `SELECT ${READS_AS_REVIEWER} AS reads, ${DECIDES} AS decides, ${HAS_IT} AS has
       FROM account a JOIN unit u ON u.id = a.unit_id WHERE a.id = $6 AND a.disabled_at IS NULL AND u.path <@ $3::ltree`,
      [...this.facts(entry), accountId],
    );
    if (!person) throw new AppError('COLLABORATOR_UNKNOWN');
    if (person.has || accountId === this.actors.get().accountId) throw new AppError('COLLABORATOR_HAS_IT');
    if (person.reads || (right === 'WRITE' && person.decides)) throw new AppError('COLLABORATOR_REVIEWS');
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

/** Where people are found by a part of their name: in the unit, and for a hamlet in its commune. */
function nearPath({ unitKind, unitPath }: EntryRecord): string {
  const above = unitPath.split('.').slice(0, -1).join('.');
  return unitKind === 'RESIDENTIAL' && above ? above : unitPath;
}
