import type { Client } from 'pg';
import type { Shot } from './measure';
import { type Person, signIn } from './people';
import { BIG_CATEGORY, COUNTRY_ROUND, SHORT_CATEGORY } from './load/scale';

/** A request that changes nothing, in several variants that take turns. */
export interface Read {
  readonly name: string;
  readonly server: 'api' | 'portal';
  readonly shots: readonly Shot[];
  readonly connections: number;
}

/** Requests that change something: each one follows from the answers before it. */
export interface Write {
  readonly name: string;
  readonly ours: Change;
  readonly limit: Change;
}
export interface Change {
  readonly next: () => Shot | undefined;
  readonly answered: (body: string) => void;
}

const get = (path: string, person?: Person): Shot => ({ method: 'GET', path, headers: person?.headers ?? {} });

/** The cases of the API and the portal that only read. */
export async function reads(db: Client, apiUrl: string, connections: number): Promise<Read[]> {
  const round = await roundId(db);
  const board = await signIn(apiUrl, 'thuongtruc.1');
  const officers: Person[] = [];
  for (let no = 5; no < 13; no++) officers.push(await signIn(apiUrl, `canbo.${no}`));
  const communes: Person[] = [];
  for (let no = 63; no < 67; no++) communes.push(await signIn(apiUrl, `canbo.${no}`));
  const judge = await signIn(apiUrl, 'giamkhao.1.10');
  const ids = await column(
    db,
    `SELECT id FROM bench.plan WHERE round_no = 16 AND what <> 'DRAFT' AND n % 1000 < 40 ORDER BY hashint8(n) LIMIT 40`,
  );
  const slugs = await column(db, `SELECT slug FROM published_model ORDER BY hashtext(slug)`);
  const list = `/api/entries?roundId=${round}`;
  const searches = [
    'hien dat mo rong',
    'camera an ninh',
    'thap sang duong que',
    'sau rieng',
    'chuyen doi so',
    'hu gao tinh thuong',
    'Hội quán nông dân',
    'duong hoa kieu mau',
  ];
  const categories = [
    'KINH_TE_COLLECTIVE',
    'KINH_TE_INDIVIDUAL',
    'VAN_HOA_XA_HOI_COLLECTIVE',
    'QUOC_PHONG_AN_NINH_COLLECTIVE',
  ];
  const api = (name: string, shots: readonly Shot[]): Read => ({ name, server: 'api', shots, connections });
  return [
    api(
      "officer's queue",
      officers.map((officer) => get('/api/appraisal/queue', officer)),
    ),
    api('entry list of the board', [get(list, board)]),
    api(
      'entry list of a commune',
      communes.map((officer) => get('/api/entries', officer)),
    ),
    api(
      'entry list filtered',
      categories.map((category) => get(`${list}&state=SCORING&category=${category}`, board)),
    ),
    api(
      'entry list searched',
      searches.map((words) => get(`${list}&q=${encodeURIComponent(words)}`, board)),
    ),
    api("judge's sheets", [get('/api/scoresheets', judge)]),
    api(
      'entry page',
      ids.map((id) => get(`/api/entries/${id}`, board)),
    ),
    api('standings, 50 entries × 5', [get(`/api/rounds/${round}/standings?category=${SHORT_CATEGORY}`, board)]),
    {
      ...api('standings, 2,000 entries × 5', [get(`/api/rounds/${round}/standings?category=${BIG_CATEGORY}`, board)]),
      connections: 1,
    },
    { name: 'portal list, first page', server: 'portal', shots: [get('/guong-dien-hinh')], connections },
    { name: 'portal list, searched', server: 'portal', shots: portalSearches(), connections },
    {
      name: 'portal model page, 200 in turn',
      server: 'portal',
      shots: slugs.slice(0, 200).map((slug) => get(`/guong-dien-hinh/${slug}`)),
      connections,
    },
    {
      name: 'portal model page, each new',
      server: 'portal',
      shots: slugs.map((slug) => get(`/guong-dien-hinh/${slug}`)),
      connections,
    },
  ];
}

