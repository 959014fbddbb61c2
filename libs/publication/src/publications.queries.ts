import { Inject, Injectable } from '@nestjs/common';
import { Abilities, CurrentActor } from '@app/access';
import { DecisionQueries, type DecisionRecord } from '@app/decisions';
import { AppError, Database, ENV, type Env } from '@app/platform';
import { RoundQueries } from '@app/programmes';
import { Workflows } from '@app/workflow';
import { type AwardedEntry, publicModel, withheld } from './public-model.rules';
import type { PublicationAnswer, PublicationPreviewAnswer, PublicModelAnswer } from './publication.dto';
import { PUBLICATION_WORKFLOW, type PublicationState } from './publication.workflow';

export interface PublicationRecord {
  id: string;
  decisionId: string;
  state: PublicationState;
  publishedAt: Date;
  withdrawnAt: Date | null;
  withdrawReason: string | null;
  version: number;
  models: number;
  access: { roundId: string; hostPath: string };
}

@Injectable()
export class PublicationQueries {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly workflows: Workflows,
    private readonly rounds: RoundQueries,
    private readonly decisions: DecisionQueries,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Exactly what becomes public, and what does not. @throws AppError NOT_FOUND, DECISION_NOT_ISSUED */
  async preview(decisionId: string): Promise<PublicationPreviewAnswer> {
    const decision = await this.readable(decisionId);
    const { models, entries } = await this.models(decision);
    const { rules } = await this.rounds.byId(decision.roundId);
    const kept = withheld(rules, entries);
    const publication = await this.find('p.decision_id = $1', decisionId);
    return {
      decisionId,
      decisionNumber: decision.numberText ?? '',
      models,
      withheldFields: kept.fields,
      withheldPhotos: kept.photos,
      publicationId: publication?.id ?? null,
      portalUrl: this.env.portalUrl,
      state: publication?.state ?? null,
      can: this.canOf(decision, publication),
    };
  }

  /** @throws AppError NOT_FOUND, DECISION_NOT_ISSUED */
  async readable(decisionId: string): Promise<DecisionRecord> {
    const decision = await this.decisions.record(decisionId);
    if (!this.abilities.of(this.actors.get()).can('read', 'Publication', decision.access))
      throw new AppError('NOT_FOUND');
    if (decision.state !== 'ISSUED') throw new AppError('DECISION_NOT_ISSUED');
    return decision;
  }

  /** The models of an issued decision as the public will see them. */
  async models(decision: DecisionRecord): Promise<{ models: PublicModelAnswer[]; entries: AwardedEntry[] }> {
    const rows = await this.db.query<AwardedEntry & { rulesVersion: number }>(
      `SELECT a.id AS "awardId", e.id AS "entryId", a.title, a.recipient_name AS "recipientName", (SELECT u.name FROM unit u WHERE u.id = e.unit_id) AS "unitName", e.rules_version AS "rulesVersion",
         ARRAY(SELECT u.name FROM unit u WHERE u.path @> e.unit_path AND u.path <> e.unit_path ORDER BY nlevel(u.path) DESC) AS above,
         (SELECT u.name FROM unit u WHERE u.path = subpath(e.unit_path, 0, 1)) AS "provinceName",
         r.year, ARRAY(SELECT DISTINCT mr.year FROM entry m JOIN round mr ON mr.id = m.round_id
           WHERE coalesce(e.origin_entry_id, e.id) IN (m.id, m.origin_entry_id) AND m.state = 'RECOGNISED' AND mr.year <= r.year ORDER BY mr.year) AS "recognisedYears",
         r.name AS "roundName", e.field_code AS "fieldCode", e.subject_type AS "subjectType", a.award_form_code AS "awardFormCode",
         a.award_form_name AS "awardFormName", d.number_text AS "decisionNumber", d.decided_on::text AS "decidedOn", v.content, v.contributions,
         coalesce((SELECT jsonb_agg(jsonb_build_object('fileId', f.id, 'caption', coalesce(x.item ->> 'caption', ''),
             'consent', coalesce((x.item ->> 'consent')::boolean, false), 'mediaType', f.media_type) ORDER BY x.place)
           FROM jsonb_array_elements(v.evidence) WITH ORDINALITY AS x(item, place) JOIN stored_file f ON f.id = (x.item ->> 'fileId')::uuid), '[]') AS evidence
       FROM decision_award a JOIN decision d ON d.id = a.decision_id JOIN entry e ON e.id = a.entry_id JOIN round r ON r.id = e.round_id
       JOIN entry_revision v ON v.entry_id = e.id AND v.no = e.revision_no WHERE a.decision_id = $1 ORDER BY a.position`,
      [decision.id],
    );
    const models: PublicModelAnswer[] = [];
    for (const row of rows) models.push(publicModel(await this.rounds.rules(decision.roundId, row.rulesVersion), row));
    return { models, entries: rows };
  }

  /** @throws AppError NOT_FOUND */
  async one(id: string): Promise<PublicationAnswer> {
    const publication = await this.record(id);
    const { access, publishedAt, withdrawnAt, ...shown } = publication;
    return {
      ...shown,
      publishedAt: publishedAt.toISOString(),
      withdrawnAt: withdrawnAt?.toISOString() ?? null,
      can: this.workflows.can(PUBLICATION_WORKFLOW, publication, access),
    };
  }

  /** @throws AppError NOT_FOUND */
  async record(id: string, lock = false): Promise<PublicationRecord> {
    const publication = await this.find('p.id = $1', id, lock);
    if (!publication || !this.abilities.of(this.actors.get()).can('read', 'Publication', publication.access))
      throw new AppError('NOT_FOUND');
    return publication;
  }

  /** The publication of a decision, for use cases that have checked their own right. */
  async ofDecision(decisionId: string): Promise<PublicationRecord | undefined> {
    return this.find('p.decision_id = $1', decisionId, true);
  }

  private async find(where: string, id: string, lock = false): Promise<PublicationRecord | undefined> {
    const row = await this.db.one<Omit<PublicationRecord, 'access'> & { roundId: string; hostPath: string }>(
      `SELECT p.id, p.decision_id AS "decisionId", p.state, p.published_at AS "publishedAt", p.withdrawn_at AS "withdrawnAt", p.withdraw_reason AS "withdrawReason",
         p.version, (SELECT count(*)::int FROM published_model m WHERE m.publication_id = p.id) AS models, r.id AS "roundId", r.unit_path::text AS "hostPath"
       FROM publication p JOIN decision d ON d.id = p.decision_id JOIN round r ON r.id = d.round_id WHERE ${where} ${lock ? 'FOR UPDATE OF p' : ''}`,
      [id],
    );
    if (!row) return undefined;
    const { roundId, hostPath, ...record } = row;
    return { ...record, access: { roundId, hostPath } };
  }

  private canOf(decision: DecisionRecord, publication: PublicationRecord | undefined): string[] {
    if (!publication)
      return this.abilities.of(this.actors.get()).can('publish', 'Publication', decision.access) ? ['publish'] : [];
    return this.workflows
      .can(PUBLICATION_WORKFLOW, publication, publication.access)
      .map((action) => (action === 'republish' ? 'publish' : action));
  }
}
