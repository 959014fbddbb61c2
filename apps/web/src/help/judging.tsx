import type { HelpTopic } from './types';

export const topics: HelpTopic[] = [
  {
    id: 'judge-score',
    roles: ['JUDGE'],
    question: { vi: 'Chấm điểm một hồ sơ', en: 'How do I score an entry?' },
    body: {
      vi: (
        <ol>
          <li>Vào “Chấm điểm”, mở một phiếu. Hồ sơ ở bên trái, phiếu chấm ở bên phải; trên điện thoại chuyển bằng hai nút trên cùng.</li>
          <li>Nhập điểm từng tiêu chí; phím Tab sang tiêu chí tiếp theo. Điểm được lưu tự động.</li>
          <li>Nhận xét chung thì Ban Tổ chức đọc được; ghi chú riêng chỉ một mình anh/chị đọc được.</li>
          <li>Chấm đủ thì bấm “Ký phiếu”. Phiếu khoá lại; sau đó mới xem được điểm của giám khảo khác.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Under “Scoring” open a sheet. The entry is on the left, the sheet on the right; on the phone the two buttons on top switch.</li>
          <li>Enter the points of each criterion; Tab goes to the next. They are saved by themselves.</li>
          <li>The board reads your comment; a private note is for you alone.</li>
          <li>When all is marked, sign. The sheet is locked, and then you see what the other judges gave.</li>
        </ol>
      ),
    },
  },
  {
    id: 'judge-conflict',
    roles: ['JUDGE'],
    question: { vi: 'Tôi quen biết đơn vị dự xét thì làm thế nào?', en: 'I have a tie to the unit' },
    body: {
      vi: <p>Mở phiếu, bấm “Tôi có xung đột lợi ích” và ghi quan hệ. Anh/chị thôi chấm hồ sơ đó; Ban Tổ chức phân công người khác.</p>,
      en: <p>Open the sheet, press the button about a conflict of interest and say what ties you. You stop scoring the entry; the board assigns somebody else.</p>,
    },
  },
  {
    id: 'board-assign',
    roles: ['BOARD_STAFF'],
    question: { vi: 'Phân công giám khảo và chốt xếp hạng', en: 'How do I assign judges and make a ranking final?' },
    body: {
      vi: (
        <ol>
          <li>Mở đợt xét, chọn “Ban giám khảo”, lập ban rồi bấm “Phân công hồ sơ”.</li>
          <li>Đánh dấu ô giữa hồ sơ và giám khảo. Ô có dấu ⊘ là xung đột lợi ích, không phân công được.</li>
          <li>Khi mọi phiếu đã ký, vào “Bảng tổng hợp điểm, xếp hạng”: mỗi hạng có lý do kèm theo.</li>
          <li>Bấm “Chốt xếp hạng”: điểm và cách tính được lưu lại, hồ sơ chuyển sang hội đồng.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open the round, choose the panels, set one up and assign the entries.</li>
          <li>Tick the cells between entries and judges. A cell with ⊘ is a conflict of interest and cannot be assigned.</li>
          <li>When every sheet is signed, the standings give the reason behind each rank.</li>
          <li>Make the ranking final: marks and method are kept, and the entries go to the council.</li>
        </ol>
      ),
    },
  },
];
