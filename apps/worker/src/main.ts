import 'reflect-metadata';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { JobRunner } from '@app/jobs';
import { loadEnvOrExit } from '@app/platform';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  const env = loadEnvOrExit();
  const app = await NestFactory.createApplicationContext(WorkerModule.forEnv(env), {
    logger: new ConsoleLogger({ json: env.nodeEnv === 'production', prefix: 'worker', logLevels: [env.logLevel] }),
  });
  const runner = app.get(JobRunner);
  await runner.start(env.appDatabaseUrl ?? '');
  // told to whoever started this process: from here on jobs are done
  process.send?.('ready');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void runner
        .stop()
        .then(() => app.close())
        .finally(() => process.exit(0));
    });
}

void main();
