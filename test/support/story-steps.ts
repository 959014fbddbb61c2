import { flattenCriteria } from '@app/rubrics';
import { rubricOf } from '@app/programmes';
import { type BuiltRound, completeContent } from './factories';
import { type World, yes } from './world';

export interface StoryEntry {
  unitId: string;
  categoryCode: string;
  title: string;
  subjectName: string;
}
interface Versioned {
  id: string;
  version: number;
}
export interface Receipt {
  receiptNo: string;
  revisionNo: number;
  submittedAt: string;
}
export interface StorySession {
  id: string;
  state: string;
  quorum: { members: number; needed: number; present: number; ok: boolean };
  agenda: {
    id: string;
    entryId: string;
    result: { yes: number; base: number; needed: number; passed: boolean } | null;
    ballots: unknown[];
  }[];
}
export type Choice = 'YES' | 'NO' | 'ABSTAIN';

/** The steps of the chain by HTTP, each as the person who takes it; specs look closer where they prove something. */
export class StorySteps {
  constructor(
    private readonly world: World,
    private readonly round: BuiltRound,
  ) {}

  /** A draft that may be submitted, with this person's own self-scores in full. */
  async write(login: string, entry: StoryEntry): Promise<string> {
    const person = await this.world.as(login);
    const { id, version } = await yes(person.post<Versioned>('/api/entries', { roundId: this.round.id, ...entry }));
    const { title, subjectName, categoryCode } = entry;
    await yes(
      person.put(`/api/entries/${id}/draft`, {
        version,
        title,
        subjectName,
        ...completeContent(this.round.rules, categoryCode),
      }),
    );
    return id;
  }

  async submit(head: string, id: string): Promise<Receipt> {
    return yes(
      (await this.world.as(head)).post<Receipt>(`/api/entries/${id}/submit`, { version: await this.version(id) }),
    );
  }

  /** The officer answers the whole checklist, writes a finding and proposes. */
  async propose(officer: string, id: string): Promise<void> {
    const person = await this.world.as(officer);
    const { appraisal, checklist } = await yes(
      person.get<{ appraisal: Versioned | null; checklist: { code: string }[] }>(`/api/entries/${id}/appraisal`),
    );
    await yes(
      person.put(`/api/entries/${id}/appraisal`, {
        version: appraisal?.version ?? 0,
        checklist: checklist.map(({ code }) => ({ code, ok: true })),
        finding: 'Hồ sơ đủ, số liệu khớp với minh chứng.',
        scores: [],
      }),
    );
    await yes(person.post(`/api/entries/${id}/propose`, { version: await this.version(id) }));
  }

  /** Proposal and approval of one level. @returns where the entry is then */
  async forward(
    officer: string,
    leader: string,
    id: string,
  ): Promise<{ state: string; stageCode: string; holderUnitName: string }> {
    await this.propose(officer, id);
    return yes(
      (await this.world.as(leader)).post<{ state: string; stageCode: string; holderUnitName: string }>(
        `/api/entries/${id}/forward`,
        { version: await this.version(id) },
      ),
    );
  }

  /** @returns id of the panel, and what the assignment of all judges to all entries gave */
  async assign(board: string, judges: readonly string[], entryIds: readonly string[]) {
    const person = await this.world.as(board);
    const judgeIds = this.world.ids(judges);
    const panel = await yes(
      person.post<Versioned>(`/api/rounds/${this.round.id}/panels`, {
        name: 'Ban giám khảo',
        stageCode: 'CHAM_DIEM',
        categoryCodes: [],
        chairId: null,
        memberIds: judgeIds,
      }),
    );
    const assigned = await yes(
      person.post<{
        created: { entryId: string; judgeId: string; scoresheetId: string }[];
        refused: { entryId: string; judgeId: string; code: string; kind: string | null }[];
      }>(`/api/panels/${panel.id}/assignments`, { items: entryIds.map((entryId) => ({ entryId, judgeIds })) }),
    );
    return { panelId: panel.id, ...assigned };
  }

