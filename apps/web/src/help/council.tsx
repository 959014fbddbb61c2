import type { HelpTopic } from './types';

export const topics: HelpTopic[] = [
  {
    id: 'council-vote',
    roles: ['COUNCIL_CHAIR', 'COUNCIL_SECRETARY', 'COUNCIL_MEMBER'],
    question: { vi: 'Bỏ phiếu trong phiên họp hội đồng', en: 'How do I vote in a council session?' },
    body: {
      vi: (
        <ol>
          <li>Vào “Phiên họp hội đồng”, mở phiên đang họp. Bấm “Đọc hồ sơ” để xem hồ sơ mà không rời phiên họp.</li>
          <li>Khi thư ký mở bỏ phiếu, hồ sơ đó hiện trên cùng với ba nút: Tán thành, Không tán thành, Không ý kiến.</li>
          <li>Bấm một nút, đọc lại rồi xác nhận. Mỗi người một phiếu, đã bỏ thì không đổi được.</li>
          <li>Bỏ phiếu kín: không ai xem được lựa chọn của anh/chị, kể cả quản trị hệ thống.</li>
          <li>Hồ sơ của chính đơn vị mình thì không bỏ phiếu; hệ thống nói rõ lý do.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Under “Council sessions” open the session. “Read the entry” shows an entry beside it.</li>
          <li>When the secretary opens the vote, the entry stands on top with three buttons: in favour, against, abstain.</li>
          <li>Press one, read it again and confirm. One ballot each; it cannot be changed.</li>
          <li>In a secret ballot nobody sees what you choose, not even the administrator.</li>
          <li>You do not vote on an entry of your own unit; the system says why.</li>
        </ol>
      ),
    },
  },
  {
    id: 'council-run',
    roles: ['COUNCIL_CHAIR', 'COUNCIL_SECRETARY'],
    question: { vi: 'Điều hành một phiên họp: điểm danh, mở bỏ phiếu, kiểm phiếu', en: 'How do I run a session?' },
    body: {
      vi: (
        <ol>
          <li>Điểm danh: gạt nút cạnh tên người có mặt. Dòng trên cùng cho biết đã đủ số người họp chưa.</li>
          <li>Đủ người thì bấm “Khai mạc phiên họp”.</li>
          <li>Từng hồ sơ: “Mở bỏ phiếu”, chờ mọi người bỏ phiếu, rồi “Kiểm phiếu”. Kết quả được niêm lại, không sửa được.</li>
          <li>“Màn hình phòng họp” để chiếu: thấy ai đủ, bao nhiêu người đã bỏ phiếu, và kết quả sau khi kiểm.</li>
          <li>Kiểm hết thì “Kết thúc phiên họp”, ghi kết luận, tải biên bản Word để ký.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Attendance: switch on who is present. The line on top says whether they are enough.</li>
          <li>With a quorum, press “Open the session”.</li>
          <li>For each entry: “Open the vote”, wait for the ballots, then “Count the votes”. The result is sealed.</li>
          <li>“Screen for the room” is for the projector: quorum, how many have voted, and the result after the count.</li>
          <li>When all is counted, “Close the session”, write the conclusion and take the minutes as Word.</li>
        </ol>
      ),
    },
  },
  {
    id: 'council-new',
    roles: ['BOARD_STAFF'],
    question: { vi: 'Lập hội đồng và lên lịch phiên họp', en: 'How do I set up a council and plan a session?' },
    body: {
      vi: (
        <ol>
          <li>Mở đợt xét, chọn “Hội đồng”, bấm “Lập hội đồng”, chọn vai trò của từng người.</li>
          <li>Hệ thống tính ngay cần bao nhiêu phiếu, cần bao nhiêu người có mặt với số thành viên đó.</li>
          <li>Bấm “Lên lịch phiên họp”: hồ sơ đã chốt xếp hạng được chọn sẵn theo thứ tự hạng. Thành viên nhận được thư mời.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open the round, choose the councils, press “Set up a council” and give each person a place.</li>
          <li>The system says at once how many votes and how many people are needed.</li>
          <li>Press “Plan a session”: ranked entries are chosen in their order. Members are invited by mail.</li>
        </ol>
      ),
    },
  },
];
