import type { HelpTopic } from './types';

export const topics: HelpTopic[] = [
  {
    id: 'round-new',
    roles: ['BOARD_STAFF'],
    question: { vi: 'Tạo và mở một đợt xét như thế nào?', en: 'How do I set up and open a round?' },
    body: {
      vi: (
        <ol>
          <li>Vào “Đợt xét”, bấm “Tạo đợt mới”, chọn mẫu ba cấp hoặc hai cấp, điền tên, mã và thời gian đăng ký.</li>
          <li>
            Đi qua tám bước bên trái: chuỗi xét, biểu mẫu, hạng mục, bộ tiêu chí, biểu quyết, hình thức khen. Mỗi thay
            đổi được lưu tự động.
          </li>
          <li>
            Dòng “còn … chỗ cần sửa” dẫn đến từng chỗ chưa hợp lệ. Nội dung chưa hợp lệ được giữ trên máy đang dùng.
          </li>
          <li>Ở bước “Kiểm tra và mở đợt”, xem hồ sơ của ấp, xã, sở sẽ đi qua những bước nào, rồi bấm “Mở đợt”.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Under “Rounds” press “New round”, choose the template and fill in name, code and registration window.</li>
          <li>Go through the steps on the left. Every change is saved by itself.</li>
          <li>“… places must be corrected” leads to each of them. Rules that are not valid yet stay on this device.</li>
          <li>Under “Check and open” see which way entries take, then press “Open the round”.</li>
        </ol>
      ),
    },
  },
  {
    id: 'round-amend',
    roles: ['BOARD_STAFF'],
    question: {
      vi: 'Đợt đã mở rồi, muốn sửa quy định thì làm sao?',
      en: 'How do I change the rules of an open round?',
    },
    body: {
      vi: (
        <ol>
          <li>Mở đợt, bấm “Điều chỉnh quy định”, sửa ở các bước.</li>
          <li>Bấm “Ban hành bản điều chỉnh”, xem lại những gì thay đổi và ghi lý do.</li>
          <li>Hồ sơ đã có vẫn theo bản cũ; hồ sơ đăng ký sau đó theo bản mới.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open the round, press “Amend the rules” and change the steps.</li>
          <li>Press “Issue the amendment”, read what changes and give the reason.</li>
          <li>Entries that are there keep their rules; later ones follow the new version.</li>
        </ol>
      ),
    },
  },
  {
    id: 'round-rules',
    question: {
      vi: 'Xem tiêu chí, hạn và các bước xét của đợt ở đâu?',
      en: 'Where do I read criteria, dates and stages of a round?',
    },
    body: {
      vi: (
        <p>
          Vào “Đợt xét”, bấm vào tên đợt. Các phần bên trái cho biết chuỗi xét, biểu mẫu, bộ tiêu chí và hình thức khen.
        </p>
      ),
      en: (
        <p>Under “Rounds” press the name of the round. The parts on the left show chain, form, rubrics and awards.</p>
      ),
    },
  },
];
