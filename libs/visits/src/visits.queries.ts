import { Abilities, accessWhere, CurrentActor } from '@app/access';
import { EntryRecords } from '@app/entries';
import { FileFactsQueries, type FileFacts } from '@app/files';
import { AppError, Database } from '@app/platform';
import { RoundQueries, type RoundRules, stageOf } from '@app/programmes';
import { Workflows } from '@app/workflow';
import { Injectable } from '@nestjs/common';
import { type VisitAccess, visitColumns, VISIT_TABLES, VisitRecords } from './visit-records';
import { VISIT_WORKFLOW, type VisitState } from './visit.workflow';
import type { VisitAnswer, VisitListAnswer, VisitPhotoAnswer, VisitResultAnswer } from './visits.dto';
import type { SeenMark } from './visits.rules';

interface VisitRow extends VisitAccess {
  id: string;
  entryId: string;
  stageCode: string;
  unitName: string;
  state: VisitState;
  visitedOn: string | null;
  place: string;
  participants: string;
  seen: Record<string, SeenMark>;
  conclusion: string;
  replacesId: string | null;
  reason: string | null;
  replacedById: string | null;
  createdBy: string;
  signedBy: string | null;
  signedAt: Date | null;
  updatedAt: Date;
  version: number;
  photos: { id: string; fileId: string; name: string; caption: string }[];
}

const SELECT = `SELECT v.id, v.entry_id AS "entryId", v.stage_code AS "stageCode", m.label AS "unitName", v.state, v.visited_on::text AS "visitedOn",
    v.place, v.participants, v.seen, v.conclusion, v.replaces_id AS "replacesId", v.reason,
    (SELECT n.id FROM field_visit n WHERE n.replaces_id = v.id AND n.state = 'SIGNED') AS "replacedById",
    cb.full_name AS "createdBy", sb.full_name AS "signedBy", v.signed_at AS "signedAt", v.updated_at AS "updatedAt", v.version,
    e.round_id AS "roundId", v.unit_id AS "makerUnitId", m.path::text AS "makerPath", e.unit_id AS "entryUnitId", e.unit_path::text AS "entryUnitPath",
    e.state AS "entryState", e.holder_unit_id AS "holderUnitId", (v.state = 'SIGNED') AS signed,
    ARRAY(SELECT c.account_id FROM entry_collaborator c WHERE c.entry_id = e.id AND (c.may = 'WRITE' OR c.wrote)) AS writers,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'fileId', f.id, 'name', f.name, 'caption', p.caption) ORDER BY p.position, p.id)
      FROM field_visit_photo p JOIN stored_file f ON f.id = p.file_id WHERE p.visit_id = v.id), '[]') AS photos
  FROM ${VISIT_TABLES} JOIN account cb ON cb.id = v.created_by LEFT JOIN account sb ON sb.id = v.signed_by`;

/** Most records of one entry that are listed. */
const MOST = 100;

@Injectable()
export class VisitQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly workflows: Workflows,
    private readonly entries: EntryRecords,
    private readonly rounds: RoundQueries,
    private readonly facts: FileFactsQueries,
    private readonly records: VisitRecords,
  ) {}

  /** Records on one entry, newest first; only those that the reader sees. @throws AppError NOT_FOUND */
  async ofEntry(entryId: string): Promise<VisitListAnswer> {
    const entry = await this.entries.visible(entryId);
    const params: unknown[] = [entryId];
    const seen = this.where('read', params);
    const rows = await this.db.query<VisitRow>(
      `${SELECT} WHERE v.entry_id = $1 AND v.state <> 'DISCARDED' AND ${seen} ORDER BY v.id DESC LIMIT ${MOST}`,
      params,
    );
    const rules = await this.rounds.rules(entry.roundId, entry.rulesVersion);
    const facts = await this.facts.of(rows.flatMap(({ photos }) => photos.map(({ fileId }) => fileId)));
    const writes = entry.holderUnitId !== null && this.records.can('write', await this.records.now(entry));
    const idle = !rows.some(({ state, makerUnitId }) => state === 'DRAFT' && makerUnitId === entry.holderUnitId);
    return {
      items: rows.map((row) => this.answer(row, rules, facts)),
      can: writes && idle ? ['create'] : [],
    };
  }

  /** @throws AppError NOT_FOUND */
  async detail(id: string): Promise<VisitAnswer> {
    const visit = await this.records.visible(id);
    const row = await this.db.oneByKey<VisitRow>(`${SELECT} WHERE v.id = $1`, [id]);
    if (!row) throw new AppError('NOT_FOUND');
    const rules = await this.rounds.rules(visit.roundId, visit.rulesVersion);
    return this.answer(row, rules, await this.facts.of(row.photos.map(({ fileId }) => fileId)));
  }

  /** What the visited unit learns: day, who came and conclusion of signed records that hold. @throws AppError NOT_FOUND */
  async results(entryId: string): Promise<VisitResultAnswer[]> {
    await this.entries.visible(entryId);
    const params: unknown[] = [entryId];
    const seen = this.where('readResult', params);
    return this.db.query<VisitResultAnswer>(
      `SELECT v.id, v.visited_on::text AS "visitedOn", m.label AS "unitName", v.conclusion FROM ${VISIT_TABLES}
       WHERE v.entry_id = $1 AND ${seen}
         AND NOT EXISTS (SELECT FROM field_visit n WHERE n.replaces_id = v.id AND n.state = 'SIGNED')
       ORDER BY v.visited_on DESC, v.id DESC LIMIT ${MOST}`,
      params,
    );
  }

  private where(action: string, params: unknown[]): string {
    return accessWhere(this.abilities.of(this.actors.get()), action, visitColumns, params);
  }

  private answer(row: VisitRow, rules: RoundRules, facts: Map<string, FileFacts>): VisitAnswer {
    const stage = stageOf(rules, row.stageCode);
    const can: string[] = this.workflows.can(VISIT_WORKFLOW, row, row);
    if (this.records.can('write', row)) {
      if (row.state === 'DRAFT') can.unshift('write');
      if (row.state === 'SIGNED' && row.replacedById === null) can.push('correct');
    }
    return {
      id: row.id,
      entryId: row.entryId,
      state: row.state,
      stageName: stage?.name ?? row.stageCode,
      unitName: row.unitName,
      visitedOn: row.visitedOn,
      place: row.place,
      participants: row.participants,
      seen: (stage?.checklist ?? []).map(({ code, text }) => ({
        code,
        text,
        ok: row.seen[code]?.ok ?? null,
        note: row.seen[code]?.note ?? '',
      })),
      conclusion: row.conclusion,
      photos: row.photos.map((photo) => photoAnswer(row.id, photo, facts.get(photo.fileId))),
      replacesId: row.replacesId,
      reason: row.reason,
      replacedById: row.replacedById,
      createdBy: row.createdBy,
      signedBy: row.signedBy,
      signedAt: row.signedAt?.toISOString() ?? null,
      updatedAt: row.updatedAt.toISOString(),
      version: row.version,
      can,
    };
  }
}

function photoAnswer(visitId: string, photo: VisitRow['photos'][number], facts?: FileFacts): VisitPhotoAnswer {
  const href = (part: string): string | null =>
    facts?.hasPicture ? `/api/visits/${visitId}/photos/${photo.id}/${part}` : null;
  return {
    id: photo.id,
    name: photo.name,
    caption: photo.caption,
    scanState: facts?.scanState ?? 'NOT_SCANNED',
    previewState: facts?.previewState ?? 'NONE',
    thumbnail: href('thumbnail'),
    page: href('page'),
  };
}
