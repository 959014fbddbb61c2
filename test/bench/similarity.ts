/**
 * By hand, after a build: `node dist/test/bench/similarity.js [--entries 130000] [--ask 300]`. Fills a database of its own
 * with entries whose texts are as far apart as people's are, computes all signatures, and asks for similar entries one
 * after the other: times, and how many of the copies hidden among them were found.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AccessModule, type Actor, CurrentActor } from '@app/access';
import { AuditModule } from '@app/audit';
import { EntriesModule } from '@app/entries';
import { FilesModule } from '@app/files';
import { JobsModule } from '@app/jobs';
import { loadEnv, migrate, PlatformModule } from '@app/platform';
import { ProgrammesModule, rulesFromTemplate } from '@app/programmes';
import { Signatures, SimilarityModule, SimilarityQueries } from '@app/similarity';
import { WorkflowModule } from '@app/workflow';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { startServer } from './database';

const { values: options } = parseArgs({
  options: { entries: { type: 'string', default: '130000' }, ask: { type: 'string', default: '300' } },
});
const ENTRIES = Number(options.entries);
const ASK = Number(options.ask);
/** Every so many entries one is a copy of an earlier one, with each twentieth word another. */
const COPY_EVERY = 50;
const UNITS = 2000;
const BATCH = 2000;

/** Random numbers that are the same in every run. */
let seed = 20261122;
function random(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
}

/** 1,200 syllables, some far more frequent than others, as in a language. */
const SYLLABLES = 'b c d g h k l m n p q r s t v x'.split(' ').flatMap((head) =>
  ['an', 'ap', 'at', 'oi', 'ong', 'uong', 'em', 'iet', 'o', 'u', 'ang', 'inh', 'ao', 'eu', 'ay'].flatMap((tail) =>
    ['', 'h', 'ng', 'n', 'w'].map((middle) => head + middle + tail),
  ),
);
const word = (): string => SYLLABLES[Math.floor(SYLLABLES.length * random() ** 2.2)]!;
const words = (count: number): string[] => Array.from({ length: count }, word);
/** Phrases that every second report has: the common language of the movement. */
const PHRASES = Array.from({ length: 300 }, () => words(12).join(' '));
const phrase = (): string => PHRASES[Math.floor(PHRASES.length * random())]!;

const LENGTHS = { LY_DO: 60, MUC_TIEU: 40, NOI_DUNG: 220, KET_QUA: 130, DUY_TRI_NHAN_RONG: 50 } as const;
type Content = Record<keyof typeof LENGTHS, string>;
const write = (): Content =>
  Object.fromEntries(
    Object.entries(LENGTHS).map(([code, length]) => [
      code,
      `${random() < 0.5 ? `${phrase()} ` : ''}${words(length).join(' ')}`,
    ]),
  ) as Content;
const copy = (content: Content): Content =>
  Object.fromEntries(
    Object.entries(content).map(([code, text]) => [
      code,
      text
        .split(' ')
        .map((each) => (random() < 0.05 ? word() : each))
        .join(' '),
    ]),
  ) as Content;

const id = (kind: string, n: number): string =>
  `00000000-0000-7000-8${kind.padStart(3, '0')}-${n.toString(16).padStart(12, '0')}`;

