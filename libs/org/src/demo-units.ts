import type { Database } from '@app/platform';
import {
  CAN_THO_BODIES,
  CAN_THO_COMMUNES,
  CAN_THO_RESIDENTIAL,
  HAU_GIANG_BODIES,
  HAU_GIANG_DISTRICTS,
  HAU_GIANG_RESIDENTIAL,
  SUCCESSIONS,
} from './demo-names';
import { kindOfName, type UnitKind, type UnitLevel } from './unit-names.rules';

interface DemoUnit {
  readonly key: string;
  readonly code: string | null;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  readonly parent: string | null;
  readonly validFrom: string;
}

const MERGER = '2025-07-01';
/** Hậu Giang began on this day (Resolution 22/2003/QH11). */
const HAU_GIANG_SINCE = '2004-01-01';
const WORDS: Readonly<Record<string, string>> = {
  'TP.': 'Thành phố',
  'TX.': 'Thị xã',
  'H.': 'Huyện',
  'TT.': 'Thị trấn',
  'P.': 'Phường',
  'X.': 'Xã',
};

/**
 * The demonstration: Hậu Giang as of 2024 (three levels) and Cần Thơ as of 2025 (two levels). Keys: `HG`, `HG-D930`
 * (district), `HG-31318` (commune), `HG-31318-1` (its first residential unit), `HG-MAT_TRAN` (body of the province); `CT…` alike.
 *
 * Hậu Giang stays open here although it went into Cần Thơ, so that both chains can be played. A code can only be held
 * once at a time, so the communes of Cần Thơ that took one over from Hậu Giang carry none here.
 */
export function demoUnits(): DemoUnit[] {
  const units: DemoUnit[] = [place('HG', '93', 'Tỉnh Hậu Giang', 'PROVINCE', null, HAU_GIANG_SINCE)];
  const taken = new Set<string>();
  for (const [district, communes] of Object.entries(HAU_GIANG_DISTRICTS)) {
    const [code, name] = split(district);
    units.push(place(`HG-${code}`, code, name, 'DISTRICT', 'HG', HAU_GIANG_SINCE));
    for (const [communeCode, communeName] of communes.split(', ').map(split)) {
      taken.add(communeCode);
      units.push(place(`HG-${communeCode}`, communeCode, communeName, 'COMMUNE', `HG-${code}`, HAU_GIANG_SINCE));
    }
  }
  units.push(place('CT', '92', 'Thành phố Cần Thơ', 'PROVINCE', null, MERGER));
  for (const [code, name] of CAN_THO_COMMUNES.split(', ').map(split))
    units.push(place(`CT-${code}`, taken.has(code) ? null : code, name, 'COMMUNE', 'CT', MERGER));
  units.push(...bodies('HG', HAU_GIANG_BODIES, HAU_GIANG_SINCE), ...bodies('CT', CAN_THO_BODIES, MERGER));
  units.push(...residential('HG', HAU_GIANG_RESIDENTIAL, HAU_GIANG_SINCE));
  units.push(...residential('CT', CAN_THO_RESIDENTIAL, MERGER));
  return units;
}

/**
 * Writes what is missing of the demonstration's units and successions; a second run changes nothing.
 *
 * @returns id of every unit by its key (see `demoUnits`)
 */
export async function loadDemoUnits(db: Database): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const units = demoUnits();
  await db.transaction(async () => {
    await db.query('SELECT pg_advisory_xact_lock(7305002)');
    let waiting = units;
    // level by level: a unit can be written when its parent is there
    while (waiting.length > 0) {
      const ready = waiting.filter((unit) => unit.parent === null || ids.has(unit.parent));
      waiting = waiting.filter((unit) => !ready.includes(unit));
      const rows = ready.map((unit) => ({ ...unit, parent: unit.parent === null ? null : ids.get(unit.parent) }));
      for (const { key, id } of await db.query<{ key: string; id: string }>(WRITE, [JSON.stringify(rows)]))
        ids.set(key, id);
    }
    const pairs = Object.entries(SUCCESSIONS).flatMap(([successor, predecessors]) =>
      predecessors
        .split(' ')
        .map((code) => ({ successor: ids.get(`CT-${successor}`), predecessor: ids.get(`HG-${code}`) })),
    );
    await db.query(
      `INSERT INTO unit_succession (predecessor_id, successor_id, part, effective_on, legal_basis)
       SELECT predecessor, successor, 'WHOLE', $2, $3 FROM jsonb_to_recordset($1) AS r(predecessor uuid, successor uuid) ON CONFLICT DO NOTHING`,
      [JSON.stringify(pairs), MERGER, 'Nghị quyết 1668/NQ-UBTVQH15'],
    );
    await db.query(
      `INSERT INTO unit_succession (predecessor_id, successor_id, part, effective_on, legal_basis) VALUES ($1, $2, 'WHOLE', $3, $4)
       ON CONFLICT DO NOTHING`,
      [ids.get('HG'), ids.get('CT'), MERGER, 'Nghị quyết 202/2025/QH15'],
    );
  });
  return ids;
}

const WRITE = `
  WITH listed AS (
    SELECT r.* FROM jsonb_to_recordset($1) AS r(key text, code text, name text, kind text, level text, parent uuid, "validFrom" date)
  ), there AS (
    SELECT l.key, u.id FROM listed l JOIN unit u ON u.name = l.name AND u.kind = l.kind AND u.parent_id IS NOT DISTINCT FROM l.parent
      AND u.valid_from = l."validFrom"
  ), numbered AS MATERIALIZED (
    SELECT nextval(pg_get_serial_sequence('unit', 'no')) AS no, l.* FROM listed l WHERE l.key NOT IN (SELECT key FROM there)
  ), created AS (
    INSERT INTO unit (no, code, name, kind, level, parent_id, path, valid_from) OVERRIDING SYSTEM VALUE
    SELECT n.no, n.code, n.name, n.kind, n.level, n.parent, CASE WHEN p.id IS NULL THEN n.no::text::ltree ELSE p.path || n.no::text END, n."validFrom"
    FROM numbered n LEFT JOIN unit p ON p.id = n.parent RETURNING id, no
  )
  SELECT key, id FROM there UNION ALL SELECT n.key, c.id FROM created c JOIN numbered n ON n.no = c.no`;

function place(
  key: string,
  code: string | null,
  name: string,
  level: UnitLevel,
  parent: string | null,
  validFrom: string,
): DemoUnit {
  return { key, code, name, kind: level, level, parent, validFrom };
}

function bodies(province: string, names: Readonly<Record<string, string>>, validFrom: string): DemoUnit[] {
  return Object.entries(names).map(([key, name]) => ({
    key: `${province}-${key}`,
    code: null,
    name,
    kind: kindOfName(name) ?? 'AGENCY',
    level: 'PROVINCE',
    parent: province,
    validFrom,
  }));
}

function residential(province: string, communes: Readonly<Record<string, string>>, validFrom: string): DemoUnit[] {
  return Object.entries(communes).flatMap(([commune, names]) =>
    names
      .split(', ')
      .map((name, index) =>
        place(`${province}-${commune}-${index + 1}`, null, name, 'RESIDENTIAL', `${province}-${commune}`, validFrom),
      ),
  );
}

/** "31318 P. I" → code and full name. */
function split(text: string): [string, string] {
  const [code = '', word = '', ...name] = text.split(' ');
  return [code, [WORDS[word] ?? word, ...name].join(' ')];
}
