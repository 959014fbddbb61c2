import type { FormField } from './form.rules';

/** Fields of real registration forms, ready to be put into a round's form (product.md, "The life of an entry", step 2). */
export interface ReadyField {
  group: 'REGISTRATION' | 'CARRYING_OUT' | 'RESULT' | 'ABOUT';
  field: FormField;
}

const SECTIONS = {
  REGISTRATION: 'Đăng ký mô hình',
  CARRYING_OUT: 'Tổ chức thực hiện',
  RESULT: 'Kết quả',
  ABOUT: 'Thông tin liên hệ',
};

const ready = (
  group: ReadyField['group'],
  code: string,
  label: string,
  over: Partial<FormField> & Pick<FormField, 'type' | 'help' | 'example'>,
): ReadyField => ({ group, field: { code, section: SECTIONS[group], label, required: false, public: false, ...over } });

const long = (maxWords: number): Pick<FormField, 'type' | 'maxWords' | 'maxLength'> => ({
  type: 'LONG_TEXT',
  maxWords,
  maxLength: maxWords * 12,
});

export const READY_FIELDS: readonly ReadyField[] = [
  ready('REGISTRATION', 'LY_DO', 'Lý do chọn mô hình', {
    ...long(300),
    required: true,
    public: true,
    help: 'Việc gì đang bức xúc, Nhân dân mong muốn điều gì?',
    example:
      'Đường trục ấp dài 2,4 km chưa có đèn, ban đêm hay xảy ra va chạm; bà con nhiều lần kiến nghị tại cuộc họp ấp.',
  }),
  ready('REGISTRATION', 'MUC_TIEU', 'Mục tiêu', {
    ...long(200),
    required: true,
    public: true,
    help: 'Sẽ đạt được gì, bao nhiêu, đến khi nào?',
    example: 'Đến hết quý III, 100% tuyến đường của ấp được thắp sáng; 95% hộ dân phân loại rác tại nhà.',
  }),
  ready('REGISTRATION', 'NOI_DUNG', 'Nội dung và cách làm', {
    type: 'RICH_TEXT',
    maxWords: 800,
    maxLength: 9600,
    required: true,
    public: true,
    help: 'Đã vận động ai, bằng cách nào, qua những bước nào? Có thể dùng danh sách.',
    example:
      'Chi bộ ra nghị quyết chuyên đề, phân công từng đảng viên phụ trách nhóm hộ; Mặt trận họp từng tổ để bàn cách làm, công khai dự toán.',
  }),
  ready('REGISTRATION', 'LOAI_DANG_KY', 'Loại đăng ký', {
    type: 'CHOICE',
    required: true,
    help: 'Mô hình mới, hay tiếp tục từ đợt trước?',
    example: 'Mô hình mới',
    choices: [
      { code: 'MOI', name: 'Mô hình mới' },
      { code: 'TIEP_TUC', name: 'Tiếp tục từ đợt trước' },
      { code: 'NHAN_RONG', name: 'Nhân rộng mô hình của nơi khác' },
    ],
  }),
  ready('CARRYING_OUT', 'DIA_DIEM', 'Địa điểm', {
    type: 'PLACE',
    required: true,
    public: true,
    help: 'Thôn, ấp, tổ dân phố, cơ quan nơi thực hiện. Có thể lấy vị trí của điện thoại khi đứng tại nơi đó.',
    example: 'Tuyến đường trục Ấp 1, xã Hoà An',
  }),
  ready('CARRYING_OUT', 'THOI_GIAN_BAT_DAU', 'Thời gian bắt đầu', {
    type: 'DATE',
    help: 'Ngày bắt đầu thực hiện.',
    example: '15/02/2026',
  }),
  ready('CARRYING_OUT', 'LUC_LUONG', 'Lực lượng tham gia', {
    type: 'TABLE',
    required: true,
    minRows: 1,
    maxRows: 20,
    help: 'Mỗi dòng một lực lượng: ai, bao nhiêu người, làm việc gì.',
    example: 'Hội Liên hiệp Phụ nữ xã – 12 người – vận động hộ gia đình phân loại rác',
    columns: [
      { code: 'TEN', label: 'Lực lượng', type: 'TEXT', required: true },
      { code: 'SO_NGUOI', label: 'Số người', type: 'NUMBER', required: false, unit: 'người' },
      { code: 'NHIEM_VU', label: 'Nhiệm vụ', type: 'TEXT', required: false },
    ],
  }),
  ready('CARRYING_OUT', 'NGUON_LUC', 'Nguồn lực', {
    type: 'TABLE',
    maxRows: 20,
    help: 'Kinh phí, công lao động, đất đai; ghi rõ phần Nhân dân đóng góp.',
    example: 'Nhân dân đóng góp – 120.000.000 đồng',
    columns: [
      {
        code: 'NGUON',
        label: 'Nguồn',
        type: 'CHOICE',
        required: true,
        choices: [
          { code: 'NHAN_DAN', name: 'Nhân dân đóng góp' },
          { code: 'NGAN_SACH', name: 'Ngân sách' },
          { code: 'DOANH_NGHIEP', name: 'Doanh nghiệp, nhà hảo tâm' },
          { code: 'KHAC', name: 'Nguồn khác' },
        ],
      },
      { code: 'NOI_DUNG', label: 'Nội dung', type: 'TEXT', required: true },
      { code: 'SO_TIEN', label: 'Quy ra tiền', type: 'MONEY', required: false },
    ],
  }),
  ready('CARRYING_OUT', 'KINH_PHI', 'Tổng kinh phí', {
    type: 'MONEY',
    help: 'Số đồng, không có phần lẻ.',
    example: '150.000.000',
  }),
  ready('CARRYING_OUT', 'TIEN_DO', 'Tiến độ', {
    type: 'TABLE',
    minRows: 1,
    maxRows: 20,
    help: 'Mỗi dòng một mốc: từ ngày nào đến ngày nào làm xong việc gì.',
    example: 'Họp dân, thống nhất cách làm – 01/03/2026 đến 15/03/2026 – Chi bộ, Ban công tác Mặt trận',
    columns: [
      { code: 'VIEC', label: 'Công việc', type: 'TEXT', required: true },
      { code: 'TU_NGAY', label: 'Từ ngày', type: 'DATE', required: false },
      { code: 'DEN_NGAY', label: 'Đến ngày', type: 'DATE', required: false },
      { code: 'PHU_TRACH', label: 'Người phụ trách', type: 'TEXT', required: false },
    ],
  }),
  ready('CARRYING_OUT', 'DON_VI_PHOI_HOP', 'Đơn vị phối hợp', {
    type: 'UNIT',
    help: 'Đơn vị trong tỉnh cùng thực hiện.',
    example: 'Hội Nông dân huyện Phụng Hiệp',
  }),
  ready('CARRYING_OUT', 'SAN_PHAM', 'Sản phẩm dự kiến', {
    ...long(150),
    help: 'Con đường, quỹ, câu lạc bộ, quy ước…',
    example: 'Tuyến đường 2,4 km có 48 bóng đèn; một tổ tự quản 7 người; một bản quy ước của ấp.',
  }),
  ready('RESULT', 'KET_QUA_DAT_DUOC', 'Kết quả đạt được', {
    type: 'RICH_TEXT',
    maxWords: 600,
    maxLength: 7200,
    required: true,
    public: true,
    help: 'Nhân dân được gì? Nêu số liệu, nêu việc cụ thể.',
    example: 'Đã thắp sáng trọn 2,4 km; 158/164 hộ phân loại rác; sáu tháng không xảy ra tai nạn ban đêm.',
  }),
  ready('RESULT', 'TRUOC_SAU', 'Số liệu trước và sau khi thực hiện', {
    type: 'TABLE',
    maxRows: 20,
    public: true,
    help: 'Mỗi dòng một chỉ tiêu đo được.',
    example: 'Hộ phân loại rác tại nhà – 40 – 158 – hộ',
    columns: [
      { code: 'CHI_TIEU', label: 'Chỉ tiêu', type: 'TEXT', required: true },
      { code: 'TRUOC', label: 'Trước', type: 'NUMBER', required: true },
      { code: 'SAU', label: 'Sau', type: 'NUMBER', required: true },
      { code: 'DON_VI', label: 'Đơn vị tính', type: 'TEXT', required: false },
    ],
  }),
  ready('RESULT', 'DUY_TRI_NHAN_RONG', 'Khả năng duy trì và nhân rộng', {
    ...long(200),
    required: true,
    public: true,
    help: 'Ai giữ cho mô hình chạy tiếp, nơi nào có thể làm theo?',
    example: 'Tổ tự quản sinh hoạt hằng tháng, quỹ do dân giữ; hai ấp bên cạnh đã xin học cách làm.',
  }),
  ready('RESULT', 'BAI_HOC', 'Bài học kinh nghiệm', {
    ...long(200),
    help: 'Điều gì làm nên thành công, điều gì nên tránh?',
    example: 'Công khai từng khoản ngay từ đầu; đảng viên làm trước để dân tin.',
  }),
  ready('ABOUT', 'NGUOI_LIEN_HE', 'Người liên hệ', {
    type: 'TEXT',
    maxLength: 120,
    required: true,
    help: 'Người nắm rõ hồ sơ, để cán bộ thẩm định hỏi khi cần.',
    example: 'Nguyễn Văn An, Bí thư Chi bộ Ấp 1',
  }),
  ready('ABOUT', 'DIEN_THOAI', 'Điện thoại', {
    type: 'TEXT',
    maxLength: 30,
    required: true,
    help: 'Số điện thoại của người liên hệ.',
    example: '0912 345 678',
  }),
  ready('ABOUT', 'NAM_SINH', 'Năm sinh của cá nhân được đề nghị', {
    type: 'NUMBER',
    decimals: 0,
    min: '1900',
    max: '2100',
    help: 'Chỉ ghi đối với cá nhân.',
    example: '1985',
  }),
  ready('ABOUT', 'THANH_TICH_TRUOC', 'Danh hiệu, hình thức khen thưởng đã có', {
    type: 'TABLE',
    maxRows: 20,
    help: 'Năm, hình thức, số quyết định.',
    example: '2024 – Giấy khen của Chủ tịch UBND huyện – 1234/QĐ-UBND',
    columns: [
      { code: 'NAM', label: 'Năm', type: 'NUMBER', required: true },
      { code: 'HINH_THUC', label: 'Hình thức', type: 'TEXT', required: true },
      { code: 'SO_QD', label: 'Số quyết định', type: 'TEXT', required: false },
    ],
  }),
];
