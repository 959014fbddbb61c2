import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

export class AuditQuery {
  @IsOptional()
  @IsString()
  @MaxLength(60)
  subjectType?: string;
  @IsOptional()
  @IsString()
  @MaxLength(100)
  subjectId?: string;
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

export class AuditRowAnswer {
  id: string;
  at: string;
  action: string;
  subjectType: string;
  subjectId: string;
  @ApiProperty({ type: String, nullable: true })
  actorId: string | null;
  @ApiProperty({ type: String, nullable: true })
  actorName: string | null;
  @ApiProperty({ type: 'object', nullable: true, additionalProperties: true })
  before: Record<string, unknown> | null;
  @ApiProperty({ type: 'object', nullable: true, additionalProperties: true })
  after: Record<string, unknown> | null;
  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
  @ApiProperty({ type: String, nullable: true })
  requestId: string | null;
}

export class AuditPage {
  items: AuditRowAnswer[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}
