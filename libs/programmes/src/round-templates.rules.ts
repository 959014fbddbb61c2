import { COLLECTIVE_MODEL, INDIVIDUAL_EXEMPLAR } from '@app/rubrics';
import type {
  AwardForm,
  Category,
  ContributionKind,
  FieldCode,
  FormField,
  Level,
  RoundRules,
  StageRule,
  SubjectType,
  TemplateCode,
} from './round-rules.rules';

const FIELD_NAMES: Record<FieldCode, string> = {
  KINH_TE: 'Kinh tế',
  VAN_HOA_XA_HOI: 'Văn hoá - xã hội',
  QUOC_PHONG_AN_NINH: 'Quốc phòng - an ninh',
  HE_THONG_CHINH_TRI: 'Xây dựng hệ thống chính trị',
};
const SUBJECT_NAMES: Record<SubjectType, string> = {
  COLLECTIVE: 'tập thể',
  INDIVIDUAL: 'cá nhân',
  HOUSEHOLD: 'hộ gia đình',
};
const LEVEL_NAMES: Record<Level, string> = { COMMUNE: 'cấp xã', DISTRICT: 'cấp huyện', PROVINCE: 'cấp tỉnh' };

/** Every field × subject type; codes such as KINH_TE_COLLECTIVE. */
const CATEGORIES: Category[] = (Object.keys(FIELD_NAMES) as FieldCode[]).flatMap((field) =>
  (Object.keys(SUBJECT_NAMES) as SubjectType[]).map((subjectType) => ({
    code: `${field}_${subjectType}`,
    name: `${FIELD_NAMES[field]} – ${SUBJECT_NAMES[subjectType]}`,
    field,
    subjectType,
    rubric: subjectType === 'COLLECTIVE' ? COLLECTIVE_MODEL.code : INDIVIDUAL_EXEMPLAR.code,
  })),
);

const long = (
  code: string,
  section: string,
  label: string,
  maxWords: number,
  isPublic: boolean,
  help: string,
  required = true,
): FormField => ({
  code,
  section,
  label,
  help,
  type: 'LONG_TEXT',
  required,
  maxWords,
  maxLength: maxWords * 12,
  public: isPublic,
});
const SECTION_1 = 'Đăng ký mô hình';
const SECTION_2 = 'Tổ chức thực hiện';
const SECTION_3 = 'Kết quả';

/** The registration form (product.md, "The life of an entry", step 2). */
const FORM: FormField[] = [
  long('LY_DO', SECTION_1, 'Lý do chọn mô hình', 300, true, 'Việc gì đang bức xúc, Nhân dân mong muốn điều gì?'),
  long('MUC_TIEU', SECTION_1, 'Mục tiêu', 200, true, 'Sẽ đạt được gì, đến khi nào?'),
  long('NOI_DUNG', SECTION_1, 'Nội dung và cách làm', 800, true, 'Đã vận động ai, bằng cách nào, qua những bước nào?'),
  {
    code: 'DIA_DIEM',
    section: SECTION_2,
    label: 'Địa điểm',
    type: 'TEXT',
    required: true,
    maxLength: 300,
    public: true,
    help: 'Thôn, ấp, tổ dân phố, cơ quan nơi thực hiện.',
  },
  long('LUC_LUONG', SECTION_2, 'Lực lượng tham gia', 200, false, 'Chi bộ, đoàn thể, người có uy tín, số hộ dân.'),
  long(
    'NGUON_LUC',
    SECTION_2,
    'Nguồn lực',
    200,
    false,
    'Kinh phí, công lao động, đất đai; phần Nhân dân đóng góp.',
    false,
  ),
  long('TIEN_DO', SECTION_2, 'Tiến độ', 200, false, 'Bắt đầu, các mốc, kết thúc.', false),
  long('SAN_PHAM', SECTION_3, 'Sản phẩm dự kiến', 150, false, 'Con đường, quỹ, câu lạc bộ, quy ước…', false),
  long('KET_QUA', SECTION_3, 'Kết quả đạt được', 600, true, 'Số liệu trước và sau; Nhân dân được gì?'),
  long(
    'DUY_TRI_NHAN_RONG',
    SECTION_3,
    'Khả năng duy trì và nhân rộng',
    200,
    true,
    'Ai giữ cho mô hình chạy tiếp, nơi nào có thể làm theo?',
  ),
];

const CONTRIBUTION_KINDS: ContributionKind[] = [
  { code: 'DAT', name: 'Đất hiến', unit: 'm²' },
  { code: 'NGAY_CONG', name: 'Ngày công', unit: 'ngày' },
  { code: 'TIEN', name: 'Tiền đóng góp', unit: 'đồng' },
  { code: 'HO', name: 'Số hộ tham gia', unit: 'hộ' },
  { code: 'NGUOI', name: 'Số người tham gia', unit: 'người' },
  { code: 'KM', name: 'Đường giao thông', unit: 'km' },
];

