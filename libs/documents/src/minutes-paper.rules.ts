import {
  endOfText,
  numberLine,
  paperReference,
  type Paper,
  type PaperIssuer,
  type PaperNumber,
  type PaperTable,
} from './paper.rules';
import { formatCount, formatShare, longDateTime, vietnamTime } from './wording.rules';

export interface SessionMember {
  name: string;
  /** Office or unit. */
  position: string;
  /** Role in the council: "Chủ tịch Hội đồng", "Ủy viên". */
  role: string;
  attendance: 'PRESENT' | 'WRITTEN' | 'ABSENT';
  /** Reason of an absence. */
  note?: string | null;
}

/** The counted votes on one item of the agenda. */
export interface SessionVote {
  title: string;
  unit?: string | null;
  agree: number;
  disagree: number;
  abstain: number;
  /** Ballots that are not valid. */
  invalid: number;
  /** What the share is taken of, and its size: 15 "tổng số thành viên". */
  base: number;
  passed: boolean;
}

export interface CouncilMinutes {
  issuer: PaperIssuer;
  number?: PaperNumber | null;
  place: string;
  /** "Hội đồng Thi đua - Khen thưởng tỉnh" */
  council: string;
  /** "xét công nhận mô hình “Dân vận khéo” năm 2024" */
  purpose: string;
  location: string;
  startedAt: Date | string;
  endedAt: Date | string;
  members: SessionMember[];
  /** How many members had to take part, and the rule in words ("ít nhất 2/3 tổng số thành viên"). */
  quorum: { required: number; rule: string; writtenCounts: boolean };
  /** The rule in words: "từ 80% tổng số thành viên trở lên, bỏ phiếu kín". */
  votingRule: string;
  /** The base of the shares in words: "tổng số thành viên". */
  baseName: string;
  votes: SessionVote[];
  /** Speeches and remarks worth keeping; one paragraph each. */
  notes: string[];
  chair: string;
  secretary: string;
}

const ATTENDANCE = { PRESENT: 'Có mặt', WRITTEN: 'Gửi ý kiến bằng văn bản', ABSENT: 'Vắng mặt' } as const;

function attendanceTable(members: SessionMember[]): PaperTable {
  return {
    columns: [
      { title: 'TT', width: 6, align: 'center' },
      { title: 'Họ và tên', width: 26 },
      { title: 'Chức vụ, đơn vị', width: 30 },
      { title: 'Nhiệm vụ', width: 19 },
      { title: 'Tham dự', width: 19 },
    ],
    rows: members.map((member, index) => [
      String(index + 1),
      member.name,
      member.position,
      member.role,
      ATTENDANCE[member.attendance] + (member.note ? ` (${member.note})` : ''),
    ]),
  };
}

function voteTable({ votes, baseName }: CouncilMinutes): PaperTable {
  return {
    columns: [
      { title: 'TT', width: 5, align: 'center' },
      { title: 'Nội dung', width: 30 },
      { title: 'Đồng ý', width: 9, align: 'center' },
      { title: 'Không đồng ý', width: 10, align: 'center' },
      { title: 'Ý kiến khác', width: 9, align: 'center' },
      { title: 'Không hợp lệ', width: 9, align: 'center' },
      { title: `Tỷ lệ đồng ý trên ${baseName}`, width: 15, align: 'center' },
      { title: 'Kết quả', width: 13, align: 'center' },
    ],
    rows: votes.map((vote, index) => [
      String(index + 1),
      vote.unit ? `${vote.title} (${vote.unit})` : vote.title,
      String(vote.agree),
      String(vote.disagree),
      String(vote.abstain),
      String(vote.invalid),
      `${vote.agree}/${vote.base} (${formatShare(vote.agree, vote.base)})`,
      vote.passed ? 'Thông qua' : 'Không thông qua',
    ]),
  };
}

/**
 * Minutes of a council session: attendance, quorum, votes item by item. Counts in the text come from the lists;
 * whether an item passed is the council's own finding and is printed as given.
 */
export function councilMinutes(input: CouncilMinutes): Paper {
  const { issuer, members, quorum, votes } = input;
  const { family } = issuer;
  const how = (attendance: SessionMember['attendance']) =>
    members.filter((member) => member.attendance === attendance).length;
  const [present, written, absent] = [how('PRESENT'), how('WRITTEN'), how('ABSENT')];
  const counted = present + (quorum.writtenCounts ? written : 0);
  const passed = votes.filter((vote) => vote.passed);
  const { date } = vietnamTime(input.startedAt);
  const end = vietnamTime(input.endedAt);
  return {
    issuer,
    number: input.number ? numberLine(family, paperReference(family, input.number)) : null,
    place: input.place,
    date,
    title: 'BIÊN BẢN',
    summary: `Họp ${input.council} ${input.purpose}`,
    legalBases: [],
    body: [
      { kind: 'paragraph', text: `Thời gian bắt đầu: ${longDateTime(input.startedAt)}.` },
      { kind: 'paragraph', text: `Địa điểm: ${input.location}.` },
      { kind: 'heading', text: 'I. THÀNH PHẦN THAM DỰ' },
      { kind: 'table', table: attendanceTable(members) },
      {
        kind: 'paragraph',
        text:
          `Tổng số thành viên: ${formatCount(members.length)}; có mặt: ${formatCount(present)}; gửi ý kiến bằng văn bản: ` +
          `${formatCount(written)}; vắng mặt: ${formatCount(absent)}. Chủ trì: ${input.chair}. Thư ký: ${input.secretary}.`,
      },
      {
        kind: 'paragraph',
        text:
          `Điều kiện tiến hành phiên họp: ${quorum.rule} (tối thiểu ${formatCount(quorum.required)} thành viên). ` +
          `Số thành viên được tính: ${formatCount(counted)}. Phiên họp ` +
          (counted >= quorum.required ? 'đủ điều kiện tiến hành.' : 'không đủ điều kiện tiến hành.'),
      },
      { kind: 'heading', text: 'II. NỘI DUNG' },
      ...input.notes.map((text) => ({ kind: 'paragraph' as const, text })),
      { kind: 'heading', text: 'III. KẾT QUẢ BIỂU QUYẾT' },
      { kind: 'paragraph', text: `Điều kiện thông qua: ${input.votingRule}.` },
      { kind: 'table', table: voteTable(input) },
      {
        kind: 'paragraph',
        text: `Hội đồng thông qua ${formatCount(passed.length)}/${formatCount(votes.length)} nội dung đưa ra biểu quyết.`,
      },
      {
        kind: 'paragraph',
        text: endOfText(
          family,
          `Phiên họp kết thúc lúc ${end.time.slice(0, 2)} giờ ${end.time.slice(3)} phút` +
            (end.date === date ? ' cùng ngày' : `, ${longDateTime(input.endedAt).split(', ')[1]}`),
        ),
      },
    ],
    signatures: [
      { title: 'Thư ký', name: input.secretary },
      { title: 'Chủ trì', name: input.chair },
    ],
    recipients: ['Thành viên Hội đồng'],
    annexes: [],
  };
}