async function fill(url: string): Promise<Map<number, number>> {
  const db = new Client({ connectionString: url });
  await db.connect();
  await db.query(`SET synchronous_commit = off; SET session_replication_role = replica; SET statement_timeout = 0`);
  await db.query(
    `INSERT INTO unit (id, no, name, kind, level, path, valid_from, label) OVERRIDING SYSTEM VALUE VALUES ($1, 1, 'Cả nước', 'PROVINCE', 'PROVINCE', '1', '2000-01-01', 'Cả nước')`,
    [id('1', 1)],
  );
  await db.query(
    `INSERT INTO unit (id, no, name, kind, level, parent_id, path, valid_from, label) OVERRIDING SYSTEM VALUE
     SELECT ('00000000-0000-7000-8001-' || lpad(to_hex(n), 12, '0'))::uuid, n, 'Ấp ' || n, 'RESIDENTIAL', 'RESIDENTIAL', $1, ('1.' || n)::ltree, '2000-01-01', 'Ấp ' || n
     FROM generate_series(2, ${UNITS + 1}) n`,
    [id('1', 1)],
  );
  await db.query(`INSERT INTO account (id, login, full_name, unit_id) VALUES ($1, 'bench.board', 'Bench', $2)`, [
    id('2', 1),
    id('1', 1),
  ]);
  await db.query(`INSERT INTO programme (id, kind, name, unit_id) VALUES ($1, 'MODEL_RECOGNITION', 'Bench', $2)`, [
    id('3', 1),
    id('1', 1),
  ]);
  const rules = rulesFromTemplate('THREE_LEVEL_2024', {
    opensAt: '2020-01-01T00:00:00Z',
    closesAt: '2099-01-01T00:00:00Z',
  });
  await db.query(
    `INSERT INTO round (id, programme_id, code, name, year, unit_id, unit_path, state, opened_at) VALUES ($1, $2, 'BENCH', 'Bench', 2026, $3, '1', 'OPEN', now())`,
    [id('4', 1), id('3', 1), id('1', 1)],
  );
  await db.query(`INSERT INTO round_rules (round_id, version, rules, frozen_at) VALUES ($1, 1, $2, now())`, [
    id('4', 1),
    JSON.stringify(rules),
  ]);

  const copies = new Map<number, number>();
  const kept = new Map<number, Content>();
  for (let from = 0; from < ENTRIES; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, ENTRIES - from) }, (_, at) => {
      const n = from + at;
      const source = n > 0 && n % COPY_EVERY === 0 ? n - COPY_EVERY / 2 : undefined;
      const earlier = source === undefined ? undefined : kept.get(source);
      if (earlier) copies.set(n, source!);
      const content = earlier ? copy(earlier) : write();
      if (n % COPY_EVERY === COPY_EVERY / 2) kept.set(n, content);
      return {
        id: id('5', n),
        unit: id('1', 2 + (n % UNITS)),
        path: `1.${2 + (n % UNITS)}`,
        title: words(8).join(' '),
        subject: `Người ${n}`,
        content,
      };
    });
    await db.query(
      `WITH g AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS g(id uuid, unit uuid, path text, title text, subject text, content jsonb)),
       e AS (INSERT INTO entry (id, round_id, rules_version, unit_id, unit_path, host_path, category_code, field_code, subject_type, title, subject_name, content, state,
           stage_code, holder_unit_id, revision_no, receipt_no, submitted_at, created_by)
         SELECT id, $2, 1, unit, path::ltree, '1', 'KINH_TE_INDIVIDUAL', 'KINH_TE', 'INDIVIDUAL', title, subject, content, 'APPRAISING', 'TINH', $3, 1, id::text, now(), $4 FROM g)
       INSERT INTO entry_revision (entry_id, no, title, subject_name, content, contributions, self_scores, evidence, content_hash, submitted_by)
         SELECT id, 1, title, subject, content, '[]', '{}', '[]', 'bench', $4 FROM g`,
      [JSON.stringify(rows), id('4', 1), id('1', 1), id('2', 1)],
    );
  }
  await db.query('VACUUM (ANALYZE) entry, entry_revision, unit');
  await db.end();
  return copies;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dvk-similarity-'));
  const server = await startServer(join(folder, 'server'));
  try {
    const admin = new Client({ connectionString: server.url('postgres') });
    await admin.connect();
    await admin.query('CREATE DATABASE dvk_similarity');
    await admin.end();
    await migrate(server.url('dvk_similarity'));
    const copies = await timed('texts written', () => fill(server.url('dvk_similarity')));
    const env = loadEnv({
      DATA_DIR: folder,
      APP_DATABASE_URL: server.appUrl('dvk_similarity'),
      SESSION_SECRET: 'only-for-the-bench-only-for-the-bench',
      LOG_LEVEL: 'warn',
    });
    @Module({
      imports: [
        PlatformModule.forProcess(env, env.appDatabaseUrl ?? '', 'bench', 4),
        AccessModule,
        AuditModule,
        WorkflowModule,
        JobsModule,
        FilesModule,
        ProgrammesModule,
        EntriesModule,
        SimilarityModule,
      ],
    })
    class Bench {}
    const app = await NestFactory.createApplicationContext(Bench, { logger: ['error', 'warn'] });
    const done = await timed('signatures', () => app.get(Signatures).computeMissing());
    const db = new Client({ connectionString: server.url('dvk_similarity') });
    await db.connect();
    await db.query('VACUUM (ANALYZE) entry_signature');
    const { rows } = await db.query<{ heap: string; gin: string }>(
      `SELECT pg_size_pretty(pg_table_size('entry_signature')) AS heap, pg_size_pretty(pg_relation_size('entry_signature_bands')) AS gin`,
    );
    await db.end();
    const actor: Actor = {
      accountId: id('2', 1),
      fullName: 'Bench',
      unitId: id('1', 1),
      unitPath: '1',
      mustChangePassword: false,
      locale: 'vi',
      grants: [{ role: 'BOARD_STAFF', unitId: id('1', 1), unitPath: '1', roundId: null }],
    };
    const times: number[] = [];
    let found = 0;
    const asked = [...copies].filter((_, at) => at % Math.max(1, Math.floor(copies.size / ASK)) === 0).slice(0, ASK);
    for (const [n, source] of asked) {
      const started = performance.now();
      const { items } = await app.get(CurrentActor).runAs(actor, () => app.get(SimilarityQueries).of(id('5', n)));
      times.push(performance.now() - started);
      if (items.some((item) => item.entryId === id('5', source))) found++;
    }
    times.sort((a, b) => a - b);
    const at = (share: number): string =>
      `${times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(0)} ms`;
    console.log(`${done} entries, signatures ${rows[0]!.heap}, index ${rows[0]!.gin}`);
    console.log(
      `similar entries of ${asked.length}: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, slowest ${at(1)}`,
    );
    console.log(`copies with a twentieth of their words changed: ${found} of ${asked.length} found`);
    await app.close();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  console.error(`${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

void main();
