import type { HelpTopic } from './types';

export const topics: HelpTopic[] = [
  {
    id: 'paper',
    question: { vi: 'Đơn vị gửi hồ sơ bằng giấy thì nhập thế nào?', en: 'How do I enter a dossier that came on paper?' },
    roles: ['OFFICER'],
    body: {
      vi: (
        <ol>
          <li>Mở “Hồ sơ giấy”, chọn đợt và đơn vị gửi. Chỉ nhập được cho đơn vị trong phạm vi của mình.</li>
          <li>Ghi ngày cơ quan nhận và ngày trên dấu bưu điện. Đúng hạn hay không tính theo dấu bưu điện, không có thì theo ngày nhận, kể cả khi bạn nhập sau hạn.</li>
          <li>Gõ nội dung đúng như tờ giấy, thêm bản quét hoặc ảnh chụp tờ giấy (giám khảo không xem được bản quét).</li>
          <li>Bấm “Trình thay đơn vị”. Đơn vị nhận thông báo kèm số biên nhận; nhật ký ghi bạn trình thay.</li>
          <li>Cần mẫu giấy đúng với đợt để phát cho đơn vị: vào “Đợt xét”, chọn đợt, tải mẫu trống (Word hoặc PDF).</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open “Paper”, choose the round and the unit. Only units that you are responsible for can be chosen.</li>
          <li>Enter the day of arrival and the postmark. The postmark decides whether it came in time, without one the arrival, however late you type it.</li>
          <li>Type the content as it stands on paper and add a scan or photo (judges never see the scan).</li>
          <li>Press “Submit for the unit”. The unit is told with the receipt number; the log says that you did it for them.</li>
          <li>For blank forms that equal the round’s form, open the round and download them (Word or PDF).</li>
        </ol>
      ),
    },
  },
  {
    id: 'deputy',
    question: { vi: 'Tôi vắng thì ai làm thay?', en: 'Who acts while I am away?' },
    roles: ['UNIT_HEAD', 'OFFICER', 'LEADER'],
    body: {
      vi: (
        <ol>
          <li>Bấm tên mình ở góc trên, mở trang cá nhân, mục “Uỷ quyền khi vắng”.</li>
          <li>Chọn người cùng đơn vị, vai trò, từ ngày đến hết ngày nào, lý do. Nhiều nhất 90 ngày một lần. Người khác đơn vị thì nhờ quản trị.</li>
          <li>Trong những ngày đó người làm thay thấy việc của bạn ở “Việc chờ tôi”; dòng thời gian và nhật ký ghi “thay …”.</li>
          <li>Không ai vừa đề nghị vừa duyệt một hồ sơ, kể cả khi làm thay. Kết thúc sớm bằng nút “Kết thúc ngay”.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Press your name at the top, open the profile, “Standing in while you are away”.</li>
          <li>Choose somebody of your unit, the roles, the days and the reason; at most 90 days at a time. For another unit ask the administrator.</li>
          <li>In those days the deputy finds your work on their first screen; timeline and log say for whom it was done.</li>
          <li>Nobody both proposes and approves an entry, not as a deputy either. “End now” ends it early.</li>
        </ol>
      ),
    },
  },
  {
    id: 'overdue',
    question: { vi: 'Hồ sơ quá hạn thì ai được báo?', en: 'Who is told when an entry is overdue?' },
    roles: ['OFFICER', 'LEADER', 'BOARD_STAFF'],
    body: {
      vi: (
        <ol>
          <li>Người đang giữ hồ sơ được nhắc trước hạn 7, 3, 1 ngày và sau hạn 1, 3, 7 ngày (đợt có thể đặt khác).</li>
          <li>Quá hạn một ngày, lãnh đạo đơn vị được báo; quá hạn ba ngày, lãnh đạo cấp trên được báo. Số ngày đặt trong từng bước của đợt.</li>
          <li>Xem “Thẩm định” → “Quá hạn ở các đơn vị”: đơn vị nào giữ bao nhiêu hồ sơ, lâu nhất từ bao giờ, bấm để xem từng hồ sơ.</li>
          <li>Bộ lọc hay dùng (ví dụ “Quá hạn của xã …”) lưu lại bằng “Lưu bộ lọc này”; có thể đặt tự mở khi vào danh sách.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Who holds it is reminded 7, 3 and 1 days before and 1, 3 and 7 days after the deadline (a round may say otherwise).</li>
          <li>After one day the unit’s leader is told, after three the leaders above; the days are set in each stage of the round.</li>
          <li>“Appraisal” → “Overdue by unit” shows who holds how many and since when; press to see the entries.</li>
          <li>Filters that you use often are kept by “Save this view”, one of them can open by itself.</li>
        </ol>
      ),
    },
  },
];