const CHECKLIST = [
  { code: 'DAY_DU', text: 'Hồ sơ đủ thành phần, đúng mẫu của đợt' },
  { code: 'DUNG_DOI_TUONG', text: 'Đúng đối tượng, đúng lĩnh vực đăng ký' },
  { code: 'SO_LIEU', text: 'Số liệu có nguồn và khớp với minh chứng' },
  { code: 'DONG_THUAN', text: 'Nhân dân tự nguyện, đồng thuận; không huy động trái quy định' },
  { code: 'KHONG_VI_PHAM', text: 'Tập thể, cá nhân không vi phạm trong thời gian xét' },
];

const AWARD_FORMS: AwardForm[] = [
  // product.md: provincial bằng khen 1.5 for a person, twice that for a collective; giấy khen of a commune 0.15 and 0.3.
  {
    code: 'BANG_KHEN_TINH',
    name: 'Bằng khen của Chủ tịch Uỷ ban nhân dân tỉnh',
    level: 'PROVINCE',
    coefficient: { COLLECTIVE: '3', INDIVIDUAL: '1.5', HOUSEHOLD: '1.5' },
    minBand: 'XUAT_SAC',
    family: 'STATE',
  },
  {
    code: 'GIAY_CHUNG_NHAN',
    name: 'Giấy chứng nhận điển hình “Dân vận khéo”',
    level: 'PROVINCE',
    coefficient: { COLLECTIVE: '0', INDIVIDUAL: '0', HOUSEHOLD: '0' },
    minBand: 'KHA',
    family: 'PARTY',
  },
  {
    code: 'GIAY_KHEN_XA',
    name: 'Giấy khen của Chủ tịch Uỷ ban nhân dân cấp xã',
    level: 'COMMUNE',
    coefficient: { COLLECTIVE: '0.3', INDIVIDUAL: '0.15', HOUSEHOLD: '0.15' },
    minBand: null,
    family: 'STATE',
  },
];

const appraisal = (code: string, level: Level, days: number, quota?: number): StageRule => ({
  code,
  kind: 'APPRAISAL',
  level,
  name: `Thẩm định ${LEVEL_NAMES[level]}`,
  days,
  checklist: CHECKLIST,
  returnLimit: 2,
  returnDays: 15,
  ...(quota === undefined ? {} : { quota: { max: quota } }),
});

const AFTER_APPRAISAL: StageRule[] = [
  {
    code: 'CHAM_DIEM',
    kind: 'SCORING',
    level: 'PROVINCE',
    name: 'Chấm điểm',
    days: 20,
    scoring: { minMarks: 2, digits: 2, tieBreak: ['KET_QUA', 'CACH_VAN_DONG'] },
  },
  {
    code: 'HOI_DONG',
    kind: 'COUNCIL',
    level: 'PROVINCE',
    name: 'Hội đồng xét chọn',
    days: 15,
    voting: {
      quorum: { num: 2, den: 3 },
      base: 'ALL_MEMBERS',
      threshold: { num: 2, den: 3 },
      comparison: 'AT_LEAST',
      secret: true,
      writtenAllowed: false,
    },
  },
  { code: 'QUYET_DINH', kind: 'DECISION', level: 'PROVINCE', name: 'Quyết định công nhận', days: 15 },
];

/** Chains (product.md): commune → district → province until mid-2025, commune → province since 1 July 2025. */
const CHAINS: Record<TemplateCode, StageRule[]> = {
  THREE_LEVEL_2024: [
    appraisal('XA', 'COMMUNE', 10, 10),
    appraisal('HUYEN', 'DISTRICT', 15, 20),
    appraisal('TINH', 'PROVINCE', 20),
    ...AFTER_APPRAISAL,
  ],
  TWO_LEVEL_2025: [appraisal('XA', 'COMMUNE', 10, 15), appraisal('TINH', 'PROVINCE', 20), ...AFTER_APPRAISAL],
};

export const TEMPLATE_NAMES: Record<TemplateCode, { vi: string; en: string }> = {
  THREE_LEVEL_2024: {
    vi: 'Ba cấp: xã – huyện – tỉnh (đến giữa năm 2025)',
    en: 'Three levels: commune – district – province (until mid-2025)',
  },
  TWO_LEVEL_2025: { vi: 'Hai cấp: xã – tỉnh (từ 01/7/2025)', en: 'Two levels: commune – province (since 1 July 2025)' },
};

/** A fresh copy of a built-in template with this registration window (ISO instants). */
export function rulesFromTemplate(
  template: TemplateCode,
  registration: { opensAt: string; closesAt: string },
): RoundRules {
  return structuredClone({
    schema: 1,
    template,
    chain: CHAINS[template],
    form: FORM,
    contributionKinds: CONTRIBUTION_KINDS,
    categories: CATEGORIES,
    rubrics: [COLLECTIVE_MODEL, INDIVIDUAL_EXEMPLAR],
    awardForms: AWARD_FORMS,
    money: { roundTo: '10000', mode: 'HALF_UP' },
    registration: { opensAt: registration.opensAt, closesAt: registration.closesAt },
  } satisfies RoundRules);
}
