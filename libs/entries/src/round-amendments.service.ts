import { AuditLog } from '@app/audit';
import { formChanges, type FormValue } from '@app/forms';
import { Clock, Database } from '@app/platform';
import { type AmendRoundInput, RoundQueries, type RoundRules, RoundsService } from '@app/programmes';
import { Injectable } from '@nestjs/common';
import { type MovedDraft, moveDraft } from './amendment.rules';
import type { Contribution } from './entry-content.rules';
import type { AmendmentPreviewAnswer, TouchedDraftAnswer } from './round-amendment.dto';

/** Drafts that are read and written at a time. */
const BATCH = 500;
/** Drafts that a preview names; the counts are of all. */
const NAMED = 50;

interface DraftRow {
  id: string;
  title: string;
  unitName: string;
  unitKind: string;
  categoryCode: string;
  rulesVersion: number;
  version: number;
  content: Record<string, FormValue>;
  contributions: Contribution[];
  selfScores: Record<string, string>;
}

/** Amends the rules of an open round together with the drafts that are written under them. */
@Injectable()
export class RoundAmendments {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly rounds: RoundsService,
    private readonly queries: RoundQueries,
  ) {}

  /**
   * What an amendment would do, without doing it.
   * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, STATE_DOES_NOT_ALLOW, RULES_INVALID
   */
  async preview(id: string, rules: RoundRules): Promise<AmendmentPreviewAnswer> {
    const round = await this.rounds.amendable(id, rules);
    const states = await this.db.one<{ submitted: number; returned: number }>(
      `SELECT count(*) FILTER (WHERE state NOT IN ('DRAFT','RETURNED','WITHDRAWN','REFUSED','RECOGNISED','NOT_APPROVED'))::int AS submitted,
         count(*) FILTER (WHERE state = 'RETURNED')::int AS returned FROM entry WHERE round_id = $1`,
      [id],
    );
    const losing: TouchedDraftAnswer[] = [];
    const lacking: TouchedDraftAnswer[] = [];
    let [moving, staying, losingCount, lackingCount] = [0, 0, 0, 0];
    for await (const batch of this.drafts(id, false))
      for (const draft of batch) {
        const moved = await this.moved(id, draft, rules);
        if (!moved) {
          staying++;
          continue;
        }
        moving++;
        const named = { entryId: draft.id, title: draft.title, unitName: draft.unitName };
        const labels = moved.left.map(({ label }) => label);
        if (labels.length > 0 && ++losingCount <= NAMED) losing.push({ ...named, fields: labels });
        if (moved.lacking.length > 0 && ++lackingCount <= NAMED) lacking.push({ ...named, fields: moved.lacking });
      }
    return {
      nextVersion: round.rulesVersion + 1,
      changes: formChanges(round.rules.form, rules.form),
      moving,
      staying,
      submitted: states?.submitted ?? 0,
      returned: states?.returned ?? 0,
      losingCount,
      losing,
      lackingCount,
      lacking,
    };
  }

  /**
   * New rules, and in the same transaction the drafts under them; what has been submitted keeps its version.
   * @throws AppError as `RoundsService.amend`
   */
  async amend(id: string, input: AmendRoundInput): Promise<void> {
    await this.db.transaction(async () => {
      await this.rounds.amend(id, input);
      const { rulesVersion } = await this.queries.byId(id);
      for await (const batch of this.drafts(id, true)) await this.write(id, batch, input, rulesVersion);
    });
  }

  private async moved(roundId: string, draft: DraftRow, rules: RoundRules): Promise<MovedDraft | undefined> {
    return moveDraft(await this.queries.rules(roundId, draft.rulesVersion), rules, draft);
  }

  private async write(roundId: string, drafts: readonly DraftRow[], input: AmendRoundInput, to: number): Promise<void> {
    const rows = [];
    for (const draft of drafts) {
      const moved = await this.moved(roundId, draft, input.rules);
      if (!moved) continue;
      const left = moved.left.map((text) => ({ ...text, version: draft.rulesVersion }));
      // Whoever has the draft open is told only where something of it really changed.
      const touched = Object.fromEntries(
        [...new Set([...Object.keys(draft.content), ...Object.keys(moved.content)])]
          .filter((code) => JSON.stringify(draft.content[code]) !== JSON.stringify(moved.content[code]))
          .map((code) => [`content.${code}`, draft.version + 1]),
      );
      rows.push({ draft, left, moved, touched });
    }
    if (rows.length === 0) return;
    await this.db.query(
      `UPDATE entry e SET rules_version = $2, content = r.content, contributions = r.contributions, self_scores = r.self_scores,
         content_left = e.content_left || r.content_left, part_versions = e.part_versions || r.part_versions, version = e.version + 1,
         updated_at = $3
       FROM jsonb_to_recordset($1) AS r(id uuid, content jsonb, contributions jsonb, self_scores jsonb, content_left jsonb, part_versions jsonb)
       WHERE e.id = r.id`,
      [
        JSON.stringify(
          rows.map(({ draft, left, moved, touched }) => ({
            id: draft.id,
            content: moved.content,
            contributions: moved.contributions,
            self_scores: moved.selfScores,
            content_left: left,
            part_versions: touched,
          })),
        ),
        to,
        this.clock.now(),
      ],
    );
    await this.audit.writeAll(
      rows.map(({ draft, left }) => ({
        action: 'Entry.rulesMoved',
        subjectType: 'Entry',
        subjectId: draft.id,
        before: { rulesVersion: draft.rulesVersion },
        after: { rulesVersion: to, ...(left.length > 0 ? { left: left.map(({ code }) => code) } : {}) },
        reason: input.reason,
      })),
    );
  }

  /** Drafts of the round, a batch at a time, locked when they are to be changed. */
  private async *drafts(roundId: string, lock: boolean): AsyncGenerator<DraftRow[]> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await this.db.query<DraftRow>(
        `SELECT e.id, e.title, u.label AS "unitName", u.kind AS "unitKind", e.category_code AS "categoryCode", e.rules_version AS "rulesVersion",
           e.version, e.content, e.contributions, e.self_scores AS "selfScores"
         FROM entry e JOIN unit u ON u.id = e.unit_id WHERE e.round_id = $1 AND e.state = 'DRAFT' AND e.id > $2 ORDER BY e.id LIMIT ${BATCH}
         ${lock ? 'FOR UPDATE OF e' : ''}`,
        [roundId, after],
      );
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return;
      after = last.id;
    }
  }
}
