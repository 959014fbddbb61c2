import { migrate } from '@app/platform';
import { type Command, print } from './command';
import { withDatabase } from './database';
import { seedIfEmpty } from './seed';

/** Loads the demonstration; refused on a server of one's own unless SEED=demo says that it is meant. */
export const command: Command = () =>
  withDatabase(async (env) => {
    if (env.seed !== 'demo') {
      process.stderr.write(
        'SEED: dữ liệu mẫu không dành cho máy chủ riêng; nếu thật sự muốn, đặt SEED=demo.\n' +
          'SEED: the demonstration is not for a server of your own; if you mean it, set SEED=demo.\n',
      );
      return 1;
    }
    await migrate(env.databaseUrl);
    const done = await seedIfEmpty(env, print);
    print(done ? 'Đã nạp. / Loaded.' : 'Đã có dữ liệu; không đổi gì. / There is data already; nothing was changed.');
    return 0;
  });