/** More addresses than are asked for in the time that a page is kept: nearly each is drawn anew. */
function portalSearches(): Shot[] {
  const words = [
    'đường hoa',
    'camera',
    'hiến đất',
    'rác',
    'sầu riêng',
    'thắp sáng',
    'cổng rào',
    'heo đất',
    'cầu',
    'họ đạo',
    'lúa',
    'tự quản',
    'thứ bảy',
    'nhân đạo',
    'khởi nghiệp',
    'gạo',
    'số',
    'kênh',
    'khóm',
    'Khmer',
  ];
  const shots: Shot[] = [];
  for (const place of ['', ...Array.from({ length: 8 }, (_, no) => `Huyện số ${no + 1}`)])
    for (const province of ['', 'Tỉnh Hậu Giang', 'Tỉnh Sóc Trăng', 'Tỉnh Bến Tre'])
      for (let year = 2021; year <= 2025; year++)
        for (const q of words)
          for (const language of ['', '/en'])
            shots.push(
              get(
                `${language}/guong-dien-hinh?${new URLSearchParams({ q, nam: String(year), ...(province && { tinh: province }), ...(place && { 'dia-ban': place }) }).toString()}`,
              ),
            );
  return shots;
}

/**
 * Save a draft, save a score sheet, submit. Heads and judges of many units take turns.
 * @param surge so many drafts are left for the surge
 */
export async function writes(db: Client, apiUrl: string, surge: number): Promise<Write[]> {
  const round = await roundId(db);
  const heads: Person[] = [];
  const judges: Person[] = [];
  for (let no = 5; no < 39; no++) heads.push(await signIn(apiUrl, `truong.${no}`));
  for (let no = 556; no < 566; no++) judges.push(await signIn(apiUrl, `giamkhao.1.${no}`));
  return [await drafts(db, heads.slice(0, 16)), await sheets(db, judges), await submissions(db, heads, round, surge)];
}

/** Drafts that `save draft` writes in turn. */
const SAVED = `SELECT q.id FROM bench.plan q WHERE q.what = 'DRAFT' AND q.middle_no BETWEEN 5 AND 20 ORDER BY q.k % 100, q.middle_no LIMIT 1600`;

/** Complete drafts of the country-size round that are not written in turn, each with its version and who submits it. */
const COMPLETE = `FROM bench.plan p JOIN entry e ON e.id = p.id
  WHERE p.what = 'DRAFT' AND e.state = 'DRAFT' AND p.id <> ALL (${SAVED})`;

/** Drafts for the surge: from the other end than those that `submit` takes. */
export const SURGE_DRAFTS = `SELECT p.id, e.version, p.middle_no ${COMPLETE} ORDER BY p.n DESC`;

interface Draft {
  id: string;
  version: number;
  title: string;
  subjectName: string;
  content: Record<string, string>;
  contributions: unknown[];
  selfScores: Record<string, string>;
}

async function drafts(db: Client, heads: readonly Person[]): Promise<Write> {
  const rows = await db.query<Draft & { middle_no: number }>(
    `SELECT e.id, e.version, e.title, e.subject_name AS "subjectName", e.content, e.contributions, e.self_scores AS "selfScores", p.middle_no
     FROM bench.plan p JOIN entry e ON e.id = p.id WHERE p.what = 'DRAFT' AND p.middle_no BETWEEN 5 AND 20 ORDER BY p.k % 100, p.middle_no LIMIT 1600`,
  );
  const lines = rows.rows.map(({ middle_no, ...draft }) => ({
    draft,
    head: heads[middle_no - 5]!,
    written: draft.content['KET_QUA'] ?? '',
  }));
  const half = lines.length / 2;
  /** As the screen saves: the whole draft, and which part was typed in since the last save. */
  const typed = ({ draft, written }: (typeof lines)[number]) => ({
    ...draft,
    content: { ...draft.content, KET_QUA: `${written} Lần lưu ${draft.version}.` },
    changed: ['content.KET_QUA'],
  });
  return {
    name: 'save draft',
    ours: takingTurns(lines.slice(0, half), (line) => {
      const { id, ...body } = typed(line);
      return {
        method: 'PUT',
        path: `/api/entries/${id}/draft`,
        headers: line.head.headers,
        body: JSON.stringify(body),
      };
    }),
    limit: takingTurns(lines.slice(half), (line) => ({
      method: 'POST',
      path: '/write/draft',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...typed(line), accountId: line.head.accountId }),
    })),
  };
}

