import { ApiProperty } from '@nestjs/swagger';

/** What kinds of things can wait for somebody; screens choose an icon and a verb by it. */
export const WAITING_KINDS = [
  'ENTRY_TO_MEND',
  'ENTRY_TO_FINISH',
  'PAPER_TO_FINISH',
  'ENTRY_TO_APPRAISE',
  'ENTRY_TO_DECIDE',
  'SCORESHEET_TO_SIGN',
  'SESSION_TO_ATTEND',
  'ROUND_TO_OPEN',
  'ENTRIES_TO_ASSIGN',
  'STANDINGS_TO_FINALISE',
  'ENTRIES_FOR_COUNCIL',
  'ENTRIES_FOR_DECISION',
  'DECISION_TO_SIGN',
  'DECISION_TO_PUBLISH',
] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

export class WaitingItem {
  @ApiProperty({ enum: WAITING_KINDS })
  kind: WaitingKind;
  /** In the reader's language. */
  title: string;
  subtitle: string | null;
  /** Path of the work area. */
  href: string;
  /** ISO instant. */
  @ApiProperty({ type: String, nullable: true })
  deadline: string | null;
  @ApiProperty({ type: String, nullable: true })
  state: string | null;
  /** How many stand behind this line; null for a single thing. */
  @ApiProperty({ type: Number, nullable: true })
  count: number | null;
}

/** An entry of one's unit that somebody else has to act on. */
export class ElsewhereItem {
  title: string;
  /** Path of the work area. */
  href: string;
  state: string;
  /** Who has it. */
  unitName: string;
  /** ISO instants. */
  since: string;
  @ApiProperty({ type: String, nullable: true })
  by: string | null;
}

export class HomeAnswer {
  items: WaitingItem[];
  /** The units' entries under way, longest waiting first; at most ten. */
  elsewhere: ElsewhereItem[];
}
