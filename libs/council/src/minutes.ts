import { Injectable } from '@nestjs/common';
import { type CouncilMinutes, councilMinutes, renderPaperDocx } from '@app/documents';
import { AppError, Database } from '@app/platform';
import type { CouncilRole } from './council.dto';
import type { SessionRecord } from './session-records';
import { SessionQueries } from './sessions.queries';
import { quorumNeeded, ruleText, shareText } from './voting.rules';

const ROLE_NAMES: Record<CouncilRole, string> = { CHAIR: 'Chủ tịch Hội đồng', SECRETARY: 'Thư ký', MEMBER: 'Uỷ viên' };
const BASE_NAMES = {
  ALL_MEMBERS: 'tổng số thành viên',
  PRESENT: 'số thành viên có mặt',
  VOTES_CAST: 'số phiếu đã bỏ',
} as const;

/** Minutes of a session (biên bản) as Word: sums only, choices of a secret vote never reach the paper. */
@Injectable()
export class Minutes {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionQueries,
  ) {}

  /** @throws AppError NOT_FOUND, STATE_DOES_NOT_ALLOW before the session has been opened */
  async docx(sessionId: string): Promise<Buffer> {
    return renderPaperDocx(councilMinutes(await this.facts(await this.sessions.record(sessionId))));
  }

  private async facts(session: SessionRecord): Promise<CouncilMinutes> {
    if (!session.openedAt) throw new AppError('STATE_DOES_NOT_ALLOW', { action: 'minutes', state: session.state });
    const items = await this.sessions.items(session.id);
    const host = await this.db.one<{ name: string }>('SELECT name FROM unit WHERE path = $1::ltree', [
      session.hostPath,
    ]);
    const wrote = new Set(
      items.flatMap(({ ballots }) => ballots.filter(({ inWriting }) => inWriting).map(({ accountId }) => accountId)),
    );
    const named = (role: CouncilRole) => session.members.find((member) => member.role === role)?.fullName ?? '';
    return {
      issuer: { family: 'STATE', parent: host?.name ?? null, name: session.councilName },
      place: (host?.name ?? '').replace(/^(Tỉnh|Thành phố|Huyện|Xã|Phường) /, ''),
      council: session.councilName,
      purpose: `${session.name} (${session.roundName})`,
      location: session.place,
      startedAt: session.openedAt,
      endedAt: session.closedAt ?? session.openedAt,
      members: session.members.map((member) => ({
        name: member.fullName,
        position: [member.title, member.unitName].filter(Boolean).join(', '),
        role: ROLE_NAMES[member.role],
        attendance: member.present ? 'PRESENT' : wrote.has(member.accountId) ? 'WRITTEN' : 'ABSENT',
        note: member.note || null,
      })),
      quorum: {
        required: quorumNeeded(session.rule, session.members.length),
        rule: `ít nhất ${shareText(session.rule.quorum)} tổng số thành viên có mặt`,
        writtenCounts: false,
      },
      votingRule: ruleText(session.rule, 'vi').split('. ').slice(1).join('; ').replace(/\.$/, ''),
      baseName: BASE_NAMES[session.rule.base],
      votes: items.map(({ title, unitName, yes, no, abstain, base, passed }) => ({
        title,
        unit: unitName,
        agree: yes ?? 0,
        disagree: no ?? 0,
        abstain: abstain ?? 0,
        invalid: 0,
        base: base ?? session.members.length,
        passed: passed ?? false,
      })),
      notes: session.conclusion ? [session.conclusion] : [],
      chair: named('CHAIR'),
      secretary: named('SECRETARY'),
    };
  }
}
