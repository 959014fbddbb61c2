import type { FormValue } from '@app/forms';
import { ApiProperty } from '@nestjs/swagger';
import {
  CategoryAnswer,
  ContributionKindAnswer,
  CONTENT_SCHEMA,
  FIELD_CODES,
  FormFieldAnswer,
  RubricAnswer,
  SUBJECT_TYPES,
  type FieldCode,
  type SubjectType,
} from '@app/programmes';
import { QUALIFIERS, type Qualifier } from './entry-content.rules';
import { ENTRY_STATES, type EntryState } from './entry.workflow';

export class EntryItemAnswer {
  id: string;
  title: string;
  subjectName: string;
  @ApiProperty({ enum: ENTRY_STATES })
  state: EntryState;
  stageName: string | null;
  roundId: string;
  roundCode: string;
  unitId: string;
  unitName: string;
  categoryCode: string;
  @ApiProperty({ enum: FIELD_CODES })
  fieldCode: FieldCode;
  @ApiProperty({ enum: SUBJECT_TYPES })
  subjectType: SubjectType;
  receiptNo: string | null;
  holderUnitName: string | null;
  deadline: string | null;
  submittedAt: string | null;
  createdAt: string;
}

export class EntryPage {
  items: EntryItemAnswer[];
  next: string | null;
}

export class EntryCountsAnswer {
  total: number;
  /** State → number; states without entries are left out. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  byState: Record<string, number>;
  /** Category code → number. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  byCategory: Record<string, number>;
}

export class ContributionAnswer {
  kind: string;
  @ApiProperty({ enum: QUALIFIERS })
  qualifier: Qualifier;
  amount: string;
  note: string;
}

export class EvidenceAnswer {
  id: string;
  fileId: string;
  name: string;
  mediaType: string;
  /** bytes */
  size: number;
  part: string;
  caption: string;
  takenOn: string | null;
  place: string | null;
  consent: boolean;
}

export class ReturnItemAnswer {
  /** Field code or criterion code. */
  part: string;
  partName: string;
  text: string;
  answer: string | null;
}

export class EntryReturnAnswer {
  no: number;
  deadline: string;
  returnedAt: string;
  returnedByUnit: string;
  answeredAt: string | null;
  items: ReturnItemAnswer[];
}

export class EntryAnswer {
  id: string;
  roundId: string;
  roundCode: string;
  roundName: string;
  unitId: string;
  unitName: string;
  title: string;
  subjectName: string;
  @ApiProperty({ enum: FIELD_CODES })
  fieldCode: FieldCode;
  @ApiProperty({ enum: SUBJECT_TYPES })
  subjectType: SubjectType;
  @ApiProperty({ enum: ENTRY_STATES })
  state: EntryState;
  stageCode: string | null;
  stageName: string | null;
  holderUnitName: string | null;
  holderSince: string;
  deadline: string | null;
  /** Until when the unit may submit. */
  submitBy: string | null;
  receiptNo: string | null;
  /** 0: nothing submitted yet. */
  revisionNo: number;
  submittedAt: string | null;
  returnCount: number;
  finalScore: string | null;
  band: string | null;
  rulesVersion: number;
  version: number;
  updatedAt: string;
  /** true: the text being written; false: the last submitted revision. */
  isDraft: boolean;
  @ApiProperty(CONTENT_SCHEMA)
  content: Record<string, FormValue>;
  contributions: ContributionAnswer[];
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  selfScores: Record<string, string>;
  /** Sum of the self-scores, decimal as text. */
  selfTotal: string;
  evidence: EvidenceAnswer[];
  returns: EntryReturnAnswer[];
  form: FormFieldAnswer[];
  category: CategoryAnswer;
  rubric: RubricAnswer;
  contributionKinds: ContributionKindAnswer[];
  maxFiles: number;
  maxFileBytes: number;
  /** Actions that the reader may take now: write, submit, withdraw, appraise, return, … */
  can: string[];
}

export class SavedDraftAnswer {
  id: string;
  version: number;
  updatedAt: string;
}

export class SubmittedAnswer {
  receiptNo: string;
  revisionNo: number;
  submittedAt: string;
  entry: EntryAnswer;
}

export class TimelineStepAnswer {
  action: string;
  @ApiProperty({ enum: ENTRY_STATES, nullable: true })
  from: EntryState | null;
  @ApiProperty({ enum: ENTRY_STATES })
  to: EntryState;
  stageCode: string | null;
  stageName: string | null;
  at: string;
  unitName: string | null;
  /** Only for readers who may know the person; others see the unit. */
  actorName: string | null;
  reason: string | null;
}

export class TimelineAheadAnswer {
  stageCode: string;
  stageName: string;
  unitName: string | null;
}

export class EntryTimelineAnswer {
  @ApiProperty({ enum: ENTRY_STATES })
  state: EntryState;
  stageName: string | null;
  /** Who has it now. */
  holderUnitName: string | null;
  since: string;
  by: string | null;
  steps: TimelineStepAnswer[];
  /** What comes next, in order. */
  ahead: TimelineAheadAnswer[];
}

export class RevisionItemAnswer {
  no: number;
  submittedAt: string;
  submittedBy: string | null;
  /** SHA-256 of the content. */
  contentHash: string;
}

export class RevisionList {
  items: RevisionItemAnswer[];
}

export class RevisionAnswer extends RevisionItemAnswer {
  title: string;
  subjectName: string;
  @ApiProperty(CONTENT_SCHEMA)
  content: Record<string, FormValue>;
  contributions: ContributionAnswer[];
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  selfScores: Record<string, string>;
  evidence: EvidenceAnswer[];
}
