import { type Role, ROLES } from '@app/access';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsDateString,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';

const trim = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.normalize('NFC').trim() : value,
);
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class SignInInput {
  /** Login or mail address. */
  @IsString()
  @Length(1, 200)
  login: string;
  @IsString()
  @Length(1, 1000)
  password: string;
}

export class SessionUnitAnswer {
  id: string;
  name: string;
  level: string;
}

export class SessionAccountAnswer {
  id: string;
  login: string;
  fullName: string;
  @ApiProperty({ type: String, nullable: true })
  title: string | null;
  @ApiProperty({ type: String, nullable: true })
  email: string | null;
  unit: SessionUnitAnswer;
}

export class RoleHeldAnswer {
  @ApiProperty({ enum: ROLES })
  role: Role;
  unitId: string;
  unitName: string;
  @ApiProperty({ type: String, nullable: true })
  roundId: string | null;
  /** Name of whom one stands in for; null: a role of one's own. */
  @ApiProperty({ type: String, nullable: true })
  deputyForName: string | null;
}

export class SessionAnswer {
  @ApiProperty({ type: SessionAccountAnswer, nullable: true })
  account: SessionAccountAnswer | null;
  mustChangePassword: boolean;
  roles: RoleHeldAnswer[];
  /** To be sent with every POST, PUT, PATCH and DELETE as header X-CSRF-Token. */
  csrfToken: string;
}

export class ForgotPasswordInput {
  @IsString()
  @Length(1, 200)
  login: string;
}

export class ResetPasswordInput {
  @IsString()
  @Length(1, 200)
  token: string;
  @IsString()
  @Length(1, 1000)
  password: string;
}

export class ChangePasswordInput {
  @IsString()
  @Length(1, 1000)
  current: string;
  @IsString()
  @Length(1, 1000)
  password: string;
}

export class AccountQuery {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
  /** Accounts of this unit and of all units below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
  /** Accounts that hold this role today. */
  @IsOptional()
  @IsIn(ROLES)
  role?: Role;
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

export class CreateAccountInput {
  /** Small letters, digits, `.`, `_`, `-`, `@`. */
  @trim
  @IsString()
  @Length(3, 100)
  @Matches(/^[a-z0-9][a-z0-9._@-]*$/)
  login: string;
  @trim
  @IsString()
  @Length(1, 200)
  fullName: string;
  @IsOptional()
  @trim
  @IsString()
  @MaxLength(200)
  title?: string;
  @IsOptional()
  @trim
  @IsEmail()
  @MaxLength(200)
  email?: string | null;
  @IsOptional()
  @trim
  @IsString()
  @MaxLength(30)
  phone?: string | null;
  @IsUUID()
  unitId: string;
}

export class UpdateAccountInput {
  @IsInt()
  version: number;
  @IsOptional()
  @trim
  @IsString()
  @Length(1, 200)
  fullName?: string;
  @IsOptional()
  @trim
  @IsString()
  @MaxLength(200)
  title?: string;
  /** null removes the address. */
  @IsOptional()
  @trim
  @IsEmail()
  @MaxLength(200)
  @ApiProperty({ type: String, nullable: true, required: false })
  email?: string | null;
  @IsOptional()
  @trim
  @IsString()
  @MaxLength(30)
  @ApiProperty({ type: String, nullable: true, required: false })
  phone?: string | null;
  @IsOptional()
  @IsUUID()
  unitId?: string;
  /** A disabled account cannot sign in; its sessions end at once. */
  @IsOptional()
  @IsBoolean()
  disabled?: boolean;
  @IsOptional()
  @IsIn(['vi', 'en'])
  @ApiProperty({ enum: ['vi', 'en'], required: false })
  locale?: 'vi' | 'en';
}

export class CreateGrantInput {
  @IsIn(ROLES)
  @ApiProperty({ enum: ROLES })
  role: Role;
  /** The grant covers this unit and all below it. */
  @IsUUID()
  unitId: string;
  /** Only for this round; without it for all. */
  @IsOptional()
  @IsUUID()
  @ApiProperty({ type: String, nullable: true, required: false })
  roundId?: string | null;
  /** First day, yyyy-mm-dd; default today. */
  @IsOptional()
  @Matches(DAY)
  @IsDateString({ strict: true })
  validFrom?: string;
  /** First day on which it no longer holds. */
  @ValidateIf((input: CreateGrantInput) => input.validTo !== undefined && input.validTo !== null)
  @Matches(DAY)
  @IsDateString({ strict: true })
  @ApiProperty({ type: String, nullable: true, required: false })
  validTo?: string | null;
}

export class GrantAnswer {
  id: string;
  @ApiProperty({ enum: ROLES })
  role: Role;
  unitId: string;
  unitName: string;
  @ApiProperty({ type: String, nullable: true })
  roundId: string | null;
  validFrom: string;
  @ApiProperty({ type: String, nullable: true })
  validTo: string | null;
  /** Holds today. */
  active: boolean;
}

export class AccountUnitAnswer {
  id: string;
  name: string;
}

/** Login, mail and telephone are there for those who keep the account; others get null. */
export class AccountAnswer {
  id: string;
  @ApiProperty({ type: String, nullable: true })
  login: string | null;
  fullName: string;
  title: string;
  @ApiProperty({ type: String, nullable: true })
  email: string | null;
  @ApiProperty({ type: String, nullable: true })
  phone: string | null;
  unit: AccountUnitAnswer;
  disabled: boolean;
  @ApiProperty({ enum: ['vi', 'en'] })
  locale: 'vi' | 'en';
  mustChangePassword: boolean;
  grants: GrantAnswer[];
  version: number;
  can: string[];
}

export class AccountPage {
  items: AccountAnswer[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

/** The password is shown this once. */
export class TemporaryPasswordAnswer {
  account: AccountAnswer;
  temporaryPassword: string;
}
