import { AppError } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { ClsService } from 'nestjs-cls';
import type { Actor } from './actor';

const KEY = 'actor';

/** Who is asking, for everything that runs on behalf of one request or job. */
@Injectable()
export class CurrentActor {
  constructor(private readonly cls: ClsService) {}

  /** @throws 401 SIGN_IN_REQUIRED */
  get(): Actor {
    const actor = this.find();
    if (!actor) throw new AppError('SIGN_IN_REQUIRED');
    return actor;
  }

  find(): Actor | undefined {
    return this.cls.isActive() ? this.cls.get<Actor | undefined>(KEY) : undefined;
  }

  /** For the rest of the present request; called by the guard. */
  enter(actor: Actor): void {
    this.cls.set(KEY, actor);
  }

  /** Runs `fn` (and everything it calls) as this actor; a transaction that is open stays open. */
  runAs<T>(actor: Actor, fn: () => T): T {
    return this.cls.run({ ifNested: 'inherit' }, () => {
      this.cls.set(KEY, actor);
      return fn();
    });
  }
}
