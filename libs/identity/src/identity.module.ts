import { Abilities } from '@app/access';
import { JobHandlers } from '@app/jobs';
import { NoticesModule } from '@app/notices';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Account } from './account.entity';
import { AccountQueries } from './account.queries';
import { AccountService } from './account.service';
import { Deputies } from './deputies.service';
import { GrantService } from './grant.service';
import { identityPolicy } from './identity.policy';
import { Passwords } from './passwords.service';
import { RoleGrant } from './role-grant.entity';
import { Session } from './session.entity';
import { SessionStore } from './session-store';
import { SignIn } from './sign-in.service';

const services = [AccountService, AccountQueries, Deputies, GrantService, Passwords, SessionStore, SignIn];

@Module({
  imports: [TypeOrmModule.forFeature([Account, RoleGrant, Session]), NoticesModule],
  providers: services,
  exports: services,
})
export class IdentityModule {
  constructor(abilities: Abilities, handlers: JobHandlers, sessions: SessionStore) {
    abilities.register(identityPolicy);
    handlers.register('sessions.clean', () => sessions.clean());
  }
}
