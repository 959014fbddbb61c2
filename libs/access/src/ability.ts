import { Ability as CaslAbility, type AbilityTuple, type MatchConditions, type RawRuleFrom } from '@casl/ability';
import { rulesToAST } from '@casl/ability/extra';
import { Injectable } from '@nestjs/common';
import type { Condition } from '@ucast/core';
import type { Actor } from './actor';
import { type Conditions, matches, parseConditions } from './conditions';

export type Subject =
  | 'Unit'
  | 'Account'
  | 'Round'
  | 'Entry'
  | 'Import'
  | 'Progress'
  | 'Appraisal'
  | 'Visit'
  | 'Panel'
  | 'Scoresheet'
  | 'Standing'
  | 'Council'
  | 'CouncilSession'
  | 'Decision'
  | 'Publication'
  | 'Certificate'
  | 'Audit'
  | 'Message'
  | 'MessageTemplate'
  | 'Notice';

/** What a policy declares; a later rule wins over an earlier one, within a policy and between policies. */
export interface Allow {
  readonly can: (action: string | readonly string[], subject: Subject, conditions?: Conditions) => void;
  /** Only for conflicts of interest: without a `can` everything is forbidden anyway. */
  readonly cannot: (action: string | readonly string[], subject: Subject, conditions?: Conditions) => void;
}

/** Pure: declares what an actor may do in one feature. */
export type Policy = (actor: Actor, allow: Allow) => void;

/** A record together with its subject: nothing is written onto the record itself. */
class Target {
  constructor(
    readonly subject: Subject,
    readonly record: Readonly<Record<string, unknown>>,
  ) {}
}
type Rules = AbilityTuple<string, Subject | Target>;
type RawRule = RawRuleFrom<Rules, Conditions>;

function compile(conditions: Conditions): MatchConditions {
  const ast = parseConditions(conditions);
  return Object.assign((target: unknown) => target instanceof Target && matches(ast, target.record), { ast });
}

/** What one actor may do. */
export class Ability {
  private readonly casl: CaslAbility<Rules, Conditions>;

  constructor(rules: readonly RawRule[]) {
    this.casl = new CaslAbility<Rules, Conditions>([...rules], {
      conditionsMatcher: compile,
      detectSubjectType: (target) => target.subject,
    });
  }

  /**
   * May the actor do this to the record? Without a record: is there any record that they might do it to?
   *
   * @throws when a rule asks for a field that the record does not have
   */
  can(action: string, subject: Subject, record?: object): boolean {
    if (!record) return this.casl.can(action, subject);
    return this.casl.can(action, new Target(subject, record as Readonly<Record<string, unknown>>));
  }

  /** All rules of an action as one condition; null = never. */
  conditions(action: string, subject: Subject): Condition | null {
    return rulesToAST(this.casl, action, subject);
  }
}

/** Collects rules in their order. Exported for tests of policies. */
export function abilityOf(actor: Actor, policies: readonly Policy[]): Ability {
  const rules: RawRule[] = [];
  const add =
    (inverted: boolean) =>
    (action: string | readonly string[], subject: Subject, conditions?: Conditions): void => {
      rules.push({ action: typeof action === 'string' ? action : [...action], subject, conditions, inverted });
    };
  const allow: Allow = { can: add(false), cannot: add(true) };
  for (const policy of policies) policy(actor, allow);
  return new Ability(rules);
}

/** Every feature registers its policy when its module is built; the abilities of an actor are computed once. */
@Injectable()
export class Abilities {
  private readonly policies: Policy[] = [];
  private cache = new WeakMap<Actor, Ability>();

  register(policy: Policy): void {
    if (this.policies.includes(policy)) return;
    this.policies.push(policy);
    this.cache = new WeakMap();
  }

  of(actor: Actor): Ability {
    let ability = this.cache.get(actor);
    if (!ability) {
      ability = abilityOf(actor, this.policies);
      this.cache.set(actor, ability);
    }
    return ability;
  }
}
