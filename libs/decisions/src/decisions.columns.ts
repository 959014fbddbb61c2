import type { SubjectColumns } from '@app/access';

/** Queries call the decision `d` and its round `r`. */
export const decisionColumns: SubjectColumns = {
  subject: 'Decision',
  columns: { roundId: 'd.round_id', hostPath: 'r.unit_path', unitId: 'd.unit_id', state: 'd.state' },
};

/** Queries call the entry of the certificate `e`. */
export const certificateColumns: SubjectColumns = {
  subject: 'Certificate',
  columns: { roundId: 'e.round_id', hostPath: 'e.host_path', unitPath: 'e.unit_path' },
};

/** Access record of a decision in memory. */
export interface DecisionAccess {
  roundId: string;
  hostPath: string;
  unitId: string;
  state: string;
}
