import { ApiProperty } from '@nestjs/swagger';
import { ENTRY_STATES, type EntryState, QUALIFIERS, type Qualifier } from '@app/entries';

export class LedgerSumAnswer {
  /** Code of the kind of contribution. */
  kind: string;
  name: string;
  /** m², ngày, đồng … */
  measure: string;
  /** Exact decimal as text. */
  amount: string;
  /** Of the sum: one "khoảng" makes it "khoảng", otherwise one "trên" makes it "trên". */
  @ApiProperty({ enum: QUALIFIERS })
  qualifier: Qualifier;
  /** How many entries have such a figure. */
  entries: number;
}

export class LedgerUnitAnswer {
  id: string;
  name: string;
}

export class LedgerPartAnswer {
  unitId: string;
  unitName: string;
  /** The unit's own entries, not those below it: nothing to open further but the entries. */
  own: boolean;
  entries: number;
  sums: LedgerSumAnswer[];
}

export class LedgerAnswer {
  unit: LedgerUnitAnswer;
  /** The unit above, if the reader sees its figures too. */
  @ApiProperty({ type: LedgerUnitAnswer, nullable: true })
  above: LedgerUnitAnswer | null;
  entries: number;
  sums: LedgerSumAnswer[];
  /** Units one step below, by name. */
  parts: LedgerPartAnswer[];
}

export class LedgerEntryAnswer {
  entryId: string;
  title: string;
  unitName: string;
  roundName: string;
  year: number;
  @ApiProperty({ enum: ENTRY_STATES })
  state: EntryState;
  renewalNo: number;
  sums: LedgerSumAnswer[];
}

export class LedgerEntryPage {
  items: LedgerEntryAnswer[];
  next: string | null;
}

export const LEDGER_STATUSES = ['COUNTED', 'CARRIED', 'TAKEN_BACK'] as const;
export type LedgerStatus = (typeof LEDGER_STATUSES)[number];

export class LedgerLineAnswer {
  id: string;
  kind: string;
  name: string;
  measure: string;
  amount: string;
  @ApiProperty({ enum: QUALIFIERS })
  qualifier: Qualifier;
  note: string;
  periodFrom: string | null;
  periodTo: string | null;
  /** The submission that told it, or null for a report. */
  revisionNo: number | null;
  reportId: string | null;
  /** CARRIED: stands in an earlier entry of the model and counts there. TAKEN_BACK: by a later submission or correction. */
  @ApiProperty({ enum: LEDGER_STATUSES })
  status: LedgerStatus;
  at: string;
}

export class EntryLedgerAnswer {
  /** Of this entry. */
  sums: LedgerSumAnswer[];
  /** Of all entries of the model, when it is carried on. */
  modelSums: LedgerSumAnswer[];
  /** Oldest first. */
  lines: LedgerLineAnswer[];
}

export class RenewableRoundAnswer {
  roundId: string;
  roundName: string;
  closesAt: string;
  /** The entry that carries the model on in this round already. */
  entryId: string | null;
}

export class ModelYearAnswer {
  entryId: string;
  year: number;
  @ApiProperty({ enum: ENTRY_STATES })
  state: EntryState;
}

export class ModelAnswer {
  /** Its last recognised entry. */
  entryId: string;
  title: string;
  subjectName: string;
  unitId: string;
  unitName: string;
  categoryCode: string;
  renewalNo: number;
  years: ModelYearAnswer[];
  sums: LedgerSumAnswer[];
  reports: number;
  dueOn: string | null;
  rounds: RenewableRoundAnswer[];
}

export class ModelListAnswer {
  items: ModelAnswer[];
}
