import { Global, Module } from '@nestjs/common';
import { ClsModule } from 'nestjs-cls';
import { Abilities } from './ability';
import { AccessGuard } from './access.guard';
import { CurrentActor } from './current-actor';

/** The guard is made global by the face that speaks HTTP: `{ provide: APP_GUARD, useExisting: AccessGuard }`. */
@Global()
@Module({
  imports: [ClsModule],
  providers: [Abilities, CurrentActor, AccessGuard],
  exports: [Abilities, CurrentActor, AccessGuard],
})
export class AccessModule {}
