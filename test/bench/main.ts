/**
 * `npm run bench [-- --out FILE] [--only TEXT] [--seconds N] [--prof FOLDER] [--keep] [--trial]`: measures the product on a database of a
 * whole country's size, each case right beside its limit, and prints the tables of the README. `--keep` leaves the loaded
 * data below DATA_DIR/bench (about 6 GB) for the next run. `--only` takes a part of a row's name, or eight, paging, surge,
 * import, similar. `--trial` tries the bench itself out on little data; its figures say nothing.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { capture, type Statement } from './capture';
import { type Read, reads, type Write, writes } from './cases';
import { type BenchServer, freshDatabase, SETTINGS, similarDatabase, startServer } from './database';
import { importing } from './importing';
import { COUNTRY, entriesOf, SMALL, TRIAL } from './load/scale';
import { type Figures, fire, type Shot } from './measure';
import { markdown, type Promised, type Results, type Row } from './report';
import { similarEntries } from './similar';
import { type Bench, close, dist, open, settings, startApi } from './stage';
import { surge } from './surge';

const { values: options } = parseArgs({
  options: {
    out: { type: 'string' },
    only: { type: 'string', default: '' },
    seconds: { type: 'string', default: '6' },
    prof: { type: 'string' },
    keep: { type: 'boolean', default: false },
    trial: { type: 'boolean', default: false },
  },
});
const SECONDS = Number(options.seconds);
const CONNECTIONS = 32;
/** How many variants of a read the limit repeats. */
const VARIANTS = 40;
/** What the promised figures are about. */
const SIZES = options.trial
  ? { scale: TRIAL, surge: 400, imported: 500, similar: 3000 }
  : { scale: COUNTRY, surge: 2000, imported: 10_000, similar: 130_000 };
const SURGE_CONNECTIONS = 200;
/** Requests a second of the best open reviewing system, measured at 8 connections on the same kind of machine. */
const BEST = { list: 154, entry: 367, review: 267 };

