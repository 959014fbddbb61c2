import {
  ScoresheetService,
  AssignmentService,
  JudgingModule,
  PanelQueries,
  PanelService,
  ScoresheetQueries,
  StandingQueries,
  StandingService,
} from '@app/judging';
import type { BuiltAccount, BuiltEntry } from './factories';
import { buildJury, buildScoringEntry, fullMarks, type Jury, sheetInput, type SheetMarks } from './factories-judging';
import { TestServices } from './services';

/** The category that all entries of a judging test belong to. */
export const CATEGORY = 'KINH_TE_COLLECTIVE';

/** One round in front of its judges: a jury, a panel of three, an entry to score; `fresh` makes new ones. */
export class JudgingRoom {
  jury!: Jury;
  entry!: BuiltEntry;
  panelId = '';
  private keys = 0;

  private constructor(readonly services: TestServices) {}

  static async start(): Promise<JudgingRoom> {
    return new JudgingRoom(await TestServices.start([JudgingModule], 12));
  }

  async fresh(over: Parameters<typeof buildJury>[1] = {}): Promise<void> {
    this.jury = await buildJury(this.services.db, over);
    this.entry = await buildScoringEntry(this.services.db, this.jury);
    this.panelId = (await this.newPanel()).id;
  }

  get panels(): PanelService {
    return this.services.module.get(PanelService);
  }
  get panelQueries(): PanelQueries {
    return this.services.module.get(PanelQueries);
  }
  get assignments(): AssignmentService {
    return this.services.module.get(AssignmentService);
  }
  get sheets(): ScoresheetService {
    return this.services.module.get(ScoresheetService);
  }
  get queries(): ScoresheetQueries {
    return this.services.module.get(ScoresheetQueries);
  }
  get standings(): StandingService {
    return this.services.module.get(StandingService);
  }
  get standingQueries(): StandingQueries {
    return this.services.module.get(StandingQueries);
  }

  as<T>(who: BuiltAccount, fn: () => Promise<T>): Promise<T> {
    return this.services.as(who, fn);
  }

  newPanel(over: object = {}) {
    const { jury } = this;
    return this.as(jury.board, () =>
      this.panels.create(jury.round.id, {
        name: 'Ban giám khảo',
        stageCode: 'CHAM_DIEM',
        categoryCodes: [],
        chairId: jury.judges[2].id,
        memberIds: jury.judges.map(({ id }) => id),
        ...over,
      }),
    );
  }

  assign(pairs: readonly (readonly [BuiltEntry, readonly { id: string }[]])[], who = this.jury.board) {
    this.keys += 1;
    const items = pairs.map(([{ id }, judges]) => ({ entryId: id, judgeIds: judges.map((judge) => judge.id) }));
    return this.as(who, () => this.assignments.assign(this.panelId, `key-of-assignment-${this.keys}`, { items }));
  }

  async sheetOf(judge: { id: string }, of = this.entry): Promise<{ id: string; version: number; state: string }> {
    const row = await this.services.db.one<{ id: string; version: number; state: string }>(
      'SELECT id, version, state FROM scoresheet WHERE entry_id = $1 AND judge_id = $2',
      [of.id, judge.id],
    );
    if (!row) throw new Error('no sheet');
    return row;
  }

  save(
    judge: BuiltAccount,
    id: string,
    version: number,
    marks: SheetMarks,
    over: { comment?: string; privateNote?: string } = {},
  ) {
    return this.as(judge, () => this.sheets.save(id, sheetInput(version, marks, over)));
  }

  /** Marks and signs the judge's sheet. */
  async score(judge: BuiltAccount, of = this.entry, marks = fullMarks(this.jury.round)) {
    const { id, version } = await this.sheetOf(judge, of);
    const saved = await this.save(judge, id, version, marks);
    return this.as(judge, () => this.sheets.sign(id, saved.version));
  }

  stop(): Promise<void> {
    return this.services.stop();
  }
}
