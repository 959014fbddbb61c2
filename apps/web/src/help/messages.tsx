import type { HelpTopic } from './types';

export const topics: HelpTopic[] = [
  {
    id: 'notices',
    question: {
      vi: 'Xem thông báo ở đâu, bớt thư thế nào?',
      en: 'Where are my notices, and how do I get fewer mails?',
    },
    body: {
      vi: (
        <ol>
          <li>Chuông ở góc trên bên phải cho biết số thông báo chưa đọc; bấm vào để xem và mở việc.</li>
          <li>
            Vào “Tài khoản của tôi”, phần “Thư và tin nhắn tôi nhận”: chọn nhận ngay, gộp mỗi ngày lúc 07:30 hoặc gộp
            sáng thứ Hai; bỏ đánh dấu loại thư không muốn nhận, rồi bấm “Lưu lựa chọn”.
          </li>
          <li>Thư về hồ sơ trả lại, không đề nghị, quyết định, giấy mời và mật khẩu luôn được gửi ngay.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>The bell at the top right shows how many notices are unread; press it to read and open them.</li>
          <li>
            Under “My account” choose mails at once, one at 07:30 each day or one on Monday mornings, and untick the
            kinds that you do not want.
          </li>
          <li>Mails about returns, refusals, decisions, invitations and the password always come at once.</li>
        </ol>
      ),
    },
  },
  {
    id: 'reminders',
    question: { vi: 'Khi nào hệ thống nhắc hạn?', en: 'When am I reminded of a deadline?' },
    body: {
      vi: (
        <>
          <p>
            Lúc 07:00, trước hạn 7, 3, 1 ngày và sau khi quá hạn 1, 3, 7 ngày: hồ sơ phải bổ sung, thẩm định, duyệt,
            phiếu chấm chưa ký; trước khi hết hạn đăng ký nếu đơn vị còn hồ sơ chưa trình hoặc chưa đủ số hồ sơ quy
            định.
          </p>
          <p>Nhiều việc cùng ngày gộp trong một thư. Việc đã làm hoặc đã được gia hạn thì không nhắc nữa.</p>
          <p>Ban tổ chức đổi số ngày ở “Đợt xét” → bước “Thông tin” → “Nhắc hạn”.</p>
        </>
      ),
      en: (
        <>
          <p>
            At 07:00, seven, three and one day before a deadline and one, three and seven days after it: returned
            entries, appraisals, decisions, unsigned score sheets; before registration closes, units with drafts or too
            few entries.
          </p>
          <p>Several matters of a day make one mail. What was done or got more time is not reminded of.</p>
          <p>The board changes the days under “Rounds”, step “Information”, “Reminders”.</p>
        </>
      ),
    },
  },
  {
    id: 'round-texts',
    roles: ['BOARD_STAFF'],
    question: { vi: 'Sửa lời thư của đợt như thế nào?', en: 'How do I word the mails of a round?' },
    body: {
      vi: (
        <ol>
          <li>Mở đợt, bấm “Thư và nhắc hạn”, chọn loại thư, ngôn ngữ và đường gửi.</li>
          <li>
            Sửa tiêu đề, nội dung; bấm nút trong “Chèn trường” để thêm tên hồ sơ, hạn… Trường sai hoặc thiếu được báo
            ngay tại chỗ. Khung “Xem trước” cho thấy thư với dữ liệu thật.
          </li>
          <li>Bấm “Gửi thử cho tôi”, rồi “Lưu lời thư” và ghi lý do. “Về mẫu có sẵn” bỏ lời riêng.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open the round, press “Mails and reminders” and choose kind, language and way of sending.</li>
          <li>Change subject and text and insert fields. What is wrong is said at once; the preview has real data.</li>
          <li>Press “Send me a trial”, then “Save the text” with a reason. “Back to the built-in text” drops it.</li>
        </ol>
      ),
    },
  },
  {
    id: 'message-log',
    roles: ['BOARD_STAFF', 'ADMIN', 'AUDITOR'],
    question: { vi: 'Người nhận nói không có thư, kiểm tra ở đâu?', en: 'Somebody got no mail: where do I look?' },
    body: {
      vi: (
        <ol>
          <li>Vào “Nhật ký gửi tin”, tìm theo tên, lọc theo đợt hoặc trạng thái “Gửi hỏng”.</li>
          <li>Dòng lỗi cho biết vì sao: địa chỉ sai, hộp thư đầy, tài khoản không có địa chỉ…</li>
          <li>
            Sửa địa chỉ trong phần tài khoản, mở tin, bấm “Gửi lại”. Thư đặt lại mật khẩu không xem, không gửi lại được.
          </li>
        </ol>
      ),
      en: (
        <ol>
          <li>Under “Messages sent” search by name or filter by round and by “Failed”.</li>
          <li>The line of the error says why: wrong address, full mailbox, no address.</li>
          <li>
            Mend the address of the account, open the message and press “Send again”. Links for a password are never
            shown.
          </li>
        </ol>
      ),
    },
  },
];
