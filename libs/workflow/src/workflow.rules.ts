import type { Role, Subject } from '@app/access';

/** One action of a state machine: from where, to where, by whom, with a reason or not. */
export interface Transition<S extends string, A extends string> {
  action: A;
  from: readonly S[];
  /** Where it may lead; the use case picks one when there are several. */
  to: readonly S[];
  /** Roles that the action is made for; the empty list means that only the system takes it, inside another use case. */
  roles: readonly Role[];
  reason?: 'required' | 'optional';
}

/** States and actions of one kind of record, as data: screens, checks, diagrams and tests all read this table. */
export interface Workflow<S extends string, A extends string> {
  subject: Subject;
  states: readonly S[];
  initial: S;
  /** States that nothing leads out of, on purpose. */
  final: readonly S[];
  transitions: readonly Transition<S, A>[];
}

/** What is wrong with a table: unknown or unreachable states, dead ends that are not final, the same action twice from one state. */
export function checkWorkflow<S extends string, A extends string>(w: Workflow<S, A>): string[] {
  const problems: string[] = [];
  const known = new Set<string>(w.states);
  const seen = new Set<string>();
  for (const t of w.transitions) {
    for (const state of [...t.from, ...t.to]) if (!known.has(state)) problems.push(`${t.action}: unknown state ${state}`);
    if (t.from.length === 0 || t.to.length === 0) problems.push(`${t.action}: leads nowhere`);
    for (const from of t.from) {
      if (seen.has(`${t.action} ${from}`)) problems.push(`${t.action}: twice from ${from}`);
      seen.add(`${t.action} ${from}`);
      if (w.final.includes(from)) problems.push(`${t.action}: leaves the final state ${from}`);
    }
  }
  const reached = new Set<S>([w.initial]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const t of w.transitions)
      if (t.from.some((s) => reached.has(s)))
        for (const to of t.to) if (!reached.has(to)) grown = reached.add(to) !== undefined;
  }
  for (const state of w.states) {
    if (!reached.has(state)) problems.push(`${state}: cannot be reached`);
    if (!w.final.includes(state) && !w.transitions.some((t) => t.from.includes(state))) problems.push(`${state}: cannot be left`);
  }
  return problems;
}

/** The table as a Mermaid state diagram; READMEs carry it and tests compare. */
export function diagram<S extends string, A extends string>(w: Workflow<S, A>): string {
  const lines = w.transitions.flatMap((t) => t.from.flatMap((from) => t.to.map((to) => `  ${from} --> ${to}: ${t.action}`)));
  return ['stateDiagram-v2', `  [*] --> ${w.initial}`, ...lines, ...w.final.map((s) => `  ${s} --> [*]`)].join('\n');
}
