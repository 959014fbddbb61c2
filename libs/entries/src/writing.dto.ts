import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

/** `draft`: as it is now; `v3`: a saved version; `r2`: the second submitted revision. */
export const SNAPSHOT_REF = /^(draft|[vr][1-9]\d{0,5})$/;

export const COLLABORATOR_RIGHTS = ['READ', 'WRITE'] as const;
export type CollaboratorRight = (typeof COLLABORATOR_RIGHTS)[number];

export class HistoryQuery {
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  cursor?: string;
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

export class CompareQuery {
  /** draft, v3 (a saved version) or r2 (a submitted revision). */
  @Matches(SNAPSHOT_REF)
  from: string;
  @Matches(SNAPSHOT_REF)
  to: string;
}

export class RestoreInput {
  /** The version of the draft that the screen shows. */
  @IsInt()
  @Min(1)
  version: number;
  /** v3 or r2. */
  @Matches(SNAPSHOT_REF)
  ref: string;
  /** Only these parts; without it all. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  parts?: string[];
}

export class PresenceInput {
  /** Names one window of a browser. */
  @IsString()
  @Length(8, 64)
  @Matches(/^[\w-]+$/)
  tab: string;
  /** `name`, `form:SECTION`, `figures` or `scores`; null: nowhere in particular. */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  @ApiProperty({ type: String, nullable: true, required: false })
  section?: string | null;
  /** Something was typed there lately: takes or keeps the section's lock. */
  @IsOptional()
  @IsBoolean()
  typing?: boolean;
  /** Takes the section from whoever writes there; they are told. */
  @IsOptional()
  @IsBoolean()
  takeOver?: boolean;
  /** The window is closed. */
  @IsOptional()
  @IsBoolean()
  leave?: boolean;
}

export class PersonHereAnswer {
  name: string;
  /** Another window of the reader's own. */
  self: boolean;
  section: string | null;
  /** In this section. */
  since: string;
}

export class SectionLockAnswer {
  section: string;
  name: string;
  /** Held by the reader, in whichever window. */
  mine: boolean;
  since: string;
  /** It was the reader's, and this person took it over. */
  takenFromMe: boolean;
}

export class PresenceAnswer {
  /** The present version of the draft: higher than the screen's means that somebody has saved. */
  version: number;
  people: PersonHereAnswer[];
  locks: SectionLockAnswer[];
}

export class HistoryItemAnswer {
  ref: string;
  @ApiProperty({ enum: ['SAVED', 'RESTORED', 'SUBMITTED'] })
  kind: 'SAVED' | 'RESTORED' | 'SUBMITTED';
  no: number;
  at: string;
  /** Only for readers who may know the person. */
  by: string | null;
  /** Paths of what this person changed; of a submitted revision: since the one before. */
  parts: string[];
  /** What was brought back: v3 or r1. */
  restoredFrom: string | null;
}

export class HistoryPage {
  items: HistoryItemAnswer[];
  next: string | null;
}

export const DIFF_OPS = ['SAME', 'ADDED', 'REMOVED'] as const;
export type DiffOp = (typeof DIFF_OPS)[number];
export const PART_STATES = ['UNCHANGED', 'ADDED', 'REMOVED', 'CHANGED'] as const;
export type PartState = (typeof PART_STATES)[number];

export class DiffWordAnswer {
  @ApiProperty({ enum: DIFF_OPS })
  op: DiffOp;
  text: string;
}

export class DiffRowAnswer {
  @ApiProperty({ enum: PART_STATES })
  state: PartState;
  words: DiffWordAnswer[];
}

export class ComparedPartAnswer {
  path: string;
  section: string;
  label: string;
  @ApiProperty({ enum: PART_STATES })
  state: PartState;
  /** Of a text that differs; empty for unchanged parts and for what is compared by row. */
  words: DiffWordAnswer[];
  /** Of a table, the figures or the files: row by row. */
  rows: DiffRowAnswer[];
  /** Too long to be compared word by word: paragraphs, or the whole, stand as one piece. */
  coarse: boolean;
}

export class ComparedSideAnswer {
  ref: string;
  at: string;
  by: string | null;
}

export class CompareAnswer {
  from: ComparedSideAnswer;
  to: ComparedSideAnswer;
  parts: ComparedPartAnswer[];
}

export class CollaboratorInput {
  @IsIn(COLLABORATOR_RIGHTS)
  @ApiProperty({ enum: COLLABORATOR_RIGHTS })
  right: CollaboratorRight;
}

export class PersonSearchQuery {
  @IsString()
  @Length(2, 100)
  q: string;
}

export class PersonFoundAnswer {
  accountId: string;
  name: string;
  title: string;
  unitName: string;
}

export class PersonFoundList {
  items: PersonFoundAnswer[];
}

export class CollaboratorAnswer extends PersonFoundAnswer {
  @ApiProperty({ enum: COLLABORATOR_RIGHTS })
  right: CollaboratorRight;
  addedBy: string;
  addedAt: string;
}

export class CollaboratorList {
  items: CollaboratorAnswer[];
  /** May the reader let others in? */
  mayShare: boolean;
}
