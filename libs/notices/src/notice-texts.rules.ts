/** Facts that a text may name. A line of a mail whose fact is not given is left out. */
export interface NoticeParams {
  /** Title of the entry, model or session that it is about. */
  readonly title?: string;
  /** The unit that acted or whose entry it is. */
  readonly unit?: string;
  readonly round?: string;
  readonly receiptNo?: string;
  /** Already formatted for people: `17:00 ngày 05/3/2026`. */
  readonly deadline?: string;
  readonly reason?: string;
  /** What has to be mended, one item a line. */
  readonly items?: string;
  /** How many things it is about. */
  readonly count?: string | number;
  readonly place?: string;
  readonly time?: string;
  readonly decision?: string;
  readonly award?: string;
  readonly login?: string;
  /** Who stands in for whom, and for which days. */
  readonly principal?: string;
  readonly deputy?: string;
  readonly from?: string;
  readonly to?: string;
}

export const NOTICE_KINDS = [
  'ENTRY_SUBMITTED',
  'ENTRY_RETURNED',
  'ENTRY_FORWARDED',
  'ENTRY_REFUSED',
  'ENTRY_SHARED',
  'DEPUTY_MADE',
  'ENTRY_PROPOSED',
  'ENTRY_SENT_BACK',
  'ENTRY_STEPPED_BACK',
  'FILE_INFECTED',
  'ENTRIES_FORWARDED',
  'ASSIGNMENT',
  'SCORESHEET_REOPENED',
  'CONFLICT_DECLARED',
  'REMINDER',
  'REMINDERS',
  'DIGEST',
  'SESSION_INVITATION',
  'DECISION_SUBMITTED',
  'DECISION_SENT_BACK',
  'DECISION_ISSUED',
  'ENTRY_RECOGNISED',
  'PROGRESS_DUE',
  'PASSWORD_RESET',
  'ACCOUNT_CREATED',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

interface NoticeText {
  /** One line: subject of the mail and text of the notice on the screen. */
  readonly subject: string;
  readonly lines: readonly string[];
  /** What the link opens. */
  readonly link: string;
}

/** Official wording (trình, thẩm định, trả lại bổ sung, công nhận); `{name}` is filled from the parameters. */
export const NOTICE_TEXTS: Readonly<Record<NoticeKind, { readonly vi: NoticeText; readonly en: NoticeText }>> = {
  ENTRY_SUBMITTED: {
    vi: {
      subject: 'Có hồ sơ trình thẩm định: {title}',
      lines: [
        '{unit} đã trình hồ sơ “{title}”.',
        'Đợt: {round}',
        'Số tiếp nhận: {receiptNo}',
        'Hạn thẩm định: {deadline}',
      ],
      link: 'Xem hồ sơ',
    },
    en: {
      subject: 'Entry submitted for appraisal: {title}',
      lines: [
        '{unit} has submitted the entry “{title}”.',
        'Round: {round}',
        'Receipt number: {receiptNo}',
        'To be appraised by: {deadline}',
      ],
      link: 'See the entry',
    },
  },
  ENTRY_RETURNED: {
    vi: {
      subject: 'Hồ sơ trả lại bổ sung: {title}',
      lines: [
        '{unit} trả lại hồ sơ “{title}” để bổ sung, hoàn thiện.',
        'Nội dung cần bổ sung:\n{items}',
        'Hạn trình lại: {deadline}',
      ],
      link: 'Xem và bổ sung hồ sơ',
    },
    en: {
      subject: 'Entry returned for completion: {title}',
      lines: [
        '{unit} has returned the entry “{title}” for completion.',
        'To be mended:\n{items}',
        'To be submitted again by: {deadline}',
      ],
      link: 'See and complete the entry',
    },
  },
  ENTRY_FORWARDED: {
    vi: {
      subject: 'Hồ sơ được chuyển lên: {title}',
      lines: ['{unit} đã duyệt và chuyển hồ sơ “{title}” lên bước tiếp theo.', 'Đợt: {round}', 'Hạn xử lý: {deadline}'],
      link: 'Xem hồ sơ',
    },
    en: {
      subject: 'Entry forwarded: {title}',
      lines: [
        '{unit} has approved the entry “{title}” and forwarded it to the next stage.',
        'Round: {round}',
        'Deadline: {deadline}',
      ],
      link: 'See the entry',
    },
  },
  ENTRY_REFUSED: {
    vi: {
      subject: 'Hồ sơ không được đề nghị: {title}',
      lines: ['{unit} không đề nghị xét công nhận hồ sơ “{title}”.', 'Lý do: {reason}'],
      link: 'Xem hồ sơ',
    },
    en: {
      subject: 'Entry refused: {title}',
      lines: ['{unit} does not put forward the entry “{title}”.', 'Reason: {reason}'],
      link: 'See the entry',
    },
  },
  DEPUTY_MADE: {
    vi: {
      subject: '{deputy} làm thay {principal} từ {from} đến hết {to}',
      lines: [
        'Từ {from} đến hết {to}, {deputy} làm thay {principal} khi vắng mặt.',
        'Mọi việc làm thay đều được ghi rõ là làm thay cho ai. Có thể kết thúc sớm ở trang cá nhân.',
      ],
      link: 'Xem uỷ quyền',
    },
    en: {
      subject: '{deputy} stands in for {principal} from {from} to {to}',
      lines: [
        'From {from} to {to} (inclusive), {deputy} stands in for {principal}.',
        'Whatever is done that way says for whom. It can be ended early on the profile page.',
      ],
      link: 'See the arrangement',
    },
  },
  ENTRY_SHARED: {
    vi: {
      subject: 'Mời cùng làm hồ sơ: {title}',
      lines: ['{unit} mời đồng chí cùng làm hồ sơ “{title}”.', 'Đợt: {round}'],
      link: 'Mở hồ sơ',
    },
    en: {
      subject: 'Invited to an entry: {title}',
      lines: ['{unit} asks you to work on the entry “{title}” with them.', 'Round: {round}'],
      link: 'Open the entry',
    },
  },
  ENTRY_PROPOSED: {
    vi: {
      subject: 'Trình lãnh đạo duyệt: {title}',
      lines: ['Cán bộ thẩm định đã trình hồ sơ “{title}” của {unit}.', 'Đợt: {round}', 'Hạn xử lý: {deadline}'],
      link: 'Xem và duyệt hồ sơ',
    },
    en: {
      subject: 'Proposed for approval: {title}',
      lines: ['The officer has proposed the entry “{title}” of {unit}.', 'Round: {round}', 'Deadline: {deadline}'],
      link: 'See and decide',
    },
  },
  ENTRY_SENT_BACK: {
    vi: {
      subject: 'Lãnh đạo yêu cầu thẩm định lại: {title}',
      lines: ['Lãnh đạo trả hồ sơ “{title}” của {unit} để thẩm định lại.', 'Đợt: {round}', 'Lý do: {reason}'],
      link: 'Mở phần thẩm định',
    },
    en: {
      subject: 'To be appraised again: {title}',
      lines: [
        'The leader has sent the entry “{title}” of {unit} back to be appraised again.',
        'Round: {round}',
        'Reason: {reason}',
      ],
      link: 'Open the appraisal',
    },
  },
  ENTRY_STEPPED_BACK: {
    vi: {
      subject: 'Cấp trên trả về cấp dưới thẩm định lại: {title}',
      lines: [
        '{unit} trả hồ sơ “{title}” về {place} để thẩm định lại.',
        'Đợt: {round}',
        'Lý do: {reason}',
        'Hạn thẩm định: {deadline}',
      ],
      link: 'Xem hồ sơ',
    },
    en: {
      subject: 'Given back to the level below: {title}',
      lines: [
        '{unit} has given the entry “{title}” back to {place} to be appraised again.',
        'Round: {round}',
        'Reason: {reason}',
        'To be appraised by: {deadline}',
      ],
      link: 'See the entry',
    },
  },
  FILE_INFECTED: {
    vi: {
      subject: 'Tệp có mã độc đã bị cách ly: {items}',
      lines: [
        'Tệp “{items}” có mã độc ({reason}) nên đã bị cách ly: không ai xem hay tải được.',
        'Hồ sơ: {title}',
        'Đơn vị: {unit}',
        'Hãy gỡ tệp này, quét mã độc trên thiết bị đã gửi và gửi lại tệp sạch.',
      ],
      link: 'Mở hồ sơ',
    },
    en: {
      subject: 'A file with malware is in quarantine: {items}',
      lines: [
        'The file “{items}” carries malware ({reason}) and is in quarantine: nobody can view or download it.',
        'Entry: {title}',
        'Unit: {unit}',
        'Remove it, scan the device that it came from and send a clean one.',
      ],
      link: 'Open the entry',
    },
  },
  ENTRIES_FORWARDED: {
    vi: {
      subject: '{unit} chuyển lên {count} hồ sơ',
      lines: ['{unit} đã duyệt và chuyển lên bước tiếp theo {count} hồ sơ:\n{items}', 'Đợt: {round}'],
      link: 'Xem các hồ sơ',
    },
    en: {
      subject: '{unit} has forwarded {count} entries',
      lines: ['{unit} has approved and forwarded {count} entries to the next stage:\n{items}', 'Round: {round}'],
      link: 'See the entries',
    },
  },
  ASSIGNMENT: {
    vi: {
      subject: 'Được phân công chấm điểm {count} hồ sơ',
      lines: [
        'Đồng chí được phân công chấm điểm {count} hồ sơ.',
        'Hồ sơ: {title}',
        'Đợt: {round}',
        'Hạn ký phiếu chấm: {deadline}',
      ],
      link: 'Mở phiếu chấm điểm',
    },
    en: {
      subject: 'You have been assigned {count} entries to score',
      lines: [
        'You have been assigned {count} entries to score.',
        'Entry: {title}',
        'Round: {round}',
        'Score sheets to be signed by: {deadline}',
      ],
      link: 'Open the score sheets',
    },
  },
  SCORESHEET_REOPENED: {
    vi: {
      subject: 'Phiếu chấm điểm được mở lại: {title}',
      lines: ['Phiếu chấm điểm hồ sơ “{title}” được mở lại để chỉnh sửa.', 'Lý do: {reason}'],
      link: 'Mở phiếu chấm điểm',
    },
    en: {
      subject: 'Score sheet reopened: {title}',
      lines: ['Your score sheet of the entry “{title}” has been reopened.', 'Reason: {reason}'],
      link: 'Open the score sheet',
    },
  },
  CONFLICT_DECLARED: {
    vi: {
      subject: 'Giám khảo từ chối chấm do có xung đột lợi ích: {title}',
      lines: [
        'Một giám khảo khai báo xung đột lợi ích đối với hồ sơ “{title}”. Cần phân công giám khảo khác.',
        'Lý do: {reason}',
      ],
      link: 'Mở phân công chấm điểm',
    },
    en: {
      subject: 'A judge has declared a conflict of interest: {title}',
      lines: [
        'A judge has declared a conflict of interest on the entry “{title}”. Another judge is needed.',
        'Reason: {reason}',
      ],
      link: 'Open the assignments',
    },
  },
  DECISION_SUBMITTED: {
    vi: {
      subject: 'Trình ký quyết định: {title}',
      lines: [
        'Dự thảo quyết định “{title}” đã được trình ký.',
        'Đợt: {round}',
        'Số tập thể, cá nhân, hộ gia đình: {count}',
      ],
      link: 'Xem dự thảo quyết định',
    },
    en: {
      subject: 'Decision submitted for signature: {title}',
      lines: [
        'The draft decision “{title}” has been submitted for signature.',
        'Round: {round}',
        'Recipients: {count}',
      ],
      link: 'See the draft',
    },
  },
  DECISION_SENT_BACK: {
    vi: {
      subject: 'Dự thảo quyết định được trả lại: {title}',
      lines: ['Dự thảo quyết định “{title}” được trả lại để hoàn thiện.', 'Lý do: {reason}'],
      link: 'Mở dự thảo quyết định',
    },
    en: {
      subject: 'Draft decision sent back: {title}',
      lines: ['The draft decision “{title}” has been sent back.', 'Reason: {reason}'],
      link: 'Open the draft',
    },
  },
  REMINDER: {
    vi: {
      subject: 'Nhắc hạn: {title}',
      lines: ['{items}', 'Đợt: {round}', 'Hạn: {deadline}'],
      link: 'Xem việc cần làm',
    },
    en: {
      subject: 'Reminder: {title}',
      lines: ['{items}', 'Round: {round}', 'Deadline: {deadline}'],
      link: 'See what is to be done',
    },
  },
  REMINDERS: {
    vi: {
      subject: 'Nhắc hạn: {count} việc sắp đến hạn hoặc đã quá hạn',
      lines: ['Những việc sau đang chờ đồng chí:', '{items}'],
      link: 'Xem việc cần làm',
    },
    en: {
      subject: 'Reminder: {count} matters are due or overdue',
      lines: ['These matters wait for you:', '{items}'],
      link: 'See what is to be done',
    },
  },
  DIGEST: {
    vi: {
      subject: 'Thư gộp: {count} thông báo',
      lines: ['Các thông báo từ thư trước đến nay:', '{items}'],
      link: 'Xem tất cả thông báo',
    },
    en: {
      subject: 'Digest: {count} notices',
      lines: ['What has happened since the last mail:', '{items}'],
      link: 'See all notices',
    },
  },
  SESSION_INVITATION: {
    vi: {
      subject: 'Giấy mời họp hội đồng: {title}',
      lines: [
        'Kính mời đồng chí dự phiên họp “{title}”.',
        'Thời gian: {time}',
        'Địa điểm: {place}',
        'Số hồ sơ xem xét: {count}',
      ],
      link: 'Xem chương trình và hồ sơ',
    },
    en: {
      subject: 'Invitation to the council session: {title}',
      lines: [
        'You are invited to the session “{title}”.',
        'Time: {time}',
        'Place: {place}',
        'Entries on the agenda: {count}',
      ],
      link: 'See the agenda and the entries',
    },
  },
  PROGRESS_DUE: {
    vi: {
      subject: 'Đến hạn báo cáo tiến độ: {title}',
      lines: [
        'Mô hình “{title}” đã được công nhận, nay đến hạn báo cáo tiến độ.',
        'Đợt: {round}',
        'Hạn báo cáo: {deadline}',
      ],
      link: 'Viết báo cáo tiến độ',
    },
    en: {
      subject: 'Progress report due: {title}',
      lines: ['The recognised model “{title}” is due for a progress report.', 'Round: {round}', 'Due: {deadline}'],
      link: 'Write the report',
    },
  },
  DECISION_ISSUED: {
    vi: {
      subject: 'Đã ban hành quyết định {decision}',
      lines: [
        'Quyết định {decision} đã được ban hành.',
        'Nội dung: {title}',
        'Số tập thể, cá nhân, hộ gia đình: {count}',
      ],
      link: 'Xem quyết định',
    },
    en: {
      subject: 'Decision {decision} has been issued',
      lines: ['Decision {decision} has been issued.', 'Subject: {title}', 'Recipients: {count}'],
      link: 'See the decision',
    },
  },
  ENTRY_RECOGNISED: {
    vi: {
      subject: 'Được công nhận: {title}',
      lines: ['Chúc mừng! “{title}” đã được công nhận.', 'Hình thức: {award}', 'Quyết định: {decision}'],
      link: 'Xem hồ sơ và giấy chứng nhận',
    },
    en: {
      subject: 'Recognised: {title}',
      lines: ['Congratulations! “{title}” has been recognised.', 'Award: {award}', 'Decision: {decision}'],
      link: 'See the entry and the certificate',
    },
  },
  PASSWORD_RESET: {
    vi: {
      subject: 'Đặt lại mật khẩu',
      lines: [
        'Có yêu cầu đặt lại mật khẩu cho tài khoản {login}.',
        'Liên kết dưới đây dùng được một lần, đến {deadline}.',
        'Nếu không phải đồng chí yêu cầu, hãy bỏ qua thư này; mật khẩu không thay đổi.',
      ],
      link: 'Đặt mật khẩu mới',
    },
    en: {
      subject: 'Reset your password',
      lines: [
        'Somebody asked to reset the password of the account {login}.',
        'The link below works once, until {deadline}.',
        'If it was not you, ignore this mail; the password stays as it is.',
      ],
      link: 'Set a new password',
    },
  },
  ACCOUNT_CREATED: {
    vi: {
      subject: 'Tài khoản đã được lập',
      lines: [
        'Tài khoản {login} đã được lập cho đồng chí tại {unit}.',
        'Người quản trị sẽ trao mật khẩu tạm; hãy đổi mật khẩu ngay khi đăng nhập lần đầu.',
      ],
      link: 'Mở trang đăng nhập',
    },
    en: {
      subject: 'Your account has been created',
      lines: [
        'The account {login} has been created for you at {unit}.',
        'The administrator will hand you a temporary password; change it when you first sign in.',
      ],
      link: 'Open the sign-in page',
    },
  },
};
