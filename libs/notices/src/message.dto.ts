import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { CHANNELS, type ChannelCode, CHOOSABLE_KINDS, RHYTHMS, type Rhythm } from './notice-kinds.rules';
import { NOTICE_KINDS, type NoticeKind } from './notice-texts.rules';

export const MESSAGE_STATES = ['QUEUED', 'HELD', 'SENT', 'FAILED', 'SKIPPED'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

export class MessageQuery {
  @IsOptional()
  @IsUUID()
  roundId?: string;
  @IsOptional()
  @IsUUID()
  accountId?: string;
  /** Name, login or address of the person. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
  @IsOptional()
  @IsIn(MESSAGE_STATES)
  @ApiProperty({ enum: MESSAGE_STATES, required: false })
  state?: MessageState;
  @IsOptional()
  @IsIn(CHANNELS)
  @ApiProperty({ enum: CHANNELS, required: false })
  channel?: ChannelCode;
  @IsOptional()
  @IsIn(NOTICE_KINDS)
  @ApiProperty({ enum: NOTICE_KINDS, required: false })
  kind?: NoticeKind;
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

export class MessageListItem {
  id: string;
  @ApiProperty({ enum: CHANNELS })
  channel: ChannelCode;
  @ApiProperty({ enum: NOTICE_KINDS })
  kind: NoticeKind;
  /** What kind of message it is, in the reader's language. */
  kindName: string;
  @ApiProperty({ enum: MESSAGE_STATES })
  state: MessageState;
  @ApiProperty({ type: String, nullable: true, enum: ['NO_ADDRESS', 'OPTED_OUT', 'IN_DIGEST', 'ACCOUNT_DISABLED'] })
  skippedFor: string | null;
  recipient: string;
  accountName: string;
  unitName: string;
  @ApiProperty({ type: String, nullable: true })
  roundName: string | null;
  /** null where the reader may only know that it went out. */
  @ApiProperty({ type: String, nullable: true })
  subject: string | null;
  attempts: number;
  @ApiProperty({ type: String, nullable: true })
  lastError: string | null;
  createdAt: string;
  @ApiProperty({ type: String, nullable: true })
  sentAt: string | null;
  /** Sent again by hand. */
  again: boolean;
}

export class MessagePage {
  items: MessageListItem[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class MessageLinkAnswer {
  id: string;
  @ApiProperty({ enum: MESSAGE_STATES })
  state: MessageState;
  createdAt: string;
  @ApiProperty({ type: String, nullable: true })
  by: string | null;
}

export class MessageAnswer extends MessageListItem {
  @ApiProperty({ type: String, nullable: true })
  roundId: string | null;
  @ApiProperty({ type: String, nullable: true })
  body: string | null;
  /** A link for one use was in it: its text is never shown. */
  secret: boolean;
  /** When the notice on the screen was read. */
  @ApiProperty({ type: String, nullable: true })
  readAt: string | null;
  /** The message that this one repeats. */
  @ApiProperty({ type: MessageLinkAnswer, nullable: true })
  resentOf: MessageLinkAnswer | null;
  /** Repetitions of this message, newest first. */
  resends: MessageLinkAnswer[];
  /** The collecting mail that it went out in. */
  @ApiProperty({ type: String, nullable: true })
  partOf: string | null;
  can: string[];
}

export class ResentAnswer {
  id: string;
}

export class KindChoiceAnswer {
  @ApiProperty({ enum: CHOOSABLE_KINDS })
  kind: NoticeKind;
  name: string;
  /** The mail always comes, and at once. */
  mandatory: boolean;
  mail: boolean;
  webhook: boolean;
}

export class PreferencesAnswer {
  @ApiProperty({ enum: RHYTHMS })
  rhythm: Rhythm;
  @ApiProperty({ type: String, nullable: true })
  email: string | null;
  /** As the gateway gets it, or null when there is none. */
  @ApiProperty({ type: String, nullable: true })
  phone: string | null;
  gateway: boolean;
  kinds: KindChoiceAnswer[];
}

export class KindChoiceInput {
  @IsIn(CHOOSABLE_KINDS)
  @ApiProperty({ enum: CHOOSABLE_KINDS })
  kind: NoticeKind;
  @IsBoolean()
  mail: boolean;
  @IsBoolean()
  webhook: boolean;
}

export class PreferencesInput {
  @IsIn(RHYTHMS)
  @ApiProperty({ enum: RHYTHMS })
  rhythm: Rhythm;
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => KindChoiceInput)
  kinds: KindChoiceInput[];
}
