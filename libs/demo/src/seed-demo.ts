import { NestFactory } from '@nestjs/core';
import type { Env } from '@app/platform';
import { DemoModule } from './demo.module';
import { DemoSeed } from './demo.seed';

/**
 * Loads the demonstration into the database of `env`, if it has no account yet.
 * @returns false when nothing was done
 */
export async function seedDemo(env: Env): Promise<boolean> {
  const app = await NestFactory.createApplicationContext(DemoModule.forEnv(env), { logger: ['error', 'fatal'], abortOnError: false });
  try {
    return await app.get(DemoSeed).run();
  } finally {
    await app.close();
  }
}
