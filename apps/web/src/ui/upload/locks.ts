const held = new Map<string, () => void>();

/**
 * Takes an upload for this window and waits until no other one has it: two windows of one browser must not send the
 * same file. The browser gives the lock back by itself when a window is closed or dies.
 */
export function takeUpload(id: string): Promise<void> {
  // Only pages of https and localhost have locks; elsewhere the server's own lock on the upload stands in.
  if (!('locks' in navigator)) return Promise.resolve();
  return new Promise((taken) => {
    void navigator.locks
      .request(`dvk.upload.${id}`, () => {
        taken();
        return new Promise<void>((release) => held.set(id, release));
      })
      .catch(() => taken());
  });
}

export function releaseUpload(id: string): void {
  held.get(id)?.();
  held.delete(id);
}
