import type { HelpTopic } from './types';

export const topics: HelpTopic[] = [
  {
    id: 'start',
    question: { vi: 'Tôi bắt đầu từ đâu?', en: 'Where do I start?' },
    body: {
      vi: (
        <ol>
          <li>Sau khi đăng nhập, màn hình “Việc đang chờ tôi” liệt kê những việc cần làm, việc gấp ở trên cùng.</li>
          <li>Bấm vào một việc để làm ngay.</li>
          <li>Làm xong, việc đó rời khỏi danh sách.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>After signing in, “Waiting for me” lists what there is to do, the most urgent first.</li>
          <li>Press a task to do it.</li>
          <li>When it is done, it leaves the list.</li>
        </ol>
      ),
    },
  },
  {
    id: 'password',
    question: { vi: 'Quên mật khẩu thì làm thế nào?', en: 'I forgot my password' },
    body: {
      vi: (
        <ol>
          <li>Ở trang đăng nhập, bấm “Quên mật khẩu?”.</li>
          <li>Nhập tên đăng nhập, bấm “Gửi thư”.</li>
          <li>Mở thư vừa nhận, bấm liên kết và đặt mật khẩu mới. Liên kết chỉ dùng được một lần.</li>
          <li>Không nhận được thư: xem mục thư rác, sau đó liên hệ người quản trị của tỉnh.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>On the sign-in page press “Forgot the password?”.</li>
          <li>Enter your user name and press “Send the mail”.</li>
          <li>Open the mail, follow the link and set a new password. The link works once.</li>
          <li>No mail: look in the spam folder, then ask the administrator of your province.</li>
        </ol>
      ),
    },
  },
  {
    id: 'lost',
    question: { vi: 'Đang viết mà mất mạng, mất điện thì sao?', en: 'The network or the power fails while I write' },
    body: {
      vi: (
        <>
          <p>Nội dung được lưu tự động lên hệ thống và trên máy đang dùng. Dòng chữ cạnh tiêu đề cho biết đã lưu lúc nào.</p>
          <p>Khi có mạng lại, mở đúng màn hình đó trên cùng máy: nội dung chưa kịp gửi sẽ được lấy lại.</p>
          <p>Nếu phiên làm việc hết, khung đăng nhập hiện ngay trên màn hình; đăng nhập xong, nội dung vẫn còn nguyên.</p>
        </>
      ),
      en: (
        <>
          <p>What you write is saved to the system and on this device. The line beside the title says when.</p>
          <p>When the network is back, open the same screen on the same device: what was not sent is brought back.</p>
          <p>If your session ends, you sign in over the same screen and everything is still there.</p>
        </>
      ),
    },
  },
  {
    id: 'text-size',
    question: { vi: 'Làm sao để chữ to hơn, dễ đọc hơn?', en: 'How do I make the text larger?' },
    body: {
      vi: <p>Bấm nút chữ “A” ở góc trên bên phải, chọn cỡ chữ, độ tương phản và nền sáng hoặc tối.</p>,
      en: <p>Press the “A” button at the top right and choose text size, contrast and a light or dark background.</p>,
    },
  },
];