const say = (line: string): void => console.error(line);
const wanted = (name: string): boolean => name.includes(options.only);
/** What each variant of a read asks the database, without the session that the API keeps for seconds. */
async function statementsOf(bench: Bench, read: Read): Promise<Statement[][]> {
  const url = bench[read.server].url;
  const shots =
    read.shots.length <= VARIANTS
      ? read.shots
      : Array.from({ length: VARIANTS }, (_, at) => read.shots[Math.floor((at * read.shots.length) / VARIANTS)]!);
  // caches of the process are warm, as they are in use; pages of the portal are only kept for seconds, so they are read cold
  if (read.server === 'api')
    for (const shot of shots) await (await fetch(url + shot.path, { headers: shot.headers ?? {} })).arrayBuffer();
  const all = await capture(bench.server, async () => {
    for (const shot of shots) {
      await bench.db.query('SELECT 1 AS bench_mark');
      const answer = await fetch(url + shot.path, { headers: shot.headers ?? {} });
      if (!answer.ok) throw new Error(`${read.name}: ${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
    }
  });
  const groups: Statement[][] = [];
  for (const statement of all) {
    if (statement.sql.includes('bench_mark')) groups.push([]);
    else if (!/FROM session s\b/.test(statement.sql)) groups.at(-1)?.push(statement);
  }
  return groups;
}

function inTurn(shots: readonly Shot[]): () => Shot {
  let at = 0;
  return () => shots[at++ % shots.length]!;
}

async function measureRead(bench: Bench, read: Read): Promise<Row> {
  const groups = await statementsOf(bench, read);
  writeFileSync(bench.cases, JSON.stringify(groups));
  await fetch(`${bench.limit.url}/load`, { method: 'POST' });
  const ours = await fire(bench[read.server].url, read.connections, SECONDS, inTurn(read.shots));
  const limit = await fire(bench.limit.url, read.connections, SECONDS, inTurn([{ method: 'GET', path: '/read' }]));
  // the last variant: on the portal the first one fills a cache for all the others
  const statements = groups.at(-1)?.length ?? 0;
  const row = { name: read.name, connections: read.connections, ours, limit, statements };
  return read.name.startsWith('standings') ? { ...row, sqlMs: await sqlTime(bench.db, groups[0] ?? []) } : row;
}

/** Milliseconds in the database of the statements of one request, best of five. */
async function sqlTime(db: Client, statements: readonly Statement[]): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 5; run++) {
    const started = performance.now();
    for (const { sql, params } of statements) await db.query(sql, [...params]);
    times.push(performance.now() - started);
  }
  return Math.min(...times);
}

async function measureWrite(bench: Bench, write: Write): Promise<Row> {
  const first = write.ours.next();
  if (!first) throw new Error(`${write.name}: nothing to write`);
  const statements = await capture(bench.server, async () => {
    const answer = await fetch(bench.api.url + first.path, first as RequestInit);
    const body = await answer.text();
    if (!answer.ok) throw new Error(`${write.name}: ${answer.status} ${body}`);
    write.ours.answered(body);
  });
  const run = (url: string, { next, answered }: Write['ours']): Promise<Figures> =>
    fire(url, CONNECTIONS, SECONDS, next, answered);
  const ours = await run(bench.api.url, write.ours);
  const limit = await run(bench.limit.url, write.limit);
  const own = statements.filter(({ sql }) => !/FROM session s\b/.test(sql));
  return { name: write.name, connections: CONNECTIONS, ours, limit, statements: own.length };
}

async function main(): Promise<void> {
  const folder = resolve(process.env.DATA_DIR ?? '.data', 'bench');
  const server = await startServer(folder);
  const work = mkdtempSync(join(tmpdir(), 'dvk-bench-'));
  try {
    const results = options.only === 'similar' ? nothing() : await measure(server, work);
    const similar = wanted('similar') ? [await measureSimilar(server, work)] : [];
    const text = markdown({ ...results, promised: [...results.promised, ...similar] });
    console.log(text);
    if (options.out) writeFileSync(options.out, `${text}\n`);
  } finally {
    await server.stop();
    rmSync(work, { recursive: true, force: true });
    if (!options.keep) rmSync(folder, { recursive: true, force: true });
  }
}

/** On a database and an API of its own: texts of the other cases are too much alike to be compared. */
async function measureSimilar(server: BenchServer, work: string): Promise<Promised> {
  const database = await similarDatabase(server, SIZES.similar, say);
  const api = await startApi(settings(server, database, work));
  const result = await similarEntries(api.url, SIZES.similar);
  await api.stop();
  return told(result);
}

function told(result: Promised): Promised {
  say(`${result.what}: ${result.measured} (aim: ${result.aim})`);
  return result;
}

function nothing(): Results {
  return {
    rows: [],
    eight: [],
    paging: [],
    promised: [],
    memory: undefined,
    database: `embedded PostgreSQL 18, shared_buffers ${SETTINGS.shared_buffers}, fsync ${SETTINGS.fsync}`,
    load: options.trial
      ? 'A trial of the bench on little data: the figures say nothing.'
      : `Loaded: 10,000 units, ${entriesOf(COUNTRY).toLocaleString('en-US')} entries with revisions and appraisals, 400,000 signed score sheets, 20,000 published models, 15 rounds of history and a country-size one; for similar entries as many of their own.`,
  };
}

async function measure(server: BenchServer, work: string): Promise<Results> {
  const big = await freshDatabase(server, SIZES.scale, say);
  const rows: Row[] = [];
  const eight: { name: string; best: number; ours: Figures }[] = [];
  const pages = new Map<string, Figures>();
  const bench = await open(server, big, work, options.prof);
  await new Promise((done) => setTimeout(done, 3000));
  const atRest = bench.api.memory();
  const log = (row: Row): void => {
    rows.push(row);
    say(
      `${row.name}: ${row.ours.rate.toFixed(0)}/s, limit ${row.limit.rate.toFixed(0)}/s, ratio ${(row.ours.rate / row.limit.rate).toFixed(2)}, p50 ${row.ours.p50}, SQL ${row.statements}${row.sqlMs === undefined ? '' : ` (${row.sqlMs.toFixed(0)} ms)`}${row.ours.failed ? ` FAILED ${row.ours.failed} ${row.ours.example}` : ''}${row.limit.failed ? ` LIMIT FAILED ${row.limit.failed} ${row.limit.example}` : ''}`,
    );
  };
  const readCases = await reads(bench.db, bench.api.url, CONNECTIONS);
  for (const read of readCases.filter(({ name }) => wanted(name))) log(await measureRead(bench, read));
  const at8 = async (name: string, best: number, of: string): Promise<void> => {
    const read = readCases.find((one) => one.name === of);
    if (read && wanted('eight'))
      eight.push({ name, best, ours: await fire(bench.api.url, 8, SECONDS, inTurn(read.shots)) });
  };
  await at8('50 entries with scores', BEST.list, 'standings, 50 entries × 5');
  await at8('one entry', BEST.entry, 'entry page');
  for (const read of readCases.filter(isPage))
    if (wanted('paging')) pages.set(read.name, await fire(bench.api.url, 8, SECONDS, inTurn(read.shots)));
  const writeCases = await writes(bench.db, bench.api.url, SIZES.surge);
  for (const write of writeCases.filter(({ name }) => wanted(name))) log(await measureWrite(bench, write));
  const sheets = writeCases.find(({ name }) => name === 'save score sheet');
  if (sheets && wanted('eight'))
    eight.push({
      name: 'one score sheet saved',
      best: BEST.review,
      ours: await fire(bench.api.url, 8, SECONDS, sheets.ours.next, sheets.ours.answered),
    });
  const promised: Promised[] = [];
  if (wanted('surge')) promised.push(told(await surge(bench.db, bench.api.url, SIZES.surge, SURGE_CONNECTIONS)));
  const memory = { atRest, after: bench.api.memory() };
  if (wanted('import')) {
    const env = { ...settings(server, big, work), DATABASE_URL: server.url(big) };
    const cli = join(dist, 'apps/cli/src/main.js');
    promised.push(told(await importing(bench.db, cli, env, work, SIZES.imported)));
  }
  await close(bench);

  const paging: { name: string; big: Figures; small: Figures }[] = [];
  if (wanted('paging')) {
    const little = await open(server, await freshDatabase(server, SMALL, say), work, options.prof);
    for (const read of (await reads(little.db, little.api.url, 8)).filter(isPage))
      paging.push({
        name: read.name,
        big: pages.get(read.name)!,
        small: await fire(little.api.url, 8, SECONDS, inTurn(read.shots)),
      });
    await close(little);
  }
  return { ...nothing(), rows, eight, paging, promised, memory };
}

const isPage = ({ name, server }: Read): boolean => server === 'api' && /list|queue/.test(name);

main().catch((error: unknown) => {
  console.error(error);
  // the measured processes still hang on this one; they end with it
  process.exit(1);
});
