import type { Locale } from '@app/platform';
import type { WaitingKind } from './home.dto';

/** Headings of what waits; `{n}` is the number behind the line. */
export const HOME_TEXTS: Record<WaitingKind, Record<Locale, { one: string; many: string }>> = {
  ENTRY_TO_MEND: { vi: { one: 'Hồ sơ được trả lại, cần bổ sung', many: '{n} hồ sơ được trả lại, cần bổ sung' }, en: { one: 'Entry returned, to be mended', many: '{n} entries returned, to be mended' } },
  ENTRY_TO_FINISH: { vi: { one: 'Hồ sơ đang soạn, chưa nộp', many: '{n} hồ sơ đang soạn, chưa nộp' }, en: { one: 'Draft, not yet submitted', many: '{n} drafts, not yet submitted' } },
  PAPER_TO_FINISH: { vi: { one: 'Hồ sơ giấy đang nhập, chưa trình', many: '{n} hồ sơ giấy đang nhập, chưa trình' }, en: { one: 'Paper dossier not yet submitted', many: '{n} paper dossiers not yet submitted' } },
  ENTRY_TO_APPRAISE: { vi: { one: 'Hồ sơ chờ thẩm định', many: '{n} hồ sơ chờ thẩm định' }, en: { one: 'Entry to appraise', many: '{n} entries to appraise' } },
  ENTRY_TO_DECIDE: { vi: { one: 'Hồ sơ chờ lãnh đạo duyệt', many: '{n} hồ sơ chờ lãnh đạo duyệt' }, en: { one: 'Entry waiting for your approval', many: '{n} entries waiting for your approval' } },
  SCORESHEET_TO_SIGN: { vi: { one: 'Phiếu chấm điểm chưa ký', many: '{n} phiếu chấm điểm chưa ký' }, en: { one: 'Score sheet to sign', many: '{n} score sheets to sign' } },
  SESSION_TO_ATTEND: { vi: { one: 'Phiên họp hội đồng', many: '{n} phiên họp hội đồng' }, en: { one: 'Council session', many: '{n} council sessions' } },
  ROUND_TO_OPEN: { vi: { one: 'Đợt chưa mở', many: '{n} đợt chưa mở' }, en: { one: 'Round not yet open', many: '{n} rounds not yet open' } },
  ENTRIES_TO_ASSIGN: { vi: { one: 'Hồ sơ chưa có giám khảo', many: '{n} hồ sơ chưa có giám khảo' }, en: { one: 'Entry without judges', many: '{n} entries without judges' } },
  STANDINGS_TO_FINALISE: { vi: { one: 'Chấm xong, chờ chốt xếp hạng', many: '{n} hồ sơ đã chấm xong, chờ chốt xếp hạng' }, en: { one: 'Scored, standings to be finalised', many: '{n} entries scored, standings to be finalised' } },
  ENTRIES_FOR_COUNCIL: { vi: { one: 'Hồ sơ chờ đưa ra hội đồng', many: '{n} hồ sơ chờ đưa ra hội đồng' }, en: { one: 'Entry to be put to the council', many: '{n} entries to be put to the council' } },
  ENTRIES_FOR_DECISION: { vi: { one: 'Hồ sơ đã được hội đồng thông qua, chờ quyết định', many: '{n} hồ sơ đã được hội đồng thông qua, chờ quyết định' }, en: { one: 'Approved entry without a decision', many: '{n} approved entries without a decision' } },
  DECISION_TO_SIGN: { vi: { one: 'Quyết định chờ ký', many: '{n} quyết định chờ ký' }, en: { one: 'Decision to sign', many: '{n} decisions to sign' } },
  DECISION_TO_PUBLISH: { vi: { one: 'Quyết định đã ký, chờ công bố', many: '{n} quyết định đã ký, chờ công bố' }, en: { one: 'Decision issued, to be published', many: '{n} decisions issued, to be published' } },
};
