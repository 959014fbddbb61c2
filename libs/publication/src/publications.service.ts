import { Injectable } from '@nestjs/common';
import { Abilities, CurrentActor } from '@app/access';
import { AuditLog } from '@app/audit';
import { AppError, cleanText, Clock, Database } from '@app/platform';
import { Workflows } from '@app/workflow';
import type { PublicationAnswer, PublicModelAnswer } from './publication.dto';
import { Publication } from './publication.entity';
import { PUBLICATION_WORKFLOW } from './publication.workflow';
import { PublicationQueries } from './publications.queries';

/** Letting the public see the models of a decision, and taking them back. */
@Injectable()
export class PublicationService {
  constructor(
    private readonly db: Database,
    private readonly abilities: Abilities,
    private readonly actors: CurrentActor,
    private readonly audit: AuditLog,
    private readonly workflows: Workflows,
    private readonly clock: Clock,
    private readonly queries: PublicationQueries,
  ) {}

  /** Publishes what the preview shows; after a withdrawal with a fresh copy. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, DECISION_NOT_ISSUED, PUBLISHED_ALREADY */
  async publish(decisionId: string): Promise<PublicationAnswer> {
    const id = await this.db.transaction(async () => {
      const decision = await this.queries.readable(decisionId);
      if (!this.abilities.of(this.actors.get()).can('publish', 'Publication', decision.access))
        throw new AppError('ACTION_NOT_ALLOWED', { action: 'publish' });
      const { models } = await this.queries.models(decision);
      const me = this.actors.get().accountId;
      const fresh = await this.db.one<{ id: string }>(
        'INSERT INTO publication (decision_id, published_by, published_at) VALUES ($1, $2, $3) ON CONFLICT (decision_id) DO NOTHING RETURNING id',
        [decisionId, me, this.clock.now()],
      );
      if (fresh) {
        await this.audit.write({
          action: 'Publication.publish',
          subjectType: 'Publication',
          subjectId: fresh.id,
          after: { decisionId, models: models.map(({ slug }) => slug) },
        });
        await this.write(fresh.id, models);
        return fresh.id;
      }
      const before = await this.queries.ofDecision(decisionId);
      if (!before || before.state === 'PUBLISHED') throw new AppError('PUBLISHED_ALREADY');
      await this.workflows.perform(PUBLICATION_WORKFLOW, {
        entity: Publication,
        record: before,
        access: before.access,
        action: 'republish',
        to: 'PUBLISHED',
        patch: {
          publishedBy: me,
          publishedAt: this.clock.now(),
          withdrawnBy: null,
          withdrawnAt: null,
          withdrawReason: null,
        },
        after: { models: models.map(({ slug }) => slug) },
      });
      await this.db.query('DELETE FROM published_model WHERE publication_id = $1', [before.id]);
      await this.write(before.id, models);
      return before.id;
    });
    return this.queries.one(id);
  }

  /** Hides models, photos and certificates of the decision at once: the public views join on the state. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, REASON_REQUIRED, STATE_DOES_NOT_ALLOW */
  async withdraw(id: string, reasonText: string): Promise<PublicationAnswer> {
    await this.db.transaction(async () => {
      const publication = await this.queries.record(id, true);
      const reason = cleanText(reasonText, { field: 'reason', max: 1000, min: 1, multiline: true });
      await this.workflows.perform(PUBLICATION_WORKFLOW, {
        entity: Publication,
        record: publication,
        access: publication.access,
        action: 'withdraw',
        to: 'WITHDRAWN',
        reason,
        patch: { withdrawnBy: this.actors.get().accountId, withdrawnAt: this.clock.now(), withdrawReason: reason },
      });
    });
    return this.queries.one(id);
  }

  private async write(publicationId: string, models: readonly PublicModelAnswer[]): Promise<void> {
    await this.db.query(
      `INSERT INTO published_model (award_id, publication_id, entry_id, slug, title, recipient_name, unit_name, place, province_name, year, round_name, field_code,
         subject_type, level, award_form_name, decision_number, decided_on, sections, contributions, photos)
       SELECT m."awardId", $1, m."entryId", m.slug, m.title, m."recipientName", m."unitName", m.place, m."provinceName", m.year, m."roundName", m."fieldCode",
         m."subjectType", m.level, m."awardFormName", m."decisionNumber", m."decidedOn", m.sections, m.contributions, m.photos
       FROM jsonb_to_recordset($2) AS m("awardId" uuid, "entryId" uuid, slug text, title text, "recipientName" text, "unitName" text, place text, "provinceName" text,
         year int, "roundName" text, "fieldCode" text, "subjectType" text, level text, "awardFormName" text, "decisionNumber" text, "decidedOn" date,
         sections jsonb, contributions jsonb, photos jsonb)`,
      [publicationId, JSON.stringify(models)],
    );
  }
}
