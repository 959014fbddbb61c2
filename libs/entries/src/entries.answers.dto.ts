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
import { PREVIEW_STATES, type PreviewState, SCAN_STATES, type ScanState } from '@app/files';
import { QUALIFIERS, type Qualifier } from './entry-content.rules';
import { LEFT_OUT_REASONS, type LeftOutReason } from './entry-renewal.rules';
import { PaperAnswer } from './entry-paper.dto';
import { ENTRY_CHANNELS, ENTRY_STATES, type EntryChannel, type EntryState } from './entry.workflow';

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
  /** Carried on from an earlier round. */
  carriedOn: boolean;
  /** 0: new; 1: carried on for the first time, so in its second year. */
  renewalNo: number;
  receiptNo: string | null;
  holderUnitName: string | null;
  holderSince: string;
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
  /** How many of them are carried on from an earlier round; the others are new. */
  carriedOn: number;
}

export class ContributionAnswer {
  kind: string;
  @ApiProperty({ enum: QUALIFIERS })
  qualifier: Qualifier;
  amount: string;
  note: string;
}

export class FilePreviewAnswer {
  @ApiProperty({ enum: PREVIEW_STATES })
  state: PreviewState;
  /** Address of a picture 480 pixels wide at most; null: there is none (yet). */
  @ApiProperty({ type: String, nullable: true })
  thumbnail: string | null;
  /** Address of a picture 1,600 pixels wide at most. */
  @ApiProperty({ type: String, nullable: true })
  page: string | null;
  /** true: the first lines can be read as text. */
  text: boolean;
}

/** Where the file of another entry stands; of an entry that the reader may not read, unit and year only. */
export class TwinPlaceAnswer {
  unitName: string;
  year: number;
  @ApiProperty({ type: String, nullable: true })
  entryId: string | null;
  @ApiProperty({ type: String, nullable: true })
  title: string | null;
  @ApiProperty({ type: String, nullable: true })
  roundName: string | null;
  @ApiProperty({ type: String, nullable: true })
  fileId: string | null;
  @ApiProperty({ type: String, nullable: true })
  caption: string | null;
  @ApiProperty({ type: String, nullable: true })
  place: string | null;
  @ApiProperty({ type: String, nullable: true })
  takenOn: string | null;
}

export class FileTwinAnswer {
  /** The entry's own file. */
  fileId: string;
  /** SAME: byte for byte; SIMILAR: a picture that looks the same. */
  @ApiProperty({ enum: ['SAME', 'SIMILAR'] })
  kind: 'SAME' | 'SIMILAR';
  /** Bits of 64 in which the pictures' prints differ; 0 … 8. */
  distance: number;
  other: TwinPlaceAnswer;
}

export class FileTextAnswer {
  text: string;
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
  /** NOT_SCANNED also while no scanner is set; INFECTED: in quarantine, cannot be viewed or downloaded. */
  @ApiProperty({ enum: SCAN_STATES })
  scanState: ScanState;
  preview: FilePreviewAnswer;
  /** Pixels of a picture, upright. */
  @ApiProperty({ type: Number, nullable: true })
  width: number | null;
  @ApiProperty({ type: Number, nullable: true })
  height: number | null;
  /** Length of a video. */
  @ApiProperty({ type: Number, nullable: true })
  durationMs: number | null;
}

export const PART_KINDS = ['FIELD', 'CRITERION', 'FILE'] as const;

export class ReturnItemAnswer {
  /** Field code, criterion code, or id of an evidence file. */
  part: string;
  @ApiProperty({ enum: PART_KINDS })
  partKind: (typeof PART_KINDS)[number];
  partName: string;
  /** Where it stands on the screen: of a file the field or criterion that it supports. */
  at: string;
  text: string;
  /** While the return is open only for those who write the entry. */
  answer: string | null;
  done: boolean;
  /** Of the kept answer; 0: none yet. */
  version: number;
  savedBy: string | null;
  savedAt: string | null;
  /** What the officer found after the entry came back; null: not looked at yet. */
  settled: boolean | null;
}

