import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { FORM_PAPERS, type FormPaperKind } from './form-paper.rules';

export class BlankFormQuery {
  /** Code of the category whose form is printed. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  category: string;
  /** Default: registration. */
  @IsOptional()
  @IsIn(FORM_PAPERS)
  @ApiProperty({ enum: FORM_PAPERS, required: false })
  kind?: FormPaperKind;
}
