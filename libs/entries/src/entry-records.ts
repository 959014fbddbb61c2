import { Abilities, accessWhere, CurrentActor } from '@app/access';
import type { FormValue } from '@app/forms';
import { AppError, Database } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { PartVersions } from './draft-parts.rules';
import type { Contribution } from './entry-content.rules';
import { type EntryAccess, entryColumns } from './entry.columns';
import { type EntryChannel, type EntryState, WRITABLE_STATES } from './entry.workflow';

/** An entry's row as use cases work on it. Decimals are texts. */
export interface EntryRecord {
  id: string;
  roundId: string;
  rulesVersion: number;
  unitId: string;
  unitPath: string;
  hostPath: string;
  categoryCode: string;
  /** Kind of the entry's unit. */
  unitKind: string;
  title: string;
  subjectName: string;
  content: Record<string, FormValue>;
  contributions: Contribution[];
  selfScores: Record<string, string>;
  state: EntryState;
  stageCode: string | null;
  holderUnitId: string | null;
  deadline: Date | null;
  returnCount: number;
  revisionNo: number;
  receiptNo: string | null;
  submitted: boolean;
  channel: EntryChannel;
  /** Days as yyyy-mm-dd, for an entry that came on paper. */
  receivedOn: string | null;
  postmarkOn: string | null;
  /** The first entry of a model that is carried on; null in that entry itself and in a new one. */
  originEntryId: string | null;
  /** 0: new. */
  renewalNo: number;
  version: number;
  createdBy: string;
  updatedAt: Date;
  /** Part → version at which it last changed. */
  partVersions: PartVersions;
  /** Accounts that may read it although no grant covers it. */
  readers: string[];
  /** Accounts that its writers let in, and those of them that may write. */
  collaborators: string[];
  writers: string[];
  /** Accounts that were ever let in to write, also those whose right has ended: they do not decide on it. */
  everWriters: string[];
}

const SELECT = `SELECT e.id, e.round_id AS "roundId", e.rules_version AS "rulesVersion", e.unit_id AS "unitId", e.unit_path::text AS "unitPath",
  e.host_path::text AS "hostPath", e.category_code AS "categoryCode",
  (SELECT u.kind FROM unit u WHERE u.id = e.unit_id) AS "unitKind", e.title, e.subject_name AS "subjectName", e.content, e.contributions,
  e.self_scores AS "selfScores", e.state, e.stage_code AS "stageCode", e.holder_unit_id AS "holderUnitId", e.deadline,
  e.return_count AS "returnCount", e.revision_no AS "revisionNo", e.receipt_no AS "receiptNo", e.submitted, e.channel,
  e.received_on::text AS "receivedOn", e.postmark_on::text AS "postmarkOn", e.origin_entry_id AS "originEntryId", e.renewal_no AS "renewalNo", e.version,
  e.created_by AS "createdBy", e.updated_at AS "updatedAt", e.part_versions AS "partVersions",
  ARRAY(SELECT r.account_id FROM entry_reader r WHERE r.entry_id = e.id) AS readers,
  ARRAY(SELECT c.account_id FROM entry_collaborator c WHERE c.entry_id = e.id AND c.removed_at IS NULL) AS collaborators,
  ARRAY(SELECT c.account_id FROM entry_collaborator c WHERE c.entry_id = e.id AND c.may = 'WRITE' AND c.removed_at IS NULL) AS writers,
  ARRAY(SELECT c.account_id FROM entry_collaborator c WHERE c.entry_id = e.id AND (c.may = 'WRITE' OR c.wrote)) AS "everWriters" FROM entry e`;

export function entryAccess(entry: EntryRecord): EntryAccess {
  return {
    id: entry.id,
    unitId: entry.unitId,
    unitPath: entry.unitPath,
    hostPath: entry.hostPath,
    roundId: entry.roundId,
    state: entry.state,
    submitted: entry.submitted,
    channel: entry.channel,
    holderUnitId: entry.holderUnitId,
    readers: entry.readers,
    collaborators: entry.collaborators,
    writers: entry.writers,
    everWriters: entry.everWriters,
  };
}

/** Finds entries "for this reader": one that cannot be seen is not there. */
@Injectable()
export class EntryRecords {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
  ) {}

  /** @throws AppError NOT_FOUND */
  async visible(id: string): Promise<EntryRecord> {
    return this.find(id, '');
  }

  /** The row, locked until the transaction ends. @throws AppError NOT_FOUND */
  async lockVisible(id: string): Promise<EntryRecord> {
    return this.find(id, 'FOR UPDATE OF e');
  }

  /** A locked entry that the actor may write now. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW */
  async lockForWriting(id: string): Promise<EntryRecord> {
    const entry = await this.lockVisible(id);
    this.refuseUnlessWritable(entry);
    return entry;
  }

  /** @throws AppError ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW */
  refuseUnlessWritable(entry: EntryRecord): void {
    this.refuseUnless('write', entry);
    if (!WRITABLE_STATES.includes(entry.state))
      throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'write', state: entry.state });
  }

  /** Locked without asking who reads: for use cases down the process that have checked their own right. @throws AppError NOT_FOUND */
  async lock(id: string): Promise<EntryRecord> {
    const entry = await this.db.oneByKey<EntryRecord>(`${SELECT} WHERE e.id = $1 FOR UPDATE OF e`, [id]);
    if (!entry) throw new AppError('NOT_FOUND');
    return entry;
  }

  /** @throws AppError ACTION_NOT_ALLOWED */
  refuseUnless(action: string, entry: EntryRecord): void {
    if (!this.abilities.of(this.actors.get()).can(action, 'Entry', entryAccess(entry)))
      throw new AppError('ACTION_NOT_ALLOWED', { action });
  }

  /** Whether the reader knows earlier revisions and returns of an entry that they see; judges and councils do not. */
  seesPast(entry: EntryRecord): boolean {
    return this.abilities.of(this.actors.get()).can('readPast', 'Entry', entryAccess(entry));
  }

  private async find(id: string, lock: string): Promise<EntryRecord> {
    const params: unknown[] = [id];
    const seen = accessWhere(this.abilities.of(this.actors.get()), 'read', entryColumns, params);
    const entry = await this.db.oneByKey<EntryRecord>(`${SELECT} WHERE e.id = $1 AND ${seen} ${lock}`, params);
    if (!entry) throw new AppError('NOT_FOUND');
    return entry;
  }
}
