import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
} from 'class-validator';
import { DEPUTY_ROLES, type DeputyRole } from './deputy.rules';

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Who stands in for whom, for which days. Days are yyyy-mm-dd; `validTo` is the last day. */
export class CreateDeputyInput {
  /** Left out: for oneself. */
  @IsOptional()
  @IsUUID()
  principalId?: string;
  @IsUUID()
  deputyId: string;
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(DEPUTY_ROLES, { each: true })
  @ApiProperty({ enum: DEPUTY_ROLES, isArray: true })
  roles: DeputyRole[];
  @Matches(DAY)
  validFrom: string;
  @Matches(DAY)
  validTo: string;
  @IsString()
  @Length(1, 500)
  reason: string;
}

export class DeputyPersonAnswer {
  id: string;
  fullName: string;
  title: string;
  unitName: string;
}

export class DeputyAnswer {
  id: string;
  principal: DeputyPersonAnswer;
  deputy: DeputyPersonAnswer;
  @ApiProperty({ enum: DEPUTY_ROLES, isArray: true })
  roles: DeputyRole[];
  validFrom: string;
  /** Last day. */
  validTo: string;
  reason: string;
  @ApiProperty({ enum: ['PLANNED', 'ACTIVE', 'ENDED', 'REVOKED'] })
  state: 'PLANNED' | 'ACTIVE' | 'ENDED' | 'REVOKED';
  /** Whether the reader may end it. */
  canRevoke: boolean;
}

export class DeputyList {
  /** Newest first. */
  items: DeputyAnswer[];
}

export class DeputyChoices {
  /** Roles that one can hand over. */
  @ApiProperty({ enum: DEPUTY_ROLES, isArray: true })
  roles: DeputyRole[];
  /** People of the same unit. */
  people: DeputyPersonAnswer[];
}
