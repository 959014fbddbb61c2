import 'reflect-metadata';
import { loadEnvOrExit } from '@app/platform';
import { createApi } from './app';

async function main(): Promise<void> {
  const env = loadEnvOrExit();
  const app = await createApi(env);
  app.enableShutdownHooks();
  await app.listen(env.port, env.host);
}

void main();
