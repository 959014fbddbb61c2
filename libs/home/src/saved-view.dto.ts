import { ApiProperty } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsObject,
  IsString,
  Length,
  Validate,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';

export const VIEW_LISTS = ['APPRAISAL_QUEUE', 'ENTRIES'] as const;
export type ViewList = (typeof VIEW_LISTS)[number];

/** A dozen short texts by short names: the address of a list without its path. */
@ValidatorConstraint({ name: 'isListFilter' })
class IsListFilter implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return (
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.keys(value).length <= 12 &&
      Object.entries(value).every(
        ([name, text]) => /^[a-zA-Z]{1,30}$/.test(name) && typeof text === 'string' && text.length <= 200,
      )
    );
  }
  defaultMessage(): string {
    return 'must be a record of texts';
  }
}

export class SavedViewQuery {
  @IsIn(VIEW_LISTS)
  @ApiProperty({ enum: VIEW_LISTS })
  list: ViewList;
}

/** The same name again replaces what was kept under it. */
export class SaveViewInput extends SavedViewQuery {
  @IsString()
  @Length(1, 80)
  name: string;
  @IsObject()
  @Validate(IsListFilter)
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  filter: Record<string, string>;
  /** Shown when the list is opened without a filter. */
  @IsBoolean()
  isDefault: boolean;
}

export class SavedViewAnswer {
  id: string;
  name: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  filter: Record<string, string>;
  isDefault: boolean;
}

export class SavedViewList {
  /** By name. */
  items: SavedViewAnswer[];
}
