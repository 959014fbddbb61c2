/** What a check says, and where its rule stands. `{name}` is filled from the parameters. */
interface Text {
  readonly vi: string;
  readonly en: string;
}

export const CHECK_TEXTS: Readonly<Record<string, Text>> = {
  IN_TIME: { vi: 'Nộp lúc {at}, trước hạn {closes}.', en: 'Submitted at {at}, before the deadline {closes}.' },
  LATE: { vi: 'Nộp lúc {at}, sau hạn {closes}.', en: 'Submitted at {at}, after the deadline {closes}.' },
  NOT_SUBMITTED: { vi: 'Chưa có thời điểm nộp hồ sơ.', en: 'There is no time of submission.' },
  PAPER_DAY_MISSING: {
    vi: 'Hồ sơ giấy chưa ghi ngày nhận và dấu bưu điện.',
    en: 'The day of arrival and the postmark of the paper are missing.',
  },
  PAPER_IN_TIME: {
    vi: 'Hồ sơ giấy tính từ ngày {day}, trong hạn (đến hết {last}).',
    en: 'The paper counts from {day}, in time (until {last}).',
  },
  PAPER_LATE: {
    vi: 'Hồ sơ giấy tính từ ngày {day}, quá hạn (đến hết {last}).',
    en: 'The paper counts from {day}, too late (until {last}).',
  },
  RETURN_IN_TIME: {
    vi: 'Bổ sung lần {no} nộp lúc {at}, trước hạn {closes}.',
    en: 'Return {no} was answered at {at}, before its deadline {closes}.',
  },
  RETURN_LATE: {
    vi: 'Bổ sung lần {no} nộp lúc {at}, sau hạn {closes}.',
    en: 'Return {no} was answered at {at}, after its deadline {closes}.',
  },
  QUOTA_NONE: { vi: 'Bước này không đặt chỉ tiêu.', en: 'This stage has no quota.' },
  QUOTA_LEFT: {
    vi: 'Đã chuyển {used}/{max} hồ sơ, còn {left}; đang chờ duyệt {waiting}.',
    en: '{used} of {max} forwarded, {left} left; {waiting} wait for the leader.',
  },
  QUOTA_SHORT: {
    vi: 'Đã chuyển {used}/{max}, còn {left} nhưng đang có {waiting} hồ sơ chờ duyệt.',
    en: '{used} of {max} forwarded; {left} left, but {waiting} wait for the leader.',
  },
  QUOTA_FULL: { vi: 'Đã dùng hết chỉ tiêu: {used}/{max} hồ sơ.', en: 'The quota is used up: {used} of {max}.' },
  MINIMUM_NONE: {
    vi: 'Thể lệ không đặt số đăng ký tối thiểu cho đơn vị này.',
    en: 'The rules ask no minimum of registrations of this unit.',
  },
  MINIMUM_MET: {
    vi: '{unit} đã đăng ký {registered}, đủ mức tối thiểu {min}.',
    en: '{unit} has registered {registered}; the minimum is {min}.',
  },
  MINIMUM_SHORT: {
    vi: '{unit} mới đăng ký {registered}/{min} mô hình tối thiểu.',
    en: '{unit} has registered {registered} of at least {min}.',
  },
  AWARD_NONE: {
    vi: 'Không thấy thành tích này được công nhận trước đây tại đơn vị.',
    en: 'No earlier award of the unit for this achievement was found.',
  },
  AWARD_RENEWED: {
    vi: 'Hồ sơ tiếp tục mô hình “{title}” đã được công nhận năm {year}.',
    en: 'Carries on “{title}”, recognised in {year}.',
  },
  AWARD_LIKE: {
    vi: 'Đơn vị đã được công nhận “{title}” ({round}, {year}); tên giống {percent}%. Hãy kiểm tra có phải cùng thành tích.',
    en: 'The unit was recognised for “{title}” ({round}, {year}); the titles are {percent}% alike. See whether it is one achievement.',
  },
  AWARD_SAME: {
    vi: 'Có vẻ cùng thành tích với “{title}” đã được công nhận ({round}, {year}); tên giống {percent}%, hồ sơ không ghi là tiếp tục.',
    en: 'Seems to be one achievement with “{title}” ({round}, {year}): titles {percent}% alike, and the entry does not say that it carries it on.',
  },
  AWARD_LIKE_TEXT: {
    vi: 'Đơn vị đã được công nhận “{title}” ({round}, {year}); nội dung giống {percent}%. Hãy kiểm tra có phải cùng thành tích.',
    en: 'The unit was recognised for “{title}” ({round}, {year}); the texts are {percent}% alike. See whether it is one achievement.',
  },
  AWARD_SAME_TEXT: {
    vi: 'Có vẻ cùng thành tích với “{title}” đã được công nhận ({round}, {year}); nội dung giống {percent}%, hồ sơ không ghi là tiếp tục.',
    en: 'Seems to be one achievement with “{title}” ({round}, {year}): texts {percent}% alike, and the entry does not say that it carries it on.',
  },
  UNIT_OPEN: { vi: '{unit} đang hoạt động.', en: '{unit} exists.' },
  UNIT_MERGED: {
    vi: '{unit} không còn từ {day}; đơn vị kế tục: {successors}.',
    en: '{unit} has not existed since {day}; carried on by {successors}.',
  },
  UNIT_GONE: {
    vi: '{unit} không còn từ {day} và chưa ghi đơn vị kế tục.',
    en: '{unit} has not existed since {day}, and no unit that carries it on is recorded.',
  },
  CONSENT_NO_PICTURES: {
    vi: 'Không có ảnh, phim cần đồng ý công bố.',
    en: 'There are no photos or films that need consent.',
  },
  CONSENT_GIVEN: {
    vi: 'Cả {all} ảnh, phim đã ghi đồng ý công bố.',
    en: 'Consent is recorded for all {all} photos and films.',
  },
  CONSENT_MISSING: {
    vi: '{n}/{all} ảnh, phim chưa ghi đồng ý của người trong ảnh: {names}.',
    en: '{n} of {all} photos and films lack consent: {names}.',
  },
  FILES_NONE: { vi: 'Hồ sơ không có tệp minh chứng.', en: 'There are no files.' },
  FILES_CLEAN: { vi: 'Cả {all} tệp đã quét, không có mã độc.', en: 'All {all} files were scanned and are clean.' },
  FILES_NOT_SCANNED: {
    vi: '{n}/{all} tệp chưa quét mã độc: {names}.',
    en: '{n} of {all} files are not scanned yet: {names}.',
  },
  FILES_INFECTED: { vi: '{n}/{all} tệp có mã độc: {names}.', en: '{n} of {all} files are infected: {names}.' },
  SELF_FITS: {
    vi: 'Tự chấm {self}, thẩm định {ours}, tối đa {max} điểm (chưa kể điểm thưởng).',
    en: 'Self-score {self}, appraised {ours}, of at most {max} (bonus apart).',
  },
  SELF_MISSING: { vi: 'Chưa có điểm tự chấm: {names}.', en: 'No self-score for: {names}.' },
  SELF_ABOVE_MAX: {
    vi: 'Điểm tự chấm “{criterion}” là {points}, vượt mức tối đa {most}.',
    en: 'The self-score of “{criterion}” is {points}, above the maximum {most}.',
  },
  SELF_TOTAL_ABOVE_MAX: {
    vi: 'Tổng điểm tự chấm {self} vượt tổng điểm tối đa {max}.',
    en: 'The self-scores add up to {self}, above the maximum {max}.',
  },
  SELF_OTHER_BAND: {
    vi: 'Tự chấm {self} ({selfBand}), thẩm định {ours} ({ourBand}): khác mức xếp loại.',
    en: 'Self-score {self} ({selfBand}), appraised {ours} ({ourBand}): another band.',
  },
  RETURN_NONE: { vi: 'Không có yêu cầu bổ sung nào cần xem lại.', en: 'No items of a return are to be looked at.' },
  RETURN_SETTLED: { vi: 'Cả {all} mục bổ sung lần {no} đã đạt.', en: 'All {all} items of return {no} are settled.' },
  RETURN_UNSEEN: {
    vi: '{unseen}/{all} mục bổ sung lần {no} chưa được xem lại.',
    en: '{unseen} of {all} items of return {no} have not been looked at.',
  },
  RETURN_OPEN: {
    vi: '{open}/{all} mục bổ sung lần {no} còn thiếu.',
    en: '{open} of {all} items of return {no} are still open.',
  },
};

