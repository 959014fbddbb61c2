import type { HelpTopic } from './types';

export const topics: HelpTopic[] = [
  {
    id: 'decision-draft',
    roles: ['BOARD_STAFF'],
    question: { vi: 'Soạn quyết định công nhận và trình ký', en: 'How do I draft a decision?' },
    body: {
      vi: (
        <ol>
          <li>Mở đợt xét, chọn “Quyết định”, bấm “Soạn quyết định”.</li>
          <li>Chọn thể thức (Nhà nước hoặc Đảng), ghi cơ quan ban hành, trích yếu và từng căn cứ.</li>
          <li>Hình thức khen được chọn sẵn theo xếp loại; tiền thưởng và tổng cộng hiện ngay bên dưới.</li>
          <li>Bấm “Tạo dự thảo”, xem lại toàn văn, tải bản Word nếu cần, rồi “Trình ký”.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open the round, choose the decisions and press “Draft a decision”.</li>
          <li>Choose the form of the paper (State or Party), the issuing body, subject and legal bases.</li>
          <li>Award forms follow the band; the money and its total are shown below.</li>
          <li>Create the draft, read it through and submit it for signing.</li>
        </ol>
      ),
    },
  },
  {
    id: 'decision-sign',
    roles: ['LEADER'],
    question: { vi: 'Ký ban hành thì những gì được ấn định?', en: 'What does signing fix?' },
    body: {
      vi: (
        <ul>
          <li>Số quyết định lấy từ sổ văn bản, liên tục, không bỏ trống.</li>
          <li>Tiền thưởng tính theo lương cơ sở của ngày ký.</li>
          <li>Hồ sơ được công nhận; giấy chứng nhận được đánh số, vào sổ.</li>
          <li>Sau khi ký, quyết định và danh sách không sửa được. Chưa đồng ý thì bấm “Trả lại dự thảo” và ghi lý do.</li>
        </ul>
      ),
      en: (
        <ul>
          <li>The number comes from the register, without gaps.</li>
          <li>The money goes by the base salary on the date of signing.</li>
          <li>Entries are recognised; certificates are numbered and entered.</li>
          <li>Afterwards decision and annex cannot be changed. If you do not agree, send the draft back with a reason.</li>
        </ul>
      ),
    },
  },
  {
    id: 'decision-publish',
    roles: ['BOARD_STAFF'],
    question: { vi: 'Công bố kết quả: cái gì thành công khai?', en: 'What becomes public?' },
    body: {
      vi: (
        <ol>
          <li>Mở quyết định đã ban hành, phần “Công bố” cho xem đúng những gì sẽ công khai và những gì được giữ lại.</li>
          <li>Chỉ các mục được đợt xét cho phép và ảnh có sự đồng ý mới được công khai.</li>
          <li>Bấm “Công bố”. Khi cần, “Gỡ công bố” và ghi lý do: nội dung ẩn khỏi trang công khai ngay.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open the issued decision: under “Publication” you see exactly what becomes public and what stays inside.</li>
          <li>Only parts that the round allows and photos with consent become public.</li>
          <li>Press “Publish”. “Withdraw from the public”, with a reason, hides everything at once.</li>
        </ol>
      ),
    },
  },
];
