import type { Band, Criterion, Rubric } from './rubric.rules';

const points = (code: string, max: string, name: string, help: string): Criterion => ({
  code,
  name,
  kind: 'POINTS',
  max,
  step: '0.5',
  decimals: 1,
  help,
});

const BONUS: Criterion = {
  code: 'THUONG',
  name: 'Điểm thưởng',
  kind: 'BONUS',
  max: '5',
  step: '0.5',
  decimals: 1,
  help: 'Cách làm mới lần đầu được áp dụng; được cấp trên biểu dương hoặc phổ biến cho nơi khác.',
};

const GATE: Criterion = {
  code: 'VI_PHAM',
  name: 'Có vi phạm (không đủ điều kiện xếp loại)',
  kind: 'GATE',
  max: '1',
  step: null,
  decimals: 0,
  help: 'Khai báo không trung thực, huy động trái quy định, hoặc có kết luận vi phạm trong thời gian xét.',
};

const BANDS: Band[] = [
  { code: 'XUAT_SAC', name: 'Xuất sắc', min: '90' },
  { code: 'TOT', name: 'Tốt', min: '80' },
  { code: 'KHA', name: 'Khá', min: '65' },
];

/** Model of a collective: 100 points, bonus up to 5, gate on violations; bands 90/80/65. */
export const COLLECTIVE_MODEL: Rubric = {
  code: 'TAP_THE',
  name: 'Bộ tiêu chí mô hình tập thể',
  criteria: [
    points(
      'LANH_DAO',
      '10',
      'Công tác lãnh đạo, chỉ đạo và đăng ký',
      'Có kế hoạch, phân công, đăng ký đúng hạn, kiểm tra, sơ kết.',
    ),
    points(
      'PHU_HOP',
      '15',
      'Phù hợp với nhu cầu thực tế của địa phương',
      'Xuất phát từ việc bức xúc, nguyện vọng chính đáng của Nhân dân.',
    ),
    points(
      'CACH_VAN_DONG',
      '20',
      'Cách vận động',
      'Dân biết, dân bàn, dân làm, dân kiểm tra, dân giám sát, dân thụ hưởng.',
    ),
    points(
      'KET_QUA',
      '30',
      'Kết quả và hiệu quả',
      'Số liệu trước và sau; hiệu quả kinh tế, xã hội, quốc phòng, an ninh.',
    ),
    points(
      'NHAN_DAN',
      '10',
      'Sự tham gia của Nhân dân',
      'Số hộ, số người tham gia; công sức, đất đai, tiền do Nhân dân tự nguyện đóng góp.',
    ),
    points('BEN_VUNG', '15', 'Tính bền vững và khả năng nhân rộng', 'Đã duy trì bao lâu; nơi nào đã học và làm theo.'),
    BONUS,
    GATE,
  ],
  bands: BANDS,
};

/** Individual (and household) exemplar: 100 points, the same bonus, gate and bands. */
export const INDIVIDUAL_EXEMPLAR: Rubric = {
  code: 'CA_NHAN',
  name: 'Bộ tiêu chí điển hình cá nhân, hộ gia đình',
  criteria: [
    points('GUONG_MAU', '20', 'Tính gương mẫu', 'Chấp hành chủ trương, pháp luật; nói đi đôi với làm.'),
    points('CACH_VAN_DONG', '20', 'Sáng kiến, cách vận động riêng', 'Cách làm của chính người được đề nghị.'),
    points('KET_QUA', '30', 'Kết quả cụ thể', 'Việc đã làm được, có số liệu và minh chứng.'),
    points('TIN_NHIEM', '15', 'Sự tín nhiệm của Nhân dân', 'Ý kiến của cộng đồng nơi cư trú, nơi công tác.'),
    points('LAN_TOA', '15', 'Sức lan toả', 'Người khác, nơi khác đã học và làm theo.'),
    BONUS,
    GATE,
  ],
  bands: BANDS,
};
