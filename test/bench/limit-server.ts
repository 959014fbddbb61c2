/**
 * The limit: a bare HTTP server that sends the same SQL through bare `pg` and answers with the rows as JSON. A process of
 * its own, started with `DATABASE_URL` and `CASES` (file: one list of requests, each a list of statements).
 */
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import { Pool, type PoolClient } from 'pg';
import type { Statement } from './capture';
import { WRITES } from './limit-writes';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 12 });
let requests: Statement[][] = [];
let next = 0;

async function replay(statements: readonly Statement[]): Promise<unknown[]> {
  const rows: unknown[] = [];
  const run = async (client: Pool | PoolClient) => {
    for (const { sql, params } of statements) rows.push(...(await client.query(sql, [...params])).rows);
  };
  if (!statements.some(({ sql }) => /^(BEGIN|START TRANSACTION)/i.test(sql))) {
    await run(pool);
    return rows;
  }
  const client = await pool.connect();
  try {
    await run(client);
  } finally {
    client.release();
  }
  return rows;
}

const server = Fastify();
server.get('/health', async () => 'ok');
/** Takes up the requests of another case. */
server.post('/load', async () => {
  requests = JSON.parse(readFileSync(process.env.CASES ?? '', 'utf8')) as Statement[][];
  next = 0;
  return requests.length;
});
server.get('/read', async (_request, reply) => {
  const statements = requests[next++ % requests.length] ?? [];
  return reply.type('application/json').send(JSON.stringify(await replay(statements)));
});
for (const [name, write] of Object.entries(WRITES))
  server.post(`/write/${name}`, async (request) => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const answer = await write(client, request.body as Record<string, unknown>);
      await client.query('COMMIT');
      return answer;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  });

void server.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
