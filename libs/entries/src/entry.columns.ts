import type { SubjectColumns } from '@app/access';
import type { EntryChannel } from './entry.workflow';

/** Fields of an entry's access record in SQL; the query calls the table `e`. */
export const entryColumns: SubjectColumns = {
  subject: 'Entry',
  columns: {
    id: 'e.id',
    unitId: 'e.unit_id',
    unitPath: 'e.unit_path',
    hostPath: 'e.host_path',
    roundId: 'e.round_id',
    state: 'e.state',
    submitted: 'e.submitted',
    channel: 'e.channel',
    holderUnitId: 'e.holder_unit_id',
    // An array, not EXISTS: beside other conditions (OR) PostgreSQL can still find the rows by their indexes.
    readers: (account) => `e.id = ANY(ARRAY(SELECT r.entry_id FROM entry_reader r WHERE r.account_id = ${account}))`,
    collaborators: (account) =>
      `e.id = ANY(ARRAY(SELECT c.entry_id FROM entry_collaborator c WHERE c.account_id = ${account} AND c.removed_at IS NULL))`,
    writers: (account) =>
      `e.id = ANY(ARRAY(SELECT c.entry_id FROM entry_collaborator c WHERE c.account_id = ${account} AND c.may = 'WRITE' AND c.removed_at IS NULL))`,
    everWriters: (account) =>
      `e.id = ANY(ARRAY(SELECT c.entry_id FROM entry_collaborator c WHERE c.account_id = ${account} AND (c.may = 'WRITE' OR c.wrote)))`,
  },
};

/**
 * The same for lists: what a reader's own rows name is fetched once and looked up by index, where a subquery for each row
 * would make the database walk through all entries of the country.
 */
export const entryListColumns: SubjectColumns = {
  subject: 'Entry',
  columns: {
    ...entryColumns.columns,
    readers: (account) => `e.id = ANY (ARRAY(SELECT r.entry_id FROM entry_reader r WHERE r.account_id = ${account}))`,
  },
};

/** The same record in memory, for `ability.can` and `Workflows.perform`. */
export interface EntryAccess {
  id: string;
  unitId: string;
  unitPath: string;
  hostPath: string;
  roundId: string;
  state: string;
  submitted: boolean;
  channel: EntryChannel;
  holderUnitId: string | null;
  readers: string[];
  /** Let in by the writers of this one entry; `writers` are those of them that may write. */
  collaborators: string[];
  writers: string[];
  /** Those who were ever let in to write, also when their right has ended. */
  everWriters: string[];
}
