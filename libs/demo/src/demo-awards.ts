import { Injectable } from '@nestjs/common';
import { CouncilService, SessionService } from '@app/council';
import { type DecisionInput, DecisionService } from '@app/decisions';
import { AssignmentService, PanelService, ScoresheetService, StandingService } from '@app/judging';
import { Clock, Database } from '@app/platform';
import { type RoundRules, rubricOf } from '@app/programmes';
import { PublicationService } from '@app/publication';
import { flattenCriteria } from '@app/rubrics';
import { DemoActors } from './demo-actors';
import { halfPoints } from './demo-chain';

/** Logins of those who score, vote, decide and publish in one round. */
export interface DemoBodies {
  staff: string;
  judges: string[];
  chair: string;
  secretary: string;
  members: string[];
  leader: string;
}

/** The steps from the panel to the public page, each as the person who takes it. */
@Injectable()
export class DemoAwards {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly actors: DemoActors,
    private readonly panels: PanelService,
    private readonly assignments: AssignmentService,
    private readonly sheets: ScoresheetService,
    private readonly standings: StandingService,
    private readonly councils: CouncilService,
    private readonly sessions: SessionService,
    private readonly decisions: DecisionService,
    private readonly publications: PublicationService,
  ) {}

  /** A panel of all judges, and their assignments to these entries; those in conflict are left out by the system. */
  async assign(roundId: string, bodies: DemoBodies, entryIds: readonly string[]): Promise<void> {
    const judgeIds = await this.accountIds(bodies.judges);
    await this.actors.as(bodies.staff, async () => {
      const panel = await this.panels.create(roundId, { name: 'Ban Giám khảo', stageCode: 'CHAM_DIEM', categoryCodes: [], chairId: judgeIds[0] ?? null, memberIds: judgeIds });
      await this.assignments.assign(panel.id, `demo-assign-${roundId}`, { items: entryIds.map((entryId) => ({ entryId, judgeIds })) });
    });
  }

  /** Every assigned judge scores and signs; `strength` in percent gives the entry's level, judges differ a little. */
  async score(entryId: string, strength: number): Promise<void> {
    const sheets = await this.db.query<{ id: string; login: string; version: number; rules: RoundRules; category: string }>(
      `SELECT s.id, a.login, s.version, rr.rules, e.category_code AS category FROM scoresheet s JOIN account a ON a.id = s.judge_id
       JOIN entry e ON e.id = s.entry_id JOIN round_rules rr ON rr.round_id = e.round_id AND rr.version = e.rules_version
       WHERE s.entry_id = $1 AND s.state = 'OPEN' ORDER BY a.login`,
      [entryId],
    );
    for (const [index, sheet] of sheets.entries()) {
      const rubric = rubricOf(sheet.rules, sheet.category);
      if (!rubric) throw new Error(`no rubric for ${sheet.category}`);
      const marks = flattenCriteria(rubric).map(({ code, kind, max }) => ({
        criterion: code,
        points: kind === 'POINTS' ? halfPoints((Number(max) * (strength - index)) / 100) : kind === 'BONUS' && strength > 93 ? '2' : '0',
      }));
      await this.actors.as(sheet.login, async () => {
        const saved = await this.sheets.save(sheet.id, { version: sheet.version, marks, comment: 'Cách làm cụ thể, kết quả rõ, Nhân dân đồng tình.', privateNote: '' });
        await this.sheets.sign(sheet.id, saved.version);
      });
    }
  }

  async finalise(roundId: string, staff: string, categories: readonly string[]): Promise<void> {
    for (const category of categories) await this.actors.as(staff, async () => this.standings.finalise(roundId, { category, comment: 'Các phiếu đã ký đủ.' }));
  }

  /** One session over all entries; everybody is there and votes yes, except for the entries named in `refused`. */
  async council(roundId: string, bodies: DemoBodies, entryIds: readonly string[], refused: readonly string[] = []): Promise<void> {
    const [chair, secretary, ...members] = await this.accountIds([bodies.chair, bodies.secretary, ...bodies.members]);
    const everybody = [bodies.chair, bodies.secretary, ...bodies.members];
    const council = await this.actors.as(bodies.staff, async () =>
      this.councils.create(roundId, {
        name: 'Hội đồng xét, công nhận điển hình “Dân vận khéo”',
        stageCode: 'HOI_DONG',
        legalBasis: 'Quyết định thành lập Hội đồng của Ban Thường vụ',
        members: [
          { accountId: chair ?? '', role: 'CHAIR' },
          { accountId: secretary ?? '', role: 'SECRETARY' },
          ...members.map((accountId) => ({ accountId, role: 'MEMBER' as const })),
        ],
      }),
    );
    const session = await this.actors.as(bodies.staff, async () =>
      this.councils.plan(council.id, { name: 'Phiên xét chọn', place: 'Phòng họp số 1', scheduledAt: new Date(this.clock.now().getTime() + 3_600_000).toISOString(), entryIds: [...entryIds] }),
    );
    const present = (await this.accountIds(everybody)).map((accountId) => ({ accountId, present: true }));
    await this.actors.as(bodies.secretary, async () => this.sessions.attendance(session.id, { items: present }));
    await this.actors.as(bodies.chair, async () => this.sessions.open(session.id));
    const items = await this.db.query<{ id: string; entry_id: string }>('SELECT id, entry_id FROM agenda_item WHERE session_id = $1 ORDER BY position', [session.id]);
    for (const item of items) {
      await this.actors.as(bodies.secretary, async () => this.sessions.openVote(item.id));
      for (const login of everybody)
        await this.actors.as(login, async () => this.sessions.vote(item.id, { choice: refused.includes(item.entry_id) ? 'NO' : 'YES' }));
      await this.actors.as(bodies.secretary, async () => this.sessions.count(item.id));
    }
    await this.actors.as(bodies.chair, async () => this.sessions.close(session.id, 'Hội đồng thống nhất trình cấp có thẩm quyền quyết định.'));
  }

  /** Two decisions: a bằng khen of the province for the best band, the Party committee's certificate for the others. */
  async decide(roundId: string, bodies: DemoBodies, entryIds: readonly string[], decidedOn: string): Promise<void> {
    const best = await this.db.query<{ id: string }>(`SELECT id FROM entry WHERE id = ANY($1::uuid[]) AND band = 'XUAT_SAC'`, [entryIds]);
    const isBest = new Set(best.map((row) => row.id));
    await this.issue(roundId, bodies, decidedOn, {
      family: 'STATE',
      issuerName: 'UỶ BAN NHÂN DÂN TỈNH HẬU GIANG',
      typeSymbol: 'QĐ-UBND',
      title: 'Về việc tặng Bằng khen cho các điển hình “Dân vận khéo”',
      legalBases: ['Luật Tổ chức chính quyền địa phương', 'Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022'],
      awards: entryIds.filter((id) => isBest.has(id)).map((entryId) => ({ entryId })),
    });
    await this.issue(roundId, bodies, decidedOn, {
      family: 'PARTY',
      issuerName: 'TỈNH UỶ HẬU GIANG',
      typeSymbol: 'QĐ/TU',
      title: 'Về việc công nhận điển hình “Dân vận khéo”',
      legalBases: ['Điều lệ Đảng Cộng sản Việt Nam', 'Kế hoạch phong trào thi đua “Dân vận khéo” của Tỉnh uỷ'],
      awards: entryIds.filter((id) => !isBest.has(id)).map((entryId) => ({ entryId })),
    });
  }

  /** Draft, submit, issue and publish one decision. */
  private async issue(roundId: string, bodies: DemoBodies, decidedOn: string, input: DecisionInput): Promise<void> {
    const decision = await this.actors.as(bodies.staff, async () => {
      const draft = await this.decisions.create(roundId, input);
      return this.decisions.submit(draft.id, draft.version);
    });
    const issued = await this.actors.as(bodies.leader, async () => this.decisions.issue(decision.id, { version: decision.version, decidedOn, signerAuthority: 'KT' }));
    await this.actors.as(bodies.staff, async () => this.publications.publish(issued.id));
  }

  /** In the order of the logins. */
  private async accountIds(logins: readonly string[]): Promise<string[]> {
    const rows = await this.db.query<{ id: string; login: string }>('SELECT id, login FROM account WHERE login = ANY($1)', [logins]);
    return logins.map((login) => {
      const found = rows.find((row) => row.login === login);
      if (!found) throw new Error(`the demonstration has no account ${login}`);
      return found.id;
    });
  }
}
