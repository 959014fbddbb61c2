/** Preloaded into a measured process by `--prof FOLDER`: writes a CPU profile there when the process is told to stop. */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { join } from 'node:path';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.start');
process.prependOnceListener('SIGTERM', () => {
  session.post('Profiler.stop', (_error, { profile }) =>
    writeFileSync(join(process.env.BENCH_PROFILE ?? '.', `${process.pid}.cpuprofile`), JSON.stringify(profile)),
  );
});
