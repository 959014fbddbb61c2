import type { Client } from 'pg';
import { SURGE_DRAFTS } from './cases';
import { type Person, signIn } from './people';
import type { Promised } from './report';

/** Submissions before the clock runs: caches and prepared statements are warm at the end of a round. */
const WARM_UP = 100;

interface Draft {
  readonly id: string;
  readonly version: number;
  readonly middle_no: number;
}

/** All submissions at once, each connection sends its next one when it has its answer: the last minutes before a deadline. */
export async function surge(db: Client, apiUrl: string, submissions: number, connections: number): Promise<Promised> {
  const { rows } = await db.query<Draft>(`${SURGE_DRAFTS} LIMIT $1`, [WARM_UP + submissions]);
  const heads = new Map<number, Person>();
  for (const no of new Set(rows.map(({ middle_no }) => middle_no))) heads.set(no, await signIn(apiUrl, `truong.${no}`));
  const receipts = new Set<string>();
  const times: number[] = [];
  let failed = 0;
  let example = '';
  const submit = async ({ id, version, middle_no }: Draft): Promise<void> => {
    const started = performance.now();
    const answer = await fetch(`${apiUrl}/api/entries/${id}/submit`, {
      method: 'POST',
      headers: { ...heads.get(middle_no)!.headers, 'idempotency-key': `bench-surge-${id}` },
      body: JSON.stringify({ version }),
    });
    const body = await answer.text();
    times.push(performance.now() - started);
    if (answer.ok) receipts.add((JSON.parse(body) as { receiptNo: string }).receiptNo);
    else {
      failed += 1;
      example ||= `${answer.status} ${body.slice(0, 200)}`;
    }
  };
  const send = async (drafts: Draft[]): Promise<void> => {
    const client = async (): Promise<void> => {
      for (let draft = drafts.shift(); draft; draft = drafts.shift()) await submit(draft);
    };
    await Promise.all(Array.from({ length: connections }, client));
  };
  await send(rows.slice(0, WARM_UP));
  receipts.clear();
  times.length = 0;
  const measured = rows.slice(WARM_UP);
  const started = performance.now();
  await send([...measured]);
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number): string => times[Math.floor(times.length * share)]?.toFixed(0) ?? '–';
  const stored = await db.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM entry_revision WHERE entry_id = ANY($1::uuid[])',
    [measured.map(({ id }) => id)],
  );
  return {
    what: `surge: ${measured.length.toLocaleString('en-US')} submissions from ${connections} connections`,
    measured:
      `${seconds.toFixed(1)} s, ${(measured.length / seconds).toFixed(0)} a second, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms; ` +
      `${receipts.size} receipts, ${stored.rows[0]?.n ?? 0} revisions${failed > 0 ? `, FAILED ${failed}: ${example}` : ''}`,
    aim: 'none lost, none doubled, all within 300 s',
  };
}
