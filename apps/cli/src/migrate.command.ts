import { migrate } from '@app/platform';
import { type Command, print } from './command';
import { withDatabase } from './database';

/** Runs the migrations that are missing; safe to run at the same time from several machines. */
export const command: Command = () =>
  withDatabase(async (env) => {
    const { applied } = await migrate(env.databaseUrl);
    for (const name of applied) print(name);
    print(applied.length === 0 ? 'Đã là bản mới nhất. / Up to date.' : `${applied.length} bước / migrations.`);
    return 0;
  });
