import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];
export type Decision = Schemas['DecisionAnswer'];
export type Award = Schemas['DecisionAwardAnswer'];
export type Family = Decision['family'];
export type Authority = Schemas['DecisionIssueInput']['signerAuthority'];
export type AwardCandidate = Schemas['AwardCandidateAnswer'];
export type PublicModel = Schemas['PublicModelAnswer'];
export type Preview = Schemas['PublicationPreviewAnswer'];
/** What the form writes; the same for a new draft and for its change. */
export type DecisionText = Omit<Schemas['DecisionUpdateInput'], 'version'>;

export const decisionsQuery = (roundId: string) =>
  queryOptions({ queryKey: ['decisions', roundId], queryFn: () => call<Schemas['DecisionListAnswer']>('GET', `/api/rounds/${roundId}/decisions`) });
export const decisionQuery = (id: string) => queryOptions({ queryKey: ['decision', id], queryFn: () => call<Decision>('GET', `/api/decisions/${id}`), staleTime: 0 });
export const awardCandidatesQuery = (roundId: string, family: Family) =>
  queryOptions({ queryKey: ['award-candidates', roundId, family], queryFn: () => call<Schemas['AwardCandidatesAnswer']>('GET', `/api/rounds/${roundId}/award-candidates`, { query: { family } }) });
export const previewQuery = (id: string) => queryOptions({ queryKey: ['publication-preview', id], queryFn: () => call<Preview>('GET', `/api/decisions/${id}/publication-preview`), staleTime: 0 });

export const createDecision = (roundId: string, body: DecisionText): Promise<Decision> => call('POST', `/api/rounds/${roundId}/decisions`, { body });
export const updateDecision = (id: string, version: number, text: DecisionText): Promise<Decision> => call('PUT', `/api/decisions/${id}`, { body: { version, ...text } });
export const submitDecision = (id: string, version: number): Promise<Decision> => call('POST', `/api/decisions/${id}/submit`, { body: { version } });
export const sendBackDecision = (id: string, version: number, reason: string): Promise<Schemas['DecisionSentBackAnswer']> => call('POST', `/api/decisions/${id}/send-back`, { body: { version, reason } });
export const issueDecision = (id: string, body: Schemas['DecisionIssueInput']): Promise<Decision> => call('POST', `/api/decisions/${id}/issue`, { body });
export const publish = (id: string): Promise<Schemas['PublicationAnswer']> => call('POST', `/api/decisions/${id}/publish`);
export const withdraw = (publicationId: string, reason: string): Promise<Schemas['PublicationAnswer']> => call('POST', `/api/publications/${publicationId}/withdraw`, { body: { reason } });
