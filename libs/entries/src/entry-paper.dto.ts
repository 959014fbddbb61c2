import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, IsUUID, MaxLength, Validate } from 'class-validator';
import { CreateEntryInput, IsCalendarDay } from './entries.dto';

/** A dossier that came on paper, entered by an officer for its unit. Days are yyyy-mm-dd. */
export class PaperEntryInput extends CreateEntryInput {
  /** When it reached the office. */
  @Validate(IsCalendarDay)
  receivedOn: string;
  /** What the post office stamped on the envelope: decides whether it came in time. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === '' ? null : value))
  @Validate(IsCalendarDay)
  @ApiProperty({ type: String, nullable: true, required: false })
  postmarkOn?: string | null;
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  note?: string;
}

export class PaperChangeInput {
  @Validate(IsCalendarDay)
  receivedOn: string;
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === '' ? null : value))
  @Validate(IsCalendarDay)
  @ApiProperty({ type: String, nullable: true, required: false })
  postmarkOn?: string | null;
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  note?: string;
}

export class PaperScanInput {
  /** A finished upload of one's own. */
  @IsUUID()
  uploadId: string;
  @IsOptional()
  @IsString()
  @MaxLength(500)
  note?: string;
}

export class ScanAnswer {
  id: string;
  fileId: string;
  name: string;
  mediaType: string;
  /** bytes */
  size: number;
  note: string;
}

/** What came on paper. Days are yyyy-mm-dd. */
export class PaperAnswer {
  receivedOn: string;
  postmarkOn: string | null;
  note: string;
  enteredBy: string | null;
  scans: ScanAnswer[];
}
