import { Injectable } from '@nestjs/common';
import { type Actor, grantsOf, type Role } from '@app/access';
import { Database, requestContext } from '@app/platform';
import { HOME_TEXTS } from './home-texts';
import { type ElsewhereItem, type HomeAnswer, WAITING_KINDS, type WaitingItem, type WaitingKind } from './home.dto';

/** One line as the database gives it: `name` is the record's own text, `n` how many stand behind it. */
interface Row {
  kind: WaitingKind;
  name: string | null;
  note: string | null;
  href: string;
  deadline: Date | null;
  state: string | null;
  n: number | null;
  /** All of this kind, where only the first few are listed. */
  total?: number;
  list?: string;
}

/** So many single things of one kind are listed; the rest stands behind one line with its number. */
const LISTED = 6;

/** A part of the page: for whom it is asked, and the statement that finds it. `$1` holds what `params` says. */
interface Part {
  roles: readonly Role[];
  params: 'units' | 'paths' | 'account';
  sql: string;
}

const single = (kind: WaitingKind, from: string, columns: { name: string; note: string; href: string; deadline: string; state: string; list: string }) => `
  SELECT '${kind}' AS kind, ${columns.name} AS name, ${columns.note} AS note, ${columns.href} AS href, ${columns.deadline} AS deadline,
         ${columns.state} AS state, NULL::int AS n, count(*) OVER ()::int AS total, '${columns.list}' AS list
  FROM ${from} ORDER BY ${columns.deadline} NULLS LAST LIMIT ${LISTED}`;

const entry = (href: string, list: string) => ({
  name: 'e.title',
  note: 'u.label',
  href: `'${href}'`.replace(':id', `' || e.id || '`),
  deadline: 'e.deadline',
  state: 'e.state',
  list,
});
const ENTRY_OF_UNIT = `entry e JOIN unit u ON u.id = e.unit_id JOIN round r ON r.id = e.round_id AND r.state = 'OPEN'`;

