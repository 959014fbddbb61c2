/** Names this window. Two windows never share a name, a window keeps its own over a reload. */
const KEY = 'dvk.tab';

function newName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function remembered(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

const lockOf = (name: string): string => `dvk.tab.${name}`;
// Web locks exist only on https and localhost.
const locks = (): LockManager | undefined => ('locks' in navigator ? navigator.locks : undefined);

/** Holds the name as long as the window lives; false when another window has it (a copied tab copies its memory too). */
function hold(name: string): Promise<boolean> {
  const manager = locks();
  if (!manager) return Promise.resolve(true);
  return new Promise((settle) => {
    void manager.request(lockOf(name), { ifAvailable: true }, (lock) => {
      settle(lock !== null);
      return lock ? new Promise(() => undefined) : undefined;
    });
  });
}

async function claim(): Promise<string> {
  const before = remembered();
  const name = before && (await hold(before)) ? before : newName();
  if (name !== before) await hold(name);
  try {
    sessionStorage.setItem(KEY, name);
  } catch {
    // Without memory a reload counts as a new window.
  }
  return name;
}

let mine: Promise<string> | undefined;

/** The name of this window. */
export const tabName = (): Promise<string> => (mine ??= claim());

/** Names of the windows of this browser that are open now; null when the browser cannot say. */
export async function openTabs(): Promise<Set<string> | null> {
  const manager = locks();
  if (!manager) return null;
  const { held = [] } = await manager.query();
  return new Set(held.flatMap(({ name }) => (name?.startsWith('dvk.tab.') ? [name.slice(8)] : [])));
}
