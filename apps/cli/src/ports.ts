import { createServer } from 'node:net';
import { type Env, EnvError } from '../../../config/env';
import { freePort } from '../../../config/postgres';

/**
 * Finds out before anything starts whether the ports are free.
 *
 * @throws EnvError naming the setting of each port that is taken
 */
export async function checkPorts(env: Env): Promise<void> {
  const taken = await Promise.all(
    (
      [
        ['PORT', env.port],
        ['PORTAL_PORT', env.portalPort],
      ] as const
    ).map(async ([setting, port]) => ({ setting, port, reason: await refusal(env.host, port) })),
  );
  const problems = taken
    .filter(({ reason }) => reason !== undefined)
    .map(({ setting, port, reason }) =>
      reason === 'EADDRINUSE'
        ? {
            setting,
            vi: `cổng ${port} đang được chương trình khác dùng; hãy đặt ${setting} sang cổng khác`,
            en: `port ${port} is taken by another program; set ${setting} to another port`,
          }
        : {
            setting,
            vi: `không mở được ${env.host}:${port} (${reason})`,
            en: `cannot listen on ${env.host}:${port} (${reason})`,
          },
    );
  if (problems.length > 0) throw new EnvError(problems);
}

/** Ports of the demonstration inbox: those that somebody set must be free, the defaults give way to others. */
export async function inboxPorts(env: Env): Promise<{ web: number; smtp: number }> {
  const choose = async (setting: string, port: number): Promise<number> => {
    const free = await freePort(port);
    if (free === port || !process.env[setting]) return free;
    throw new EnvError([{ setting, vi: `cổng ${port} đang được dùng`, en: `port ${port} is taken` }]);
  };
  return {
    web: await choose('MAILDEV_WEB_PORT', env.maildevWebPort),
    smtp: await choose('MAILDEV_SMTP_PORT', env.maildevSmtpPort),
  };
}

function refusal(host: string, port: number): Promise<string | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => done(undefined)));
  });
}