export class SavedReturnAnswer {
  index: number;
  answer: string;
  done: boolean;
  version: number;
  savedAt: string;
}

export class EntryReturnAnswer {
  no: number;
  deadline: string;
  returnedAt: string;
  returnedByUnit: string;
  /** The revision that was returned. */
  revisionNo: number;
  answeredAt: string | null;
  items: ReturnItemAnswer[];
}

export class RenewedAnswer {
  entryId: string;
  title: string;
  roundName: string;
  year: number;
}

/** One year of a model that is carried on. */
export class ModelStepAnswer {
  /** null: the reader may not open this entry. */
  entryId: string | null;
  title: string;
  year: number;
  roundName: string;
  unitName: string;
  @ApiProperty({ enum: ENTRY_STATES })
  state: EntryState;
  renewalNo: number;
  /** The entry that is being read. */
  current: boolean;
}

/** Text of a draft that the round's amended form has no place for. */
export class LeftTextAnswer {
  code: string;
  /** The field's label when it was written. */
  label: string;
  text: string;
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
  /** Carried on from an earlier round. */
  carriedOn: boolean;
  renewalNo: number;
  @ApiProperty({ type: RenewedAnswer, nullable: true })
  renews: RenewedAnswer | null;
  /** The model's years, oldest first; empty for a model of one entry. */
  model: ModelStepAnswer[];
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
  @ApiProperty({ enum: ENTRY_CHANNELS })
  channel: EntryChannel;
  /** For its unit and its reviewers, where it came on paper. */
  @ApiProperty({ type: PaperAnswer, nullable: true })
  paper: PaperAnswer | null;
  form: FormFieldAnswer[];
  /** Kind of the entry's unit: some fields are only for some kinds. */
  unitKind: string;
  /** For its writers, after the form was amended. */
  contentLeft: LeftTextAnswer[];
  category: CategoryAnswer;
  rubric: RubricAnswer;
  contributionKinds: ContributionKindAnswer[];
  maxFiles: number;
  /** Largest single file of a resumable upload; bytes. */
  maxFileBytes: number;
  /** All files of the entry together; bytes. */
  maxEvidenceBytes: number;
  /** Actions that the reader may take now: write, submit, withdraw, appraise, return, … */
  can: string[];
}

/** A draft without its files. */
export class DraftAnswer {
  title: string;
  subjectName: string;
  @ApiProperty(CONTENT_SCHEMA)
  content: Record<string, FormValue>;
  contributions: ContributionAnswer[];
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  selfScores: Record<string, string>;
}

export class LeftOutAnswer {
  code: string;
  label: string;
  @ApiProperty({ enum: LEFT_OUT_REASONS })
  reason: LeftOutReason;
}

export class CreatedEntryAnswer extends EntryAnswer {
  /** Parts of the renewed entry that the form of this round has no place for. */
  leftOut: LeftOutAnswer[];
}

export class SavedDraftAnswer {
  id: string;
  version: number;
  updatedAt: string;
  /** The whole draft, when it holds more than was sent: others have saved their parts. */
  merged?: DraftAnswer;
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
  /** Whom that person stood in for. */
  deputyForName: string | null;
  reason: string | null;
}

export class TimelineAheadAnswer {
  stageCode: string;
  stageName: string;
  unitName: string | null;
}

/** Somebody who could act now. */
export class WaitingPersonAnswer {
  name: string;
  /** Whom that person stands in for. */
  @ApiProperty({ type: String, nullable: true })
  deputyForName: string | null;
}

export class EntryTimelineAnswer {
  @ApiProperty({ enum: ENTRY_STATES })
  state: EntryState;
  stageName: string | null;
  /** Who has it now. */
  holderUnitName: string | null;
  since: string;
  by: string | null;
  /** For those who may know the names of that unit's people; else empty. */
  people: WaitingPersonAnswer[];
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
