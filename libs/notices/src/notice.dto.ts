import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { NOTICE_KINDS, type NoticeKind } from './notice-texts.rules';

export class NoticeQuery {
  /** Only what was not read. */
  @IsOptional()
  @IsIn(['true'])
  @ApiProperty({ enum: ['true'], required: false })
  unread?: 'true';
  @IsOptional()
  @IsIn(NOTICE_KINDS)
  @ApiProperty({ enum: NOTICE_KINDS, required: false })
  kind?: NoticeKind;
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

export class NoticeAnswer {
  id: string;
  @ApiProperty({ enum: NOTICE_KINDS })
  kind: NoticeKind;
  /** One line in the reader's language. */
  text: string;
  /** Path of the work area. */
  @ApiProperty({ type: String, nullable: true })
  href: string | null;
  createdAt: string;
  @ApiProperty({ type: String, nullable: true })
  readAt: string | null;
}

export class NoticePage {
  items: NoticeAnswer[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class NoticeCountAnswer {
  unread: number;
}
