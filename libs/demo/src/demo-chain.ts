import { Injectable } from '@nestjs/common';
import { AppraisalService } from '@app/appraisal';
import { DraftSaving, EntriesService } from '@app/entries';
import { Clock, Database } from '@app/platform';
import { type RoundRules, rubricOf } from '@app/programmes';
import { flattenCriteria } from '@app/rubrics';
import { DemoActors } from './demo-actors';
import type { DemoStory } from './demo-stories';

const DAY = 86_400_000;

/** Who does what at a level of the demonstration. */
export interface DemoReviewers {
  officer: string;
  leader: string;
}

/** The steps from writing an entry to the last appraisal, each as the person who takes it. */
@Injectable()
export class DemoChain {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: DemoActors,
    private readonly entries: EntriesService,
    private readonly drafts: DraftSaving,
    private readonly appraisals: AppraisalService,
  ) {}

  /** Writes a whole draft as `writer`. @returns the entry's id */
  async write(story: DemoStory, roundId: string, unitId: string, writer: string): Promise<string> {
    return this.actors.as(writer, async () => {
      const { id } = await this.entries.create(`demo-create-${roundId}-${story.title}`.replace(/[^\x21-\x7e]/g, '_').slice(0, 180) + unitId.slice(-8), {
        roundId,
        unitId,
        categoryCode: story.categoryCode,
        title: story.title,
        subjectName: story.subjectName,
      });
      await this.drafts.save(id, {
        version: await this.version(id),
        title: story.title,
        subjectName: story.subjectName,
        content: story.content,
        contributions: story.contributions,
        selfScores: await this.selfScores(roundId, story),
      });
      return id;
    });
  }

  async submit(entryId: string, head: string): Promise<void> {
    await this.actors.as(head, async () => {
      const returned = await this.db.one<{ items: { text: string }[] }>(
        'SELECT items FROM return_request WHERE entry_id = $1 AND answered_at IS NULL ORDER BY no DESC LIMIT 1',
        [entryId],
      );
      const answers = returned?.items.map((_item, index) => ({ index, answer: 'Đơn vị đã bổ sung theo yêu cầu.' }));
      await this.entries.submit(entryId, `demo-submit-${entryId}-${await this.version(entryId)}`, { version: await this.version(entryId), ...(answers ? { answers } : {}) });
    });
  }

  /** Checklist all answered, one finding; the leader has not decided yet. */
  async propose(entryId: string, reviewers: DemoReviewers, finding: string): Promise<void> {
    await this.actors.as(reviewers.officer, async () => {
      await this.appraise(entryId, finding);
      await this.appraisals.propose(entryId, { version: await this.version(entryId) });
    });
  }

  async forward(entryId: string, reviewers: DemoReviewers, finding = 'Hồ sơ đầy đủ, cách làm phù hợp, số liệu có cơ sở. Đề nghị trình cấp trên xem xét.'): Promise<void> {
    await this.propose(entryId, reviewers, finding);
    await this.actors.as(reviewers.leader, async () => this.appraisals.forward(entryId, { version: await this.version(entryId) }));
  }

  async returnToUnit(entryId: string, reviewers: DemoReviewers, items: { part: string; text: string }[]): Promise<void> {
    await this.actors.as(reviewers.officer, async () =>
      this.appraisals.returnEntry(entryId, { version: await this.version(entryId), items, deadline: new Date(this.clock.now().getTime() + 7 * DAY).toISOString() }),
    );
  }

  private async appraise(entryId: string, finding: string): Promise<void> {
    const { rules, stage } = await this.rulesOf(entryId);
    const checklist = (rules.chain.find((one) => one.code === stage)?.checklist ?? []).map(({ code }) => ({ code, ok: true, note: '' }));
    await this.appraisals.save(entryId, { version: 0, checklist, finding, scores: [] });
  }

  /** A share of each criterion's maximum in whole or half points; no bonus, no violation. */
  async selfScores(roundId: string, story: DemoStory): Promise<Record<string, string>> {
    const row = await this.db.one<{ rules: RoundRules }>('SELECT rr.rules FROM round r JOIN round_rules rr ON rr.round_id = r.id AND rr.version = r.rules_version WHERE r.id = $1', [roundId]);
    const rubric = row && rubricOf(row.rules, story.categoryCode);
    if (!rubric) throw new Error(`no rubric for ${story.categoryCode}`);
    return Object.fromEntries(
      flattenCriteria(rubric).map(({ code, kind, max }) => [code, kind === 'POINTS' ? halfPoints((Number(max) * story.self) / 100) : '0']),
    );
  }

  private async rulesOf(entryId: string): Promise<{ rules: RoundRules; stage: string | null }> {
    const row = await this.db.one<{ rules: RoundRules; stage: string | null }>(
      'SELECT rr.rules, e.stage_code AS stage FROM entry e JOIN round_rules rr ON rr.round_id = e.round_id AND rr.version = e.rules_version WHERE e.id = $1',
      [entryId],
    );
    if (!row) throw new Error(`no entry ${entryId}`);
    return row;
  }

  async version(entryId: string): Promise<number> {
    const row = await this.db.one<{ version: number }>('SELECT version FROM entry WHERE id = $1', [entryId]);
    return row?.version ?? 0;
  }
}

/** The nearest half point, as text. */
export function halfPoints(value: number): string {
  const halves = Math.round(value * 2);
  return halves % 2 === 0 ? String(halves / 2) : `${(halves - 1) / 2}.5`;
}