/** `{round}` the round's name, `{rules}` the version that the entry keeps, `{stage}` the stage's name. */
export const CHECK_SOURCES: Readonly<Record<string, Text>> = {
  WINDOW: { vi: 'Thể lệ {round}: thời gian đăng ký', en: 'Rules of {round}: registration window' },
  STAGE: {
    vi: 'Thể lệ {round}, bản {rules}: bước “{stage}”',
    en: 'Rules of {round}, version {rules}: stage “{stage}”',
  },
  MINIMUM: { vi: '{paper}', en: '{paper}' },
  HISTORY: { vi: 'Các đợt trước trên hệ thống', en: 'Earlier rounds in this system' },
  UNITS: { vi: 'Danh mục đơn vị', en: 'Register of units' },
  LAW: { vi: 'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15', en: 'Law 91/2025 on personal data' },
  SCANNER: { vi: 'Kết quả quét mã độc', en: 'Virus scan' },
  RUBRIC: { vi: 'Thể lệ {round}, bản {rules}: {rubric}', en: 'Rules of {round}, version {rules}: {rubric}' },
  RETURN: { vi: 'Yêu cầu bổ sung lần {no}', en: 'Return {no}' },
};

export const CHECK_NAMES: Readonly<Record<string, Text>> = {
  DEADLINE: { vi: 'Đúng hạn', en: 'Deadline' },
  QUOTA: { vi: 'Chỉ tiêu', en: 'Quota' },
  MINIMUM: { vi: 'Số đăng ký tối thiểu', en: 'Minimum of registrations' },
  EARLIER_AWARD: { vi: 'Thành tích đã được công nhận', en: 'Earlier award' },
  UNIT_CLOSED: { vi: 'Đơn vị', en: 'Unit' },
  CONSENT: { vi: 'Đồng ý của người trong ảnh', en: 'Consent' },
  FILES: { vi: 'Tệp minh chứng an toàn', en: 'Safe files' },
  SELF_SCORES: { vi: 'Điểm tự chấm', en: 'Self-scores' },
  RETURN_ITEMS: { vi: 'Các mục đã yêu cầu bổ sung', en: 'Items of the return' },
};

/** Fills `{name}`. */
export function fillText(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}
