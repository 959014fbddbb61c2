import { rmSync } from 'node:fs';
import './global-setup';

/** Stops the server that the set-up started and removes its files. */
export default async function globalTeardown(): Promise<void> {
  const started = globalThis.testServer;
  globalThis.testServer = undefined;
  await started?.server?.stop();
  if (started?.folder) rmSync(started.folder, { recursive: true, force: true });
}
