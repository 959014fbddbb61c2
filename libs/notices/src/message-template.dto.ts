import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, MaxLength, Min, MinLength, ValidateIf } from 'class-validator';
import { CHANNELS, type ChannelCode, LOCALES, type NoticeLocale, TEMPLATE_KINDS } from './notice-kinds.rules';
import type { NoticeKind } from './notice-texts.rules';

export class MessageTemplateAnswer {
  @ApiProperty({ enum: TEMPLATE_KINDS })
  kind: NoticeKind;
  @ApiProperty({ enum: LOCALES })
  locale: NoticeLocale;
  @ApiProperty({ enum: CHANNELS })
  channel: ChannelCode;
  /** What it is about, in its language. */
  name: string;
  /** 0: the round never had a text of its own. */
  version: number;
  /** False: the built-in text holds. */
  own: boolean;
  subject: string;
  body: string;
  builtInSubject: string;
  builtInBody: string;
  /** Merge fields that may be used, without braces. */
  fields: string[];
  /** Those that the body must have. */
  required: string[];
  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
  @ApiProperty({ type: String, nullable: true })
  savedBy: string | null;
  @ApiProperty({ type: String, nullable: true })
  savedAt: string | null;
}

export class MessageTemplateList {
  roundName: string;
  /** Is there a gateway for Zalo or SMS? */
  gateway: boolean;
  items: MessageTemplateAnswer[];
  can: string[];
}

export class MessageTemplateHistory {
  items: MessageTemplateAnswer[];
}

export class SaveTemplateInput {
  /** Version that was read; 0 for the first own text. */
  @IsInt()
  @Min(0)
  version: number;
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  subject?: string;
  /** null: back to the built-in text. */
  @ValidateIf((input: SaveTemplateInput) => input.body !== null)
  @IsString()
  @MaxLength(20_000)
  @ApiProperty({ type: String, nullable: true })
  body: string | null;
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  reason: string;
}

export class PreviewInput {
  @IsIn(TEMPLATE_KINDS)
  @ApiProperty({ enum: TEMPLATE_KINDS })
  kind: NoticeKind;
  @IsIn(LOCALES)
  @ApiProperty({ enum: LOCALES })
  locale: NoticeLocale;
  @IsIn(CHANNELS)
  @ApiProperty({ enum: CHANNELS })
  channel: ChannelCode;
  @IsString()
  @MaxLength(1000)
  subject: string;
  @IsString()
  @MaxLength(20_000)
  body: string;
  /** Whose data is shown; default: the newest entry of the round that one may read. */
  @IsOptional()
  @IsUUID()
  entryId?: string;
}

export class TemplateProblemAnswer {
  @ApiProperty({ enum: ['subject', 'body'] })
  field: 'subject' | 'body';
  code: string;
  /** In the reader's language. */
  message: string;
}

export class PreviewAnswer {
  subject: string;
  body: string;
  /** Escaped; null for a message to the telephone. */
  @ApiProperty({ type: String, nullable: true })
  html: string | null;
  problems: TemplateProblemAnswer[];
}

export class TestMailAnswer {
  recipient: string;
}