/** What waits, by role. Each statement touches an index by holder, unit, judge or state and lists at most a few rows. */
const PARTS: readonly Part[] = [
  {
    roles: ['REPORTER', 'UNIT_HEAD'],
    params: 'units',
    sql: single('ENTRY_TO_MEND', `${ENTRY_OF_UNIT} WHERE e.unit_id = ANY($1::uuid[]) AND e.state = 'RETURNED'`, entry('/entries/:id/edit', '/entries?state=RETURNED')),
  },
  {
    roles: ['REPORTER', 'UNIT_HEAD'],
    params: 'units',
    sql: single('ENTRY_TO_FINISH', `${ENTRY_OF_UNIT} WHERE e.unit_id = ANY($1::uuid[]) AND e.state = 'DRAFT'`, entry('/entries/:id/edit', '/entries?state=DRAFT')),
  },
  {
    // what this officer began to enter from paper, or what was returned to the unit that wrote on paper
    roles: ['OFFICER'],
    params: 'account',
    sql: single('PAPER_TO_FINISH', `${ENTRY_OF_UNIT} WHERE e.created_by = $1 AND e.channel = 'PAPER' AND e.state IN ('DRAFT', 'RETURNED')`, entry('/entries/:id/edit', '/entries?state=DRAFT')),
  },
  {
    roles: ['OFFICER'],
    params: 'units',
    sql: single('ENTRY_TO_APPRAISE', `entry e JOIN unit u ON u.id = e.unit_id WHERE e.holder_unit_id = ANY($1::uuid[]) AND e.state = 'APPRAISING'`, entry('/appraisal/:id', '/appraisal')),
  },
  {
    roles: ['LEADER'],
    params: 'units',
    sql: single('ENTRY_TO_DECIDE', `entry e JOIN unit u ON u.id = e.unit_id WHERE e.holder_unit_id = ANY($1::uuid[]) AND e.state = 'PROPOSED'`, entry('/appraisal/:id', '/appraisal')),
  },
  {
    roles: ['LEADER'],
    params: 'units',
    sql: `SELECT 'DECISION_TO_SIGN' AS kind, d.title AS name, d.issuer_name AS note, '/decisions/' || d.id AS href, NULL::timestamptz AS deadline, d.state, NULL::int AS n
          FROM decision d WHERE d.unit_id = ANY($1::uuid[]) AND d.state = 'SUBMITTED' ORDER BY d.created_at LIMIT ${LISTED}`,
  },
  {
    roles: ['JUDGE'],
    params: 'account',
    sql: `SELECT 'SCORESHEET_TO_SIGN' AS kind, r.name, NULL AS note, '/scoresheets' AS href, min(e.deadline) AS deadline, NULL AS state, count(*)::int AS n
          FROM scoresheet s JOIN round r ON r.id = s.round_id JOIN entry e ON e.id = s.entry_id
          WHERE s.judge_id = $1 AND s.state IN ('OPEN', 'REOPENED') AND e.state = 'SCORING' GROUP BY r.id, r.name`,
  },
  {
    roles: ['COUNCIL_MEMBER', 'COUNCIL_SECRETARY', 'COUNCIL_CHAIR'],
    params: 'account',
    sql: `SELECT 'SESSION_TO_ATTEND' AS kind, s.name, c.name || CASE WHEN s.place = '' THEN '' ELSE ' · ' || s.place END AS note, '/council-sessions/' || s.id AS href,
                 s.scheduled_at AS deadline, s.state, NULL::int AS n
          FROM council_session s JOIN council c ON c.id = s.council_id
          JOIN council_member m ON m.council_id = c.id AND m.account_id = $1 AND (m.valid_to IS NULL OR m.valid_to > current_date)
          WHERE s.state <> 'CLOSED' ORDER BY s.scheduled_at LIMIT ${LISTED}`,
  },
  {
    roles: ['BOARD_STAFF'],
    params: 'paths',
    sql: `SELECT 'ROUND_TO_OPEN' AS kind, r.name, NULL AS note, '/rounds/' || r.id AS href, NULL::timestamptz AS deadline, r.state, NULL::int AS n
          FROM round r WHERE r.unit_path <@ ANY($1::ltree[]) AND r.state = 'DRAFT' ORDER BY r.created_at DESC LIMIT ${LISTED}`,
  },
  {
    roles: ['BOARD_STAFF'],
    params: 'paths',
    sql: `WITH scoring AS (
            SELECT e.id, e.round_id, e.deadline,
                   count(a.id) FILTER (WHERE a.state = 'ACTIVE') AS judges,
                   count(s.id) FILTER (WHERE a.state = 'ACTIVE' AND s.state <> 'SIGNED') AS unsigned
            FROM entry e JOIN round r ON r.id = e.round_id AND r.state = 'OPEN' AND r.unit_path <@ ANY($1::ltree[])
            LEFT JOIN assignment a ON a.entry_id = e.id AND a.stage_code = e.stage_code
            LEFT JOIN scoresheet s ON s.assignment_id = a.id
            WHERE e.state = 'SCORING' GROUP BY e.id
          )
          SELECT 'ENTRIES_TO_ASSIGN' AS kind, r.name, NULL AS note, '/rounds/' || r.id || '/panels' AS href, min(s.deadline) AS deadline, NULL AS state, count(*)::int AS n
          FROM scoring s JOIN round r ON r.id = s.round_id WHERE s.judges = 0 GROUP BY r.id, r.name
          UNION ALL
          SELECT 'STANDINGS_TO_FINALISE', r.name, NULL, '/rounds/' || r.id || '/standings', min(s.deadline), NULL, count(*)::int
          FROM scoring s JOIN round r ON r.id = s.round_id GROUP BY r.id, r.name HAVING bool_and(s.judges > 0 AND s.unsigned = 0)`,
  },
  {
    roles: ['BOARD_STAFF'],
    params: 'paths',
    sql: `SELECT 'ENTRIES_FOR_COUNCIL' AS kind, r.name, NULL AS note, '/rounds/' || r.id || '/councils' AS href, min(e.deadline) AS deadline, NULL AS state, count(*)::int AS n
          FROM entry e JOIN round r ON r.id = e.round_id AND r.state = 'OPEN' AND r.unit_path <@ ANY($1::ltree[])
          WHERE e.state = 'COUNCIL' AND NOT EXISTS (SELECT 1 FROM agenda_item i JOIN council_session s ON s.id = i.session_id AND s.state <> 'CLOSED' WHERE i.entry_id = e.id)
          GROUP BY r.id, r.name
          UNION ALL
          SELECT 'ENTRIES_FOR_DECISION', r.name, NULL, '/rounds/' || r.id || '/decisions', min(e.deadline), NULL, count(*)::int
          FROM entry e JOIN round r ON r.id = e.round_id AND r.state = 'OPEN' AND r.unit_path <@ ANY($1::ltree[])
          WHERE e.state = 'APPROVED' AND NOT EXISTS (SELECT 1 FROM decision_award a WHERE a.entry_id = e.id)
          GROUP BY r.id, r.name
          UNION ALL
          (SELECT 'DECISION_TO_PUBLISH', d.title, d.number_text, '/decisions/' || d.id, NULL, d.state, NULL
           FROM decision d JOIN round r ON r.id = d.round_id AND r.unit_path <@ ANY($1::ltree[])
           WHERE d.state = 'ISSUED' AND NOT EXISTS (SELECT 1 FROM publication p WHERE p.decision_id = d.id) ORDER BY d.issued_at LIMIT ${LISTED})`,
  },
];

