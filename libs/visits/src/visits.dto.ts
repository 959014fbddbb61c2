import { PREVIEW_STATES, type PreviewState, SCAN_STATES, type ScanState } from '@app/files';
import { isCalendarDay } from '@app/programmes';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  Min,
  Validate,
  ValidateNested,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { VISIT_STATES, type VisitState } from './visit.workflow';

@ValidatorConstraint({ name: 'isRealDate' })
class IsDay implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return value === null || isCalendarDay(value);
  }
  defaultMessage(): string {
    return 'must be a date that exists, as yyyy-mm-dd';
  }
}

export class CreateVisitInput {
  /** The signed record that this one corrects. */
  @IsOptional()
  @IsUUID()
  replacesId?: string;
  /** Of a correction: why. */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  reason?: string;
}

export class SeenInput {
  /** Code of an item of the stage's checklist. */
  @IsString()
  @MaxLength(60)
  code: string;
  /** null: not looked at. */
  @IsOptional()
  @IsBoolean()
  @ApiProperty({ type: Boolean, nullable: true, required: false })
  ok?: boolean | null;
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  note?: string;
}

export class SaveVisitInput {
  @IsInt()
  @Min(1)
  version: number;
  /** yyyy-mm-dd, not after today; null while it is not known. */
  @Transform(({ value }: { value: unknown }) => (value === '' ? null : value))
  @Validate(IsDay)
  @ApiProperty({ type: String, nullable: true })
  visitedOn: string | null;
  @IsString()
  @MaxLength(300)
  place: string;
  /** Who took part, one a line. */
  @IsString()
  @MaxLength(4000)
  participants: string;
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => SeenInput)
  seen: SeenInput[];
  @IsString()
  @MaxLength(8000)
  conclusion: string;
}

export class VisitActionInput {
  @IsInt()
  @Min(1)
  version: number;
}

export class VisitPhotoInput {
  /** A finished upload (`/api/uploads`) of a picture. */
  @IsUUID()
  uploadId: string;
  @IsOptional()
  @IsString()
  @MaxLength(500)
  caption?: string;
}

export class VisitPhotoAnswer {
  id: string;
  name: string;
  caption: string;
  @ApiProperty({ enum: SCAN_STATES })
  scanState: ScanState;
  @ApiProperty({ enum: PREVIEW_STATES })
  previewState: PreviewState;
  /** Addresses of pictures that we made (WebP, without the camera's data); null while there is none. */
  thumbnail: string | null;
  page: string | null;
}

export class SeenAnswer {
  code: string;
  text: string;
  ok: boolean | null;
  note: string;
}

export class SavedVisitAnswer {
  id: string;
  version: number;
  updatedAt: string;
}

export class VisitAnswer {
  id: string;
  entryId: string;
  @ApiProperty({ enum: VISIT_STATES })
  state: VisitState;
  stageName: string;
  unitName: string;
  visitedOn: string | null;
  place: string;
  participants: string;
  /** Every item of the stage's checklist, in its order. */
  seen: SeenAnswer[];
  conclusion: string;
  photos: VisitPhotoAnswer[];
  replacesId: string | null;
  reason: string | null;
  /** The signed record that took this one's place. */
  replacedById: string | null;
  createdBy: string;
  signedBy: string | null;
  signedAt: string | null;
  updatedAt: string;
  version: number;
  /** write, sign, discard, correct */
  can: string[];
}

export class VisitListAnswer {
  /** Newest first; discarded ones are left out. */
  items: VisitAnswer[];
  /** create: the reader may begin a record now. */
  can: string[];
}

/** What the visited unit sees of a signed record that has not been replaced. */
export class VisitResultAnswer {
  id: string;
  visitedOn: string;
  unitName: string;
  conclusion: string;
}
