import { ApiProperty } from '@nestjs/swagger';
import { ENTRY_STATES, type EntryState } from '@app/entries';
import {
  UNIT_RELATIONS,
  type UnitRelation,
  WARNING_KINDS,
  WARNING_REASONS,
  type WarningKind,
  type WarningReason,
} from './flags.rules';

export class PassageSideAnswer {
  /** Field code, or 'title'. */
  part: string;
  /** Label of the field in the form of that entry; empty for the title. */
  label: string;
  text: string;
}

export class PassageAnswer {
  /** How many syllables stand in both. */
  syllables: number;
  mine: PassageSideAnswer;
  theirs: PassageSideAnswer;
}

export class SimilarWarningAnswer {
  @ApiProperty({ enum: WARNING_KINDS })
  kind: WarningKind;
  @ApiProperty({ enum: WARNING_REASONS })
  reason: WarningReason;
}

export class SimilarItemAnswer {
  /** null: the reader may not open this entry; then only unit, year and shares are told. */
  entryId: string | null;
  title: string | null;
  subjectName: string | null;
  unitName: string;
  @ApiProperty({ enum: UNIT_RELATIONS })
  relation: UnitRelation;
  roundName: string | null;
  year: number;
  @ApiProperty({ enum: ENTRY_STATES, nullable: true })
  state: EntryState | null;
  /** Whole percent of the words of both that are common (Jaccard on runs of four syllables). */
  percent: number;
  /** Whole percent of this entry's text that stands in the other one. */
  percentOfThis: number;
  /** Whole percent of the other entry's text that stands in this one. */
  percentOfOther: number;
  /** One carries the other on. */
  sameModel: boolean;
  sameSubject: boolean;
  warnings: SimilarWarningAnswer[];
  /** Longest first; only for the first few entries that the reader may open. */
  passages: PassageAnswer[];
}

export class SimilarAnswer {
  /** Warnings first, then by likeness. */
  items: SimilarItemAnswer[];
}

export class OwnEarlierItemAnswer {
  entryId: string;
  title: string;
  year: number;
  roundName: string;
  percent: number;
}

export class OwnEarlierAnswer {
  /** Recognised models of the unit that the text being written is like. */
  items: OwnEarlierItemAnswer[];
}
