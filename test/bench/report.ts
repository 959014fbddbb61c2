import { cpus, totalmem } from 'node:os';
import type { Figures } from './measure';

export interface Row {
  readonly name: string;
  readonly connections: number;
  readonly ours: Figures;
  readonly limit: Figures;
  readonly statements: number;
  /** Only for the reads that are all SQL: milliseconds of the statements alone, in the database. */
  readonly sqlMs?: number;
}

/** Something that was promised with a figure. */
export interface Promised {
  readonly what: string;
  readonly measured: string;
  readonly aim: string;
}

export interface Results {
  readonly rows: readonly Row[];
  readonly eight: readonly { name: string; best: number; ours: Figures }[];
  readonly paging: readonly { name: string; big: Figures; small: Figures }[];
  readonly promised: readonly Promised[];
  readonly memory: { readonly atRest: number; readonly after: number } | undefined;
  readonly database: string;
  readonly load: string;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const fine = (value: number): string => (value < 10 ? value.toFixed(1) : whole(value));

export function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model.trim() ?? 'CPU'}, ${Math.round(totalmem() / 1024 ** 3)} GB memory, Node ${process.versions.node}`;
}

/** The tables as Markdown, for the README. */
export function markdown(results: Results): string {
  const table = (head: readonly string[], rows: readonly string[]): string[] =>
    rows.length === 0 ? [] : [...head, ...rows, ''];
  const { memory } = results;
  const lines = [
    `Machine: ${machine()}; ${results.database}. Client (autocannon), API and PostgreSQL share it.`,
    '',
    results.load,
    '',
    ...table(
      [
        '| case | connections | requests/s | limit/s | ratio | p50 ms | p99 ms | answer | SQL |',
        '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
      ],
      results.rows.map(
        ({ name, connections, ours, limit, statements, sqlMs }) =>
          `| ${name}${sqlMs === undefined ? '' : ` (SQL ${fine(sqlMs)} ms)`} | ${connections} | ${fine(ours.rate)} | ${fine(limit.rate)} | ${(ours.rate / limit.rate).toFixed(2)} | ${fine(ours.p50)} | ${fine(ours.p99)} | ${(ours.size / 1024).toFixed(1)} KB | ${statements} |`,
      ),
    ),
    ...(results.rows.length === 0
      ? []
      : [
          'Limit: the same statements with the same values through bare `pg` in a bare Fastify server, measured right after; for the three changes, the rows that they must write in one transaction.',
          '',
        ]),
    ...table(
      ['| at 8 connections | ours/s | best open reviewing system/s | times |', '| --- | ---: | ---: | ---: |'],
      results.eight.map(
        ({ name, best, ours }) => `| ${name} | ${whole(ours.rate)} | ${best} | ${(ours.rate / best).toFixed(1)} |`,
      ),
    ),
    ...table(
      [
        '| a page of a list, 8 connections | 130,000 entries: requests/s | 1,000 entries: requests/s | times slower |',
        '| --- | ---: | ---: | ---: |',
      ],
      results.paging.map(
        ({ name, big, small }) =>
          `| ${name} | ${whole(big.rate)} | ${whole(small.rate)} | ${(small.rate / big.rate).toFixed(2)} |`,
      ),
    ),
    ...table(
      ['| what | measured | aim |', '| --- | --- | --- |'],
      results.promised.map(({ what, measured, aim }) => `| ${what} | ${measured} | ${aim} |`),
    ),
    ...(memory ? [`API process: ${memory.atRest} MB resident at rest, ${memory.after} MB after all runs.`] : []),
  ];
  const broken = [
    ...results.rows.flatMap(({ name, ours, limit }) => [
      { name, of: ours },
      { name: `${name} (limit)`, of: limit },
    ]),
    ...results.eight.map(({ name, ours }) => ({ name, of: ours })),
  ].filter(({ of }) => of.failed > 0);
  return [
    ...lines,
    ...broken.map(({ name, of }) => `\n${name}: ${of.failed} answers were no success, for example ${of.example}`),
  ].join('\n');
}
