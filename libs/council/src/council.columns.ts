import type { SubjectColumns } from '@app/access';

/** True for the members of a council on a day; the query calls the council `c`. `day` is a SQL expression. */
export const memberToday = (day: string, placeholder: string, role?: string): string =>
  `EXISTS (SELECT FROM council_member cm WHERE cm.council_id = c.id AND cm.account_id = ${placeholder} AND cm.valid_from <= ${day}
    AND (cm.valid_to IS NULL OR cm.valid_to > ${day})${role ? ` AND cm.role = '${role}'` : ''})`;

/** The day that decides about membership: of the opening, before that today (Asia/Ho_Chi_Minh). */
export const SESSION_DAY = `(coalesce(cs.opened_at, now()) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`;
export const TODAY = `(now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`;

/** Queries call the council `c` and its round `r`. */
export const councilColumns: SubjectColumns = {
  subject: 'Council',
  columns: { roundId: 'c.round_id', hostPath: 'r.unit_path', memberIds: (account) => memberToday(TODAY, account) },
};

/** Queries call the session `cs`, its council `c` and its round `r`. */
export const sessionColumns: SubjectColumns = {
  subject: 'CouncilSession',
  columns: {
    roundId: 'c.round_id',
    hostPath: 'r.unit_path',
    memberIds: (account) => memberToday(SESSION_DAY, account),
    chairIds: (account) => memberToday(SESSION_DAY, account, 'CHAIR'),
    secretaryIds: (account) => memberToday(SESSION_DAY, account, 'SECRETARY'),
  },
};

/** Access record of a session in memory. */
export interface SessionAccess {
  roundId: string;
  hostPath: string;
  memberIds: string[];
  chairIds: string[];
  secretaryIds: string[];
}
