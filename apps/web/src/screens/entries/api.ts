import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { components } from '../../api/schema';
import type { Session } from '../../api/session';
import { textOf } from '../../i18n';

type Schemas = components['schemas'];
export type Entry = Schemas['EntryAnswer'];
export type EntryRow = Schemas['EntryItemAnswer'];
export type EntryPage = Schemas['EntryPage'];
export type EntryCounts = Schemas['EntryCountsAnswer'];
export type Evidence = Schemas['EvidenceAnswer'];
export type Submitted = Schemas['SubmittedAnswer'];
export type EntryReturn = Schemas['EntryReturnAnswer'];
export type EntryTimeline = Schemas['EntryTimelineAnswer'];
export type Revision = Schemas['RevisionAnswer'];
export type RevisionItem = Schemas['RevisionItemAnswer'];
export type FormField = Schemas['FormFieldAnswer'];
export type Criterion = Schemas['CriterionAnswer'];
export type Contribution = Schemas['ContributionAnswer'];
export type Appraisal = Schemas['AppraisalAnswer'];
export type Round = Schemas['RoundAnswer'];
export type RoundDetail = Schemas['RoundDetailAnswer'];

/** Until the types are made anew: CertificateListAnswer of the API. */
export interface Certificates {
  items: {
    id: string;
    number: string;
    code: string;
    state: 'VALID' | 'REVOKED' | 'REISSUED';
    issuedOn: string;
    recipientName: string;
    awardFormName: string;
    decisionNumber: string;
    decidedOn: string;
    issuerName: string;
  }[];
}

export const entryQuery = (id: string) =>
  queryOptions({ queryKey: ['entry', id], queryFn: () => call<Entry>('GET', `/api/entries/${id}`), staleTime: 0 });
/** All rounds that the reader may see; there are a handful each year. */
export const roundsForEntries = queryOptions({
  queryKey: ['rounds', 'for-entries'],
  queryFn: async () => {
    const items: Round[] = [];
    let cursor: string | undefined;
    do {
      const page = await call<Schemas['RoundPage']>('GET', '/api/rounds', { query: { cursor } });
      items.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor);
    return items;
  },
});

export const fileHref = (entryId: string) => (file: { fileId: string }) =>
  `/api/entries/${entryId}/files/${file.fileId}`;
export const fieldName = (code: string): string => textOf(`entries.field_${code}`) ?? code;
export const subjectName = (code: string): string => textOf(`entries.subject_${code}`) ?? code;

/** Units that the account writes entries for. */
export function ownUnits(session: Session): { id: string; name: string }[] {
  const held = session.roles.filter(({ role }) => role === 'REPORTER' || role === 'UNIT_HEAD');
  return [...new Map(held.map(({ unitId, unitName }) => [unitId, { id: unitId, name: unitName }])).values()];
}
