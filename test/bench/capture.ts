import { Client } from 'pg';
import type { BenchServer } from './database';

/** A statement as it reached the server; parameters as text, in their order. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly (string | null)[];
}

/**
 * Reads from the server's own log which statements some work sends: nothing in the measured processes is changed, and
 * the limit runs exactly the same SQL with the same values. Nobody else may use the server meanwhile.
 */
export async function capture(server: BenchServer, work: () => Promise<void>): Promise<Statement[]> {
  const admin = new Client({ connectionString: server.url('postgres') });
  await admin.connect();
  let text = '';
  try {
    await admin.query(`ALTER SYSTEM SET log_statement = 'all'`);
    await admin.query('SELECT pg_reload_conf()');
    await pause(150);
    const stop = server.listen((more) => (text += more));
    await work();
    await pause(150);
    stop();
    await admin.query('ALTER SYSTEM RESET log_statement');
    await admin.query('SELECT pg_reload_conf()');
    await pause(150);
  } finally {
    await admin.end();
  }
  return statementsIn(text);
}

const LINE = /^\d+\|([^|]*)\|([A-Z]+): {2}/;

/** Each record of the log starts with our prefix; further lines of one record start with a tab. */
function statementsIn(text: string): Statement[] {
  const records: { level: string; body: string }[] = [];
  for (const line of text.split('\n')) {
    const start = LINE.exec(line);
    if (start) records.push({ level: start[2] ?? '', body: line.slice(start[0].length) });
    else if (records.length > 0 && line !== '') records[records.length - 1]!.body += `\n${line.replace(/^\t/, '')}`;
  }
  const statements: Statement[] = [];
  for (const { level, body } of records) {
    const sql = /^(?:execute [^:]*|statement): ([\s\S]*)$/.exec(body)?.[1];
    if (level === 'LOG' && sql !== undefined) statements.push({ sql, params: [] });
    const parameters = /^Parameters: ([\s\S]*)$/i.exec(body)?.[1];
    const last = statements.at(-1);
    if (level === 'DETAIL' && parameters !== undefined && last)
      statements[statements.length - 1] = { ...last, params: valuesOf(parameters) };
  }
  return statements.filter(({ sql }) => !/log_statement|pg_reload_conf/.test(sql));
}

function valuesOf(text: string): (string | null)[] {
  return [...text.matchAll(/\$\d+ = (NULL|'((?:[^']|'')*)')/g)].map((found) =>
    found[1] === 'NULL' ? null : (found[2] ?? '').replaceAll("''", "'"),
  );
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
