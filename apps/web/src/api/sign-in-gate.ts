/**
 * When an answer is 401, the request waits here while the sign-in dialog stands over the current screen.
 * All requests of that moment share one dialog.
 */
type Listener = (open: boolean) => void;

let waiting: { promise: Promise<boolean>; resolve: (signedIn: boolean) => void } | null = null;
const listeners = new Set<Listener>();

const tell = (open: boolean): void => listeners.forEach((listener) => listener(open));

/** Opens the dialog; resolves to true after a successful sign-in, false when the user closed it. */
export function askToSignIn(): Promise<boolean> {
  if (!waiting) {
    let resolve: (signedIn: boolean) => void = () => undefined;
    const promise = new Promise<boolean>((done) => (resolve = done));
    waiting = { promise, resolve };
    tell(true);
  }
  return waiting.promise;
}

export function finishSignIn(signedIn: boolean): void {
  waiting?.resolve(signedIn);
  waiting = null;
  tell(false);
}

export function onSignInAsked(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
