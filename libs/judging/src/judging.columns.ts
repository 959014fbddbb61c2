import type { SubjectColumns } from '@app/access';

/** Queries call the panel `p` and its round `r`. */
export const panelColumns: SubjectColumns = {
  subject: 'Panel',
  columns: { id: 'p.id', roundId: 'p.round_id', hostPath: 'r.unit_path', chairId: 'p.chair_id' },
};

/** Queries call the sheet `s`, its panel `p` and its entry `e`. */
export const scoresheetColumns: SubjectColumns = {
  subject: 'Scoresheet',
  columns: {
    id: 's.id',
    roundId: 's.round_id',
    hostPath: 'e.host_path',
    judgeId: 's.judge_id',
    chairId: 'p.chair_id',
    state: 's.state',
    openJudgeIds: (account) =>
      `EXISTS (SELECT FROM scoresheet o WHERE o.entry_id = s.entry_id AND o.stage_code = s.stage_code AND o.judge_id = ${account} AND o.state IN ('OPEN','REOPENED'))`,
  },
};

/** Access record of a sheet in memory. */
export interface ScoresheetAccess {
  id: string;
  roundId: string;
  hostPath: string;
  judgeId: string;
  chairId: string | null;
  state: string;
  openJudgeIds: string[];
}

/** Access record of a standing in memory; there is no table to filter, standings are asked for one by one. */
export interface StandingAccess {
  roundId: string;
  hostPath: string;
  finalised: boolean;
  /** The actor, if they judge in the category: nobody is asked about others. */
  judgeIds: string[];
}
