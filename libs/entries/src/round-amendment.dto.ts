import { ApiProperty } from '@nestjs/swagger';
import { RoundRulesAnswer, type RoundRules } from '@app/programmes';
import { IsObject } from 'class-validator';

export class PreviewAmendmentInput {
  @IsObject()
  @ApiProperty({ type: RoundRulesAnswer })
  rules: RoundRules;
}

export class FieldChangeAnswer {
  code: string;
  label: string;
  @ApiProperty({ enum: ['ADDED', 'REMOVED', 'CHANGED'] })
  kind: 'ADDED' | 'REMOVED' | 'CHANGED';
  /** Names of the properties that differ. */
  properties: string[];
}

export class TouchedDraftAnswer {
  entryId: string;
  title: string;
  unitName: string;
  /** Labels of the fields in question. */
  fields: string[];
}

/** What happens to the entries of an open round when its rules are amended. */
export class AmendmentPreviewAnswer {
  /** Version of the rules that would come into force. */
  nextVersion: number;
  changes: FieldChangeAnswer[];
  /** Drafts that move to the new version. */
  moving: number;
  /** Drafts whose category the new rules do not have: they keep their version. */
  staying: number;
  /** Submitted and not decided yet, and returned to mend: they keep their version. */
  submitted: number;
  returned: number;
  /** Drafts with text that the new form has no place for; at most 50 are listed. */
  losingCount: number;
  losing: TouchedDraftAnswer[];
  /** Drafts that would lack what the new form asks for; at most 50 are listed. */
  lackingCount: number;
  lacking: TouchedDraftAnswer[];
}