/** Each record is in one request at a time; its answer brings the version for the next one. */
function takingTurns<T extends { draft: { id: string; version: number } }>(
  lines: readonly T[],
  toShot: (line: T) => Shot,
): Change {
  const free = [...lines];
  const byId = new Map(lines.map((line) => [line.draft.id, line]));
  return {
    next: () => {
      const line = free.shift();
      return line && toShot(line);
    },
    answered: (body) => {
      const { id, version } = JSON.parse(body) as { id: string; version: number };
      const line = byId.get(id);
      if (!line) return;
      line.draft.version = version;
      free.push(line);
    },
  };
}

async function sheets(db: Client, judges: readonly Person[]): Promise<Write> {
  const rows = await db.query<{
    id: string;
    judge_id: string;
    version: number;
    marks: { criterion: string; points: string; comment: string }[];
  }>(
    `SELECT s.id, s.judge_id, sc.version, jsonb_agg(jsonb_build_object('criterion', k.code, 'points', CASE k.kind WHEN 'GATE' THEN '0' ELSE trim_scale(round(k.max / 2))::text END, 'comment', 'Có số liệu') ORDER BY k.ord) AS marks
     FROM bench.sheet s JOIN scoresheet sc ON sc.id = s.id JOIN bench.criterion k ON k.rubric = s.rubric WHERE NOT s.signed GROUP BY s.id, s.judge_id, sc.version, s.n, s.j ORDER BY s.n, s.j LIMIT 2000`,
  );
  const lines = rows.rows.map(({ judge_id, ...sheet }) => ({
    draft: { ...sheet, comment: 'Cách làm sáng tạo, cần thêm minh chứng về khả năng nhân rộng.', privateNote: '' },
    judge: judges.find(({ accountId }) => accountId === judge_id),
  }));
  const half = lines.length / 2;
  return {
    name: 'save score sheet',
    ours: takingTurns(lines.slice(0, half), ({ draft: { id, ...body }, judge }) => ({
      method: 'PUT',
      path: `/api/scoresheets/${id}`,
      headers: judge?.headers ?? {},
      body: JSON.stringify(body),
    })),
    limit: takingTurns(lines.slice(half), ({ draft }) => ({
      method: 'POST',
      path: '/write/sheet',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(draft),
    })),
  };
}

async function submissions(db: Client, heads: readonly Person[], roundId: string, surge: number): Promise<Write> {
  const rows = await db.query<{ id: string; version: number; middle_no: number; holderId: string; officerId: string }>(
    `SELECT d.*, u.id AS "holderId", a.id AS "officerId" FROM (SELECT p.id, p.n, e.version, p.middle_no, p.commune_no ${COMPLETE}) d
     JOIN bench.unit u ON u.no = d.commune_no JOIN bench.account a ON a.login = 'canbo.' || u.no ORDER BY d.n`,
  );
  const half = Math.floor((rows.rows.length - surge) / 2);
  let key = 0;
  const once = <T>(lines: readonly T[], toShot: (line: T) => Shot): Change => {
    let at = 0;
    return { next: () => (at < lines.length ? toShot(lines[at++]!) : undefined), answered: () => {} };
  };
  return {
    name: 'submit',
    ours: once(rows.rows.slice(0, half), ({ id, version, middle_no }) => ({
      method: 'POST',
      path: `/api/entries/${id}/submit`,
      headers: { ...heads[middle_no - 5]!.headers, 'idempotency-key': `bench-submit-${key++}` },
      body: JSON.stringify({ version }),
    })),
    limit: once(rows.rows.slice(half, 2 * half), ({ id, middle_no, holderId, officerId }) => ({
      method: 'POST',
      path: '/write/submit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id,
        key: `bench-limit-${key++}`,
        accountId: heads[middle_no - 5]!.accountId,
        holderId,
        officerId,
        roundId,
      }),
    })),
  };
}

async function roundId(db: Client): Promise<string> {
  const { rows } = await db.query<{ id: string }>('SELECT id FROM round WHERE code = $1', [COUNTRY_ROUND]);
  return rows[0]!.id;
}

async function column(db: Client, sql: string): Promise<string[]> {
  return (await db.query<Record<string, string>>(sql)).rows.map((row) => Object.values(row)[0] ?? '');
}
