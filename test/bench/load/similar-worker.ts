/** A thread of `loadSimilar`: writes its share of the entries, with the signature that the product would compute later. */
import { workerData } from 'node:worker_threads';
import { rulesFromTemplate } from '@app/programmes';
import { Client } from 'pg';
import { formWords, textParts } from '../../../libs/similarity/src/entry-texts';
import { bandsOf, METHOD, signatureOf } from '../../../libs/similarity/src/minhash.rules';
import { boilerplateOf, shinglesOf } from '../../../libs/similarity/src/shingles.rules';
import { BATCH, idOf, type Share, UNITS } from './similar-share';
import { similarText } from './similar-texts';

const { form } = rulesFromTemplate('THREE_LEVEL_2024', { opensAt: '', closesAt: '' });
const boilerplate = boilerplateOf(formWords(form));

/** `entry.content` is not asked for similar entries and stays empty; the text of the revision is. */
const WRITE = `
  WITH g AS (
    SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[]) AS g(id, unit, title, content, shingles, signature, bands)),
  e AS (
    INSERT INTO entry (id, round_id, rules_version, unit_id, unit_path, host_path, category_code, field_code, subject_type, title, subject_name,
        content, state, stage_code, holder_unit_id, revision_no, receipt_no, submitted_at, created_by)
      SELECT g.id, '${idOf('4', 1)}', 1, u.id, u.path, '1', 'KINH_TE_INDIVIDUAL', 'KINH_TE', 'INDIVIDUAL', g.title, 'Người ' || right(g.id::text, 6),
        '{}', 'APPRAISING', 'TINH', '${idOf('1', 1)}', 1, g.id::text, now(), '${idOf('2', 1)}' FROM g JOIN unit u ON u.no = g.unit),
  s AS (
    INSERT INTO entry_signature (entry_id, revision_no, method, shingles, signature, bands)
      SELECT id, 1, ${METHOD}, shingles, signature::int[], bands::int[] FROM g)
  INSERT INTO entry_revision (entry_id, no, title, subject_name, content, contributions, self_scores, evidence, content_hash, submitted_by)
    SELECT id, 1, title, 'Người ' || right(id::text, 6), content::jsonb, '[]', '{}', '[]', 'bench', '${idOf('2', 1)}' FROM g`;

const arrayOf = (numbers: readonly number[]): string => `{${numbers.join(',')}}`;

async function write({ url, entries, share, shares }: Share): Promise<void> {
  const db = new Client({ connectionString: url });
  await db.connect();
  await db.query(`SET synchronous_commit = off; SET session_replication_role = replica; SET statement_timeout = 0`);
  // while the database writes one batch this thread makes the next one
  let writing: Promise<unknown> = Promise.resolve();
  for (let from = share * BATCH; from < entries; from += shares * BATCH) {
    const columns: unknown[][] = [[], [], [], [], [], [], []];
    for (let n = from; n < Math.min(entries, from + BATCH); n++) {
      const { title, content } = similarText(n);
      const shingles = new Set(
        textParts(form, title, content).flatMap((part) => [...shinglesOf(part.text, boilerplate)]),
      );
      const signature = signatureOf(shingles) ?? [];
      const row = [idOf('5', n), 2 + (n % UNITS), title, JSON.stringify(content), shingles.size];
      for (const [at, value] of [...row, arrayOf(signature), arrayOf(bandsOf(signature))].entries())
        columns[at]!.push(value);
    }
    await writing;
    writing = db.query(WRITE, columns);
    // whoever awaits it next hears of the error
    writing.catch(() => undefined);
    await new Promise((done) => setImmediate(done));
  }
  await writing;
  await db.end();
}

// an error ends the thread, and its starter hears of it
void write(workerData as Share);
