import { Injectable } from '@nestjs/common';
import { DraftSaving, EntryCollaborators, EntryDetailQueries } from '@app/entries';
import { Database } from '@app/platform';
import { DemoActors } from './demo-actors';

/** One draft that three people write: the hamlet's officer and head, and a colleague of a provincial body whom they let in. */
@Injectable()
export class DemoWriting {
  constructor(
    private readonly db: Database,
    private readonly actors: DemoActors,
    private readonly collaborators: EntryCollaborators,
    private readonly drafts: DraftSaving,
    private readonly details: EntryDetailQueries,
  ) {}

  async run(roundId: string): Promise<void> {
    const draft = await this.db.one<{ id: string }>(
      `SELECT id FROM entry WHERE round_id = $1 AND state = 'DRAFT' AND created_by = (SELECT id FROM account WHERE login = 'ap.canbo') ORDER BY id LIMIT 1`,
      [roundId],
    );
    const friend = await this.db.one<{ id: string }>(`SELECT id FROM account WHERE login = 'so.canbo'`);
    if (!draft || !friend) throw new Error('the demonstration lacks a draft or a colleague');
    await this.actors.as('ap.truong', () => this.collaborators.put(draft.id, friend.id, 'WRITE'));
    await this.write(
      draft.id,
      'so.canbo',
      'MUC_TIEU',
      'Mỗi tuyến đường có một tổ tự quản từ 5 đến 7 hộ, họp hằng quý.',
    );
    await this.write(draft.id, 'ap.truong', 'LY_DO', 'Bà con đề nghị tại cuộc họp chi bộ mở rộng.');
  }

  /** Adds a sentence to one part and saves only that part. */
  private async write(id: string, login: string, code: string, sentence: string): Promise<void> {
    await this.actors.as(login, async () => {
      const { version, title, subjectName, content, contributions, selfScores } = await this.details.detail(id);
      const before = content[code];
      const text = `${typeof before === 'string' ? before : ''} ${sentence}`.trim();
      await this.drafts.save(id, {
        version,
        title,
        subjectName,
        content: { ...content, [code]: text },
        contributions,
        selfScores,
        changed: [`content.${code}`],
      });
    });
  }
}
