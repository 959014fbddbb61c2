export { type Actor, type Grant, grantsOf, hasRole, liesWithin, ROLES, type Role } from './actor';
export { Abilities, Ability, abilityOf, type Allow, type Policy, type Subject } from './ability';
export { actsFor } from './acts-for';
export { accessWhere, type SubjectColumns } from './access-where';
export type { Conditions, FieldTest } from './conditions';
export {
  AccessGuard,
  Can,
  Public,
  type RequestWithActor,
  ROUTE_ACCESS,
  type RouteAccess,
  SignedIn,
} from './access.guard';
export { AccessModule } from './access.module';
export { CurrentActor } from './current-actor';
