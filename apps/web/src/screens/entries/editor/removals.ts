/** Long enough to see the line, to think, and to press "Hoàn tác" by keyboard. */
const UNDO_MS = 20_000;

type Run = (keepalive: boolean) => Promise<void>;
const pending = new Map<string, { run: Run; timer: number }>();

/** Deletes a moment later, so that it can be taken back; at once when the page is left or the entry is submitted. */
export function removeLater(id: string, run: Run): void {
  pending.set(id, { run, timer: window.setTimeout(() => void removeNow(id, false), UNDO_MS) });
}

export function undoRemoval(id: string): void {
  window.clearTimeout(pending.get(id)?.timer);
  pending.delete(id);
}

/** Deletes what still waits. Call it before anything that counts the files. */
export async function flushRemovals(keepalive = false): Promise<void> {
  await Promise.all([...pending.keys()].map((id) => removeNow(id, keepalive)));
}

async function removeNow(id: string, keepalive: boolean): Promise<void> {
  const waiting = pending.get(id);
  undoRemoval(id);
  await waiting?.run(keepalive);
}

window.addEventListener('pagehide', () => void flushRemovals(true));
