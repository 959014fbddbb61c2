import { AppError } from '@app/platform';
import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Abilities, type Subject } from './ability';
import type { Actor } from './actor';
import { CurrentActor } from './current-actor';

/** Metadata key of a route's rule; a test walks all routes and asks for it. */
export const ROUTE_ACCESS = 'route-access';

export type RouteAccess =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in'; readonly beforePasswordChange: boolean }
  | { readonly kind: 'can'; readonly action: string; readonly subject: Subject };

const rule = (access: RouteAccess) => SetMetadata(ROUTE_ACCESS, access);

/** Anybody, signed in or not. */
export const Public = () => rule({ kind: 'public' });

/**
 * Anybody who is signed in; what they see is decided by the queries.
 *
 * @param options.beforePasswordChange also with a temporary password (only routes of session and password)
 */
export const SignedIn = (options: { beforePasswordChange?: boolean } = {}) =>
  rule({ kind: 'signed-in', beforePasswordChange: options.beforePasswordChange ?? false });

/** Whoever might do this to some record; the service asks again for the record itself. */
export const Can = (action: string, subject: Subject) => rule({ kind: 'can', action, subject });

/** What the sign-in wiring leaves on a request. */
export interface RequestWithActor {
  actor?: Actor | null;
}

/** Deny by default: a route without a rule is refused. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly abilities: Abilities,
    private readonly current: CurrentActor,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { actor } = context.switchToHttp().getRequest<RequestWithActor>();
    if (actor) this.current.enter(actor);
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access?.kind === 'public') return true;
    if (!actor) throw new AppError('SIGN_IN_REQUIRED');
    if (actor.mustChangePassword && !(access?.kind === 'signed-in' && access.beforePasswordChange))
      throw new AppError('PASSWORD_CHANGE_REQUIRED');
    if (access?.kind === 'signed-in') return true;
    if (access?.kind === 'can' && this.abilities.of(actor).can(access.action, access.subject)) return true;
    throw new AppError('ACTION_NOT_ALLOWED');
  }
}
