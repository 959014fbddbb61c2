import { Abilities, accessWhere, CurrentActor } from '@app/access';
import { Database } from '@app/platform';
import { PrintQueries } from '@app/files';
import { Injectable } from '@nestjs/common';
import type { FileTwinAnswer } from './entries.answers.dto';
import { entryColumns } from './entry.columns';
import { EntryRecords } from './entry-records';

const MOST = 100;

interface OtherFile {
  sha256: string;
  seen: boolean;
  entryId: string;
  title: string;
  unitName: string;
  roundName: string;
  year: number;
  fileId: string;
  caption: string;
  place: string | null;
  takenOn: string | null;
}

/** Files of an entry that other entries, of any unit and year, carry as well: the same bytes, or a picture that looks the same. */
@Injectable()
export class EvidenceTwins {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly records: EntryRecords,
    private readonly prints: PrintQueries,
  ) {}

  /**
   * For those who check the entry. Of an entry that they may not read they learn unit and year only.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED (units, judges)
   */
  async of(entryId: string): Promise<FileTwinAnswer[]> {
    const entry = await this.records.visible(entryId);
    this.records.refuseUnless('compare', entry);
    const mine = await this.db.query<{ fileId: string; sha256: string }>(
      `SELECT f.id AS "fileId", f.sha256 FROM entry e JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no
       CROSS JOIN LATERAL jsonb_array_elements(v.evidence) WITH ORDINALITY AS x(item, place)
       JOIN stored_file f ON f.id = (x.item ->> 'fileId')::uuid WHERE e.id = $1 ORDER BY x.place`,
      [entryId],
    );
    const contents = [...new Set(mine.map(({ sha256 }) => sha256))];
    const alike = await this.prints.alike(contents);
    const others = await this.others(entryId, [...new Set([...contents, ...alike.map(({ other }) => other)])]);
    return mine
      .flatMap(({ fileId, sha256 }) => {
        const near = new Map(alike.filter((pair) => pair.sha256 === sha256).map((pair) => [pair.other, pair.distance]));
        return others.flatMap((other): FileTwinAnswer[] => {
          if (other.sha256 === sha256) return [{ fileId, kind: 'SAME', distance: 0, other: told(other) }];
          const distance = near.get(other.sha256);
          return distance === undefined ? [] : [{ fileId, kind: 'SIMILAR', distance, other: told(other) }];
        });
      })
      .sort((one, two) => rank(one) - rank(two))
      .slice(0, MOST);
  }

  private async others(entryId: string, contents: readonly string[]): Promise<OtherFile[]> {
    const params: unknown[] = [contents, entryId];
    const ability = this.abilities.of(this.actors.get());
    const seen = accessWhere(ability, 'read', entryColumns, params);
    const drafts = accessWhere(ability, 'readDraft', entryColumns, params);
    // What a returned entry is being given meanwhile is its unit's own business: others compare with what was submitted.
    return this.db.query<OtherFile>(
      `WITH f AS MATERIALIZED (SELECT id, sha256 FROM stored_file WHERE sha256 = ANY($1)),
       near AS (
         SELECT w.entry_id FROM f JOIN evidence w ON w.file_id = f.id
         UNION
         SELECT e.id FROM entry e JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no
         CROSS JOIN LATERAL jsonb_array_elements(v.evidence) AS x(item) JOIN f ON f.id = (x.item ->> 'fileId')::uuid WHERE e.state = 'RETURNED')
       SELECT w.sha256, ${seen} AS seen, e.id AS "entryId", v.title, u.label AS "unitName", r.name AS "roundName", r.year, w.id AS "fileId",
         w.caption, w.place, w.day AS "takenOn"
       FROM near JOIN entry e ON e.id = near.entry_id
       JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no JOIN unit u ON u.id = e.unit_id JOIN round r ON r.id = e.round_id
       CROSS JOIN LATERAL (
         SELECT f.id, f.sha256, d.caption, d.place, to_char(d.taken_on, 'YYYY-MM-DD') AS day
         FROM evidence d JOIN f ON f.id = d.file_id WHERE d.entry_id = e.id AND (${drafts}) IS TRUE
         UNION ALL
         SELECT f.id, f.sha256, coalesce(x.item ->> 'caption', ''), x.item ->> 'place', x.item ->> 'takenOn'
         FROM jsonb_array_elements(v.evidence) AS x(item) JOIN f ON f.id = (x.item ->> 'fileId')::uuid WHERE (${drafts}) IS NOT TRUE
       ) AS w
       WHERE e.id <> $2 AND e.submitted AND e.state <> 'WITHDRAWN' ORDER BY r.year DESC, e.id DESC, w.id LIMIT ${MOST}`,
      params,
    );
  }
}

/** The same bytes first, then the most alike. */
const rank = ({ kind, distance }: FileTwinAnswer): number => (kind === 'SAME' ? -1 : distance);

function told({ seen, unitName, year, ...rest }: OtherFile): FileTwinAnswer['other'] {
  const { entryId, title, roundName, fileId, caption, place, takenOn } = rest;
  if (seen) return { unitName, year, entryId, title, roundName, fileId, caption, place, takenOn };
  return {
    unitName,
    year,
    entryId: null,
    title: null,
    roundName: null,
    fileId: null,
    caption: null,
    place: null,
    takenOn: null,
  };
}
