import 'reflect-metadata';
import { loadEnvOrExit } from '@app/platform';
import { createPortal } from './app';

async function main(): Promise<void> {
  const env = loadEnvOrExit();
  const app = await createPortal(env);
  app.enableShutdownHooks();
  await app.listen(env.portalPort, env.host);
}

void main();