/** What waits for the actor, most urgent first: the first screen of every role. */
@Injectable()
export class HomeQueries {
  constructor(private readonly db: Database) {}

  async waitingFor(actor: Actor): Promise<HomeAnswer> {
    const rows: Row[] = [];
    for (const part of PARTS) {
      const grants = grantsOf(actor, ...part.roles);
      if (grants.length === 0) continue;
      const param = { units: grants.map((g) => g.unitId), paths: grants.map((g) => g.unitPath), account: actor.accountId }[part.params];
      const found = await this.db.query<Row>(part.sql, [param]);
      rows.push(...found);
      const [first] = found;
      // More than are listed: one further line says how many there are and leads to all of them.
      if (first?.total && first.list && first.total > found.length)
        rows.push({ ...first, name: null, note: null, href: first.list, deadline: null, state: null, n: first.total });
    }
    const locale = requestContext().locale;
    const order = (row: Row) => row.deadline?.getTime() ?? Number.MAX_SAFE_INTEGER;
    const items = rows
      .sort((a, b) => order(a) - order(b) || WAITING_KINDS.indexOf(a.kind) - WAITING_KINDS.indexOf(b.kind))
      .map((row): WaitingItem => {
        const text = HOME_TEXTS[row.kind][locale];
        return {
          kind: row.kind,
          title: row.n !== null && row.n > 1 ? text.many.replace('{n}', String(row.n)) : text.one,
          subtitle: [row.name, row.note].filter(Boolean).join(' · ') || null,
          href: row.href,
          deadline: row.deadline?.toISOString() ?? null,
          state: row.state,
          count: row.n,
        };
      });
    return { items, elsewhere: await this.elsewhere(actor) };
  }

  /** What the actor's units have under way and others have in hand: "Chờ ai?" without opening an entry. */
  private async elsewhere(actor: Actor): Promise<ElsewhereItem[]> {
    const grants = grantsOf(actor, 'REPORTER', 'UNIT_HEAD');
    if (grants.length === 0) return [];
    const rows = await this.db.query<Omit<ElsewhereItem, 'since' | 'by'> & { since: Date; by: Date | null }>(
      `SELECT e.title, '/entries/' || e.id AS href, e.state, h.name AS "unitName", e.holder_since AS since, e.deadline AS by
       FROM entry e JOIN unit h ON h.id = e.holder_unit_id
       WHERE e.unit_id = ANY($1::uuid[]) AND e.state IN ('APPRAISING', 'PROPOSED', 'SCORING', 'COUNCIL', 'APPROVED')
       ORDER BY e.holder_since, e.id LIMIT 10`,
      [grants.map((grant) => grant.unitId)],
    );
    return rows.map((row) => ({ ...row, since: row.since.toISOString(), by: row.by?.toISOString() ?? null }));
  }
}
