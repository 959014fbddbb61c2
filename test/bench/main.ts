/**
 * `npm run bench [-- --out FILE] [--only TEXT] [--seconds N] [--prof FOLDER] [--keep]`: measures the product on a database of a
 * whole country's size, each case right beside its limit, and prints the tables of the README. `--keep` leaves the loaded
 * data below DATA_DIR/bench (about 5 GB) for the next run.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { capture, type Statement } from './capture';
import { type Read, reads, type Write, writes } from './cases';
import { type BenchServer, freshDatabase, SETTINGS, startServer } from './database';
import { COUNTRY, entriesOf, SMALL } from './load/scale';
import { type Figures, fire, type Shot } from './measure';
import { start, type Running } from './processes';
import { markdown, type Results, type Row } from './report';

const { values: options } = parseArgs({
  options: {
    out: { type: 'string' },
    only: { type: 'string', default: '' },
    seconds: { type: 'string', default: '6' },
    prof: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const SECONDS = Number(options.seconds);
const CONNECTIONS = 32;
/** How many variants of a read the limit repeats. */
const VARIANTS = 40;
/** Requests a second of the best open reviewing system, measured at 8 connections on the same kind of machine. */
const BEST = { list: 154, entry: 367, review: 267 };

const say = (line: string): void => console.error(line);
const wanted = (name: string): boolean => name.includes(options.only);
const dist = join(__dirname, '../..');

interface Bench {
  readonly server: BenchServer;
  readonly work: string;
  readonly db: Client;
  readonly api: Running;
  readonly portal: Running;
  readonly limit: Running;
  readonly cases: string;
}

async function open(server: BenchServer, database: string, work: string): Promise<Bench> {
  const env: Record<string, string> = {
    APP_DATABASE_URL: server.appUrl(database),
    PORTAL_DATABASE_URL: server.portalUrl(database),
    SESSION_SECRET: 'only-for-the-bench-only-for-the-bench',
    DATA_DIR: work,
    SMTP_URL: 'smtp://127.0.0.1:9',
  };
  const db = new Client({ connectionString: server.url(database) });
  await db.connect();
  // when a run ends early the server goes first; what went wrong before is what is to be read
  db.on('error', () => {});
  const flags = options.prof ? ['-r', join(__dirname, 'profile.js')] : [];
  if (options.prof) env.BENCH_PROFILE = resolve(options.prof);
  const cases = join(work, 'cases.json');
  const api = await start(join(dist, 'apps/api/src/main.js'), '/api/health/ready', env, { flags });
  const portal = await start(join(dist, 'apps/portal/src/main.js'), '/api/health/ready', env, {
    flags,
    portSetting: 'PORTAL_PORT',
  });
  const limit = await start(join(dist, 'test/bench/limit-server.js'), '/health', {
    DATABASE_URL: server.appUrl(database),
    CASES: cases,
  });
  return { server, work, db, api, portal, limit, cases };
}

async function close({ db, api, portal, limit }: Bench): Promise<void> {
  await db.end();
  for (const one of [api, portal, limit]) await one.stop();
}

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
    const big = await freshDatabase(server, COUNTRY, say);
    const small = await freshDatabase(server, SMALL, say);
    const results = await measure(server, big, small, work);
    const text = markdown(results);
    console.log(text);
    if (options.out) writeFileSync(options.out, `${text}\n`);
  } finally {
    await server.stop();
    rmSync(work, { recursive: true, force: true });
    if (!options.keep) rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(server: BenchServer, big: string, small: string, work: string): Promise<Results> {
  const rows: Row[] = [];
  const eight: { name: string; best: number; ours: Figures }[] = [];
  const pages = new Map<string, Figures>();
  const bench = await open(server, big, work);
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
  const writeCases = await writes(bench.db, bench.api.url);
  for (const write of writeCases.filter(({ name }) => wanted(name))) log(await measureWrite(bench, write));
  const sheets = writeCases.find(({ name }) => name === 'save score sheet');
  if (sheets && wanted('eight'))
    eight.push({
      name: 'one score sheet saved',
      best: BEST.review,
      ours: await fire(bench.api.url, 8, SECONDS, sheets.ours.next, sheets.ours.answered),
    });
  const after = bench.api.memory();
  await close(bench);

  const paging: { name: string; big: Figures; small: Figures }[] = [];
  if (wanted('paging')) {
    const little = await open(server, small, work);
    for (const read of (await reads(little.db, little.api.url, 8)).filter(isPage))
      paging.push({
        name: read.name,
        big: pages.get(read.name)!,
        small: await fire(little.api.url, 8, SECONDS, inTurn(read.shots)),
      });
    await close(little);
  }
  return {
    rows,
    eight,
    paging,
    memory: { atRest, after },
    database: `embedded PostgreSQL 18, shared_buffers ${SETTINGS.shared_buffers}, fsync ${SETTINGS.fsync}`,
    load: `Loaded: 10,000 units, ${entriesOf(COUNTRY).toLocaleString('en-US')} entries with revisions and appraisals, 400,000 signed score sheets, 20,000 published models, 15 rounds of history and a country-size one.`,
  };
}

const isPage = ({ name, server }: Read): boolean => server === 'api' && /list|queue/.test(name);

main().catch((error: unknown) => {
  console.error(error);
  // the measured processes still hang on this one; they end with it
  process.exit(1);
});
