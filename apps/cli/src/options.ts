import { parseArgs } from 'node:util';
import { UsageError } from './command';

/** What a command's words are: named values, switches, and the words that belong to neither. */
export interface Words {
  readonly value: Readonly<Record<string, string | undefined>>;
  readonly on: ReadonlySet<string>;
  readonly rest: readonly string[];
}

/** @throws UsageError for a name that the command does not know, or a value that is missing */
export function readWords(args: readonly string[], values: readonly string[], switches: readonly string[] = []): Words {
  const options = Object.fromEntries([
    ...values.map((name) => [name, { type: 'string' as const }] as const),
    ...switches.map((name) => [name, { type: 'boolean' as const }] as const),
  ]);
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true });
    const found = Object.entries(parsed.values);
    return {
      value: Object.fromEntries(found.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
      on: new Set(found.filter(([, value]) => value === true).map(([name]) => name)),
      rest: parsed.positionals,
    };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
