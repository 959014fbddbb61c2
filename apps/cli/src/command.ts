/** What stands behind a word of the command line. @returns the exit code */
export type Command = (args: readonly string[]) => Promise<number>;

/** The command was called in a wrong way: its usage is shown and the exit code is 2. */
export class UsageError extends Error {}

/** One line to the operator; not logging: it is the command's result. */
export const print = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};
