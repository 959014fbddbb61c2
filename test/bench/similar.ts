import { signIn } from './people';
import type { Promised } from './report';
import { ASKER } from './load/similar';
import { idOf } from './load/similar-share';
import { COPY_EVERY, sourceOf } from './load/similar-texts';

/** Questions that are measured; as many copies as texts of people's own among them. */
const ASK = 400;
const WARM_UP = 20;

/** Asks the API at `url` for entries similar to one, one question after the other, as officers do who open an entry. */
export async function similarEntries(url: string, entries: number): Promise<Promised> {
  const { headers } = await signIn(url, ASKER);
  const ask = async (n: number): Promise<{ ms: number; found: readonly (string | null)[] }> => {
    const started = performance.now();
    const answer = await fetch(`${url}/api/entries/${idOf('5', n)}/similar`, { headers });
    const body = await answer.text();
    if (!answer.ok) throw new Error(`similar entries: ${answer.status} ${body}`);
    const { items } = JSON.parse(body) as { items: { entryId: string | null }[] };
    return { ms: performance.now() - started, found: items.map(({ entryId }) => entryId) };
  };
  const copies = Math.floor((entries - 1) / COPY_EVERY);
  const pairs = Math.min(ASK / 2, copies);
  for (let at = 0; at < WARM_UP; at++) await ask((at * 7919) % entries);
  const times: number[] = [];
  let hits = 0;
  for (let at = 0; at < pairs; at++) {
    const n = (1 + Math.floor((at * copies) / pairs)) * COPY_EVERY;
    const copy = await ask(n);
    if (copy.found.includes(idOf('5', sourceOf(n)!))) hits++;
    times.push(copy.ms, (await ask(n - 7)).ms);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(0);
  return {
    what: `similar entries among ${entries.toLocaleString('en-US')}, ${times.length} questions one after the other`,
    measured: `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms; ${hits} of ${pairs} copies with a twentieth of their words changed were found`,
    aim: 'p95 under 300 ms, all copies found',
  };
}