  /** The judge's own sheet of an entry. */
  async sheetOf(judge: string, entryId: string): Promise<string> {
    const { items } = await yes(
      (await this.world.as(judge)).get<{ items: { id: string; entryId: string }[] }>('/api/scoresheets'),
    );
    const sheet = items.find((item) => item.entryId === entryId);
    if (!sheet) throw new Error(`${judge} has no sheet of ${entryId}`);
    return sheet.id;
  }

  /** Full marks less these points, by criterion; saved and not signed. @returns the sheet as it is then */
  async mark(
    judge: string,
    sheetId: string,
    categoryCode: string,
    less: Record<string, number>,
    words: { comment?: string; privateNote?: string; onMark?: string } = {},
  ) {
    const rubric = rubricOf(this.round.rules, categoryCode);
    if (!rubric) throw new Error(`no category ${categoryCode}`);
    const person = await this.world.as(judge);
    const { version } = await yes(person.get<Versioned>(`/api/scoresheets/${sheetId}`));
    const marks = flattenCriteria(rubric).map(({ code, kind, max }) => ({
      criterion: code,
      points: kind === 'POINTS' ? String(Number(max) - (less[code] ?? 0)) : '0',
      comment: words.onMark ?? '',
    }));
    return yes(
      person.put<Versioned & { total: string }>(`/api/scoresheets/${sheetId}`, {
        version,
        marks,
        comment: words.comment ?? '',
        privateNote: words.privateNote ?? '',
      }),
    );
  }

  /** Marks and signs. @returns the signed total */
  async score(
    judge: string,
    entryId: string,
    categoryCode: string,
    less: Record<string, number>,
    words: { comment?: string; privateNote?: string; onMark?: string } = {},
  ): Promise<string> {
    const sheetId = await this.sheetOf(judge, entryId);
    const { version } = await this.mark(judge, sheetId, categoryCode, less, words);
    return (
      await yes((await this.world.as(judge)).post<{ total: string }>(`/api/scoresheets/${sheetId}/sign`, { version }))
    ).total;
  }

  /** A council of chair, secretary and members in this order, and one session over the entries. */
  async callCouncil(board: string, logins: readonly string[], entryIds: readonly string[]): Promise<StorySession> {
    const person = await this.world.as(board);
    const members = this.world
      .ids(logins)
      .map((accountId, at) => ({ accountId, role: ['CHAIR', 'SECRETARY'][at] ?? 'MEMBER' }));
    const council = await yes(
      person.post<Versioned>(`/api/rounds/${this.round.id}/councils`, {
        name: 'Hội đồng xét chọn',
        stageCode: 'HOI_DONG',
        legalBasis: '',
        members,
      }),
    );
    return yes(
      person.post<StorySession>(`/api/councils/${council.id}/sessions`, {
        name: 'Phiên xét chọn',
        place: 'Phòng họp số 1',
        scheduledAt: '2099-01-01T01:00:00Z',
        entryIds,
      }),
    );
  }

  /** The secretary records who of the council is there. */
  async attend(
    secretary: string,
    sessionId: string,
    there: readonly string[],
    away: readonly string[] = [],
  ): Promise<StorySession> {
    const items = [
      ...there.map((login) => ({ accountId: this.world.id(login), present: true })),
      ...away.map((login) => ({ accountId: this.world.id(login), present: false })),
    ];
    return yes(
      (await this.world.as(secretary)).put<StorySession>(`/api/council-sessions/${sessionId}/attendance`, { items }),
    );
  }

  /** One item of the agenda from the opening of the vote to its count. */
  async vote(secretary: string, itemId: string, ballots: Readonly<Record<string, Choice>>): Promise<StorySession> {
    const clerk = await this.world.as(secretary);
    await yes(clerk.post(`/api/agenda-items/${itemId}/open-vote`));
    for (const [login, choice] of Object.entries(ballots))
      await yes((await this.world.as(login)).post(`/api/agenda-items/${itemId}/ballot`, { choice }));
    return yes(clerk.post<StorySession>(`/api/agenda-items/${itemId}/count`));
  }

  async version(id: string): Promise<number> {
    const row = await this.world.db.one<{ version: number }>('SELECT version FROM entry WHERE id = $1', [id]);
    if (!row) throw new Error(`no entry ${id}`);
    return row.version;
  }
}
