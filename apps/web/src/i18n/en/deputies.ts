import type { SameKeys } from '../types';
import type { deputies as vi } from '../vi/deputies';

export const deputies: SameKeys<typeof vi> = {
  title: 'Standing in while you are away',
  hint: 'Your deputy sees and does what waits for you. Timeline and log say for whom. Nobody both proposes and approves an entry.',
  none: 'Nothing arranged yet.',
  new: 'Name a deputy',
  no_roles: 'You hold no role that can be handed over (head of unit, officer, leader).',
  no_people: 'Nobody else in your unit has an account. For somebody of another unit, ask the administrator.',
  who: 'Deputy',
  roles: 'Roles handed over',
  from: 'From',
  to: 'Until the end of',
  reason: 'Reason of absence',
  create: 'Name as deputy',
  for_you: '{name} stands in for you',
  you_for: 'You stand in for {name}',
  others: '{deputy} stands in for {principal}',
  days: '{from} to {to}, inclusive',
  state_PLANNED: 'Planned',
  state_ACTIVE: 'In force',
  state_ENDED: 'Over',
  state_REVOKED: 'Ended early',
  revoke: 'End now',
  revoke_title: 'End this arrangement?',
  revoke_what: '{name} no longer sees or does anything in place of somebody from now on. What was done stands.',
  acting: 'for {name}',
};
