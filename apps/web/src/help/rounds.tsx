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
    id: 'round-form',
    roles: ['BOARD_STAFF'],
    question: { vi: 'Soạn biểu mẫu riêng cho đợt thế nào?', en: 'How do I make the form of a round?' },
    body: {
      vi: (
        <ul>
          <li>
            Bước “Biểu mẫu”: “Thêm từ thư viện mục” có sẵn các mục hay dùng, kèm hướng dẫn và ví dụ; “Thay” đổi một mục
            thành bảng.
          </li>
          <li>
            Mỗi mục có kiểu trả lời: đoạn văn (giới hạn số từ), số có đơn vị, tiền, ngày, chọn, bảng nhiều dòng, đơn vị,
            địa điểm.
          </li>
          <li>
            “Chỉ các hạng mục”, “Chỉ đơn vị loại” và “Chỉ hiện khi…” quyết định ai phải viết mục đó. Câu “Đọc là: …” nói
            lại điều kiện bằng lời.
          </li>
          <li>Đổi chỗ: mở mục rồi bấm “Lên”, “Xuống”; hoặc chọn mục, giữ Alt và bấm mũi tên.</li>
          <li>“Xem thử biểu mẫu”: gõ thử như đơn vị, đọc như cán bộ, giám khảo; đổi hạng mục và loại đơn vị để so.</li>
          <li>“Mẫu trống để in”: bản Word, PDF đúng như biểu mẫu đã lưu.</li>
        </ul>
      ),
      en: (
        <ul>
          <li>
            Step “Form”: “Add from the library” has ready fields with help and example; “Replace” turns one into a
            table.
          </li>
          <li>
            Each field has a type: text with a word limit, number with unit, money, date, choice, table, unit, place.
          </li>
          <li>
            Categories, kinds of units and “Shown only if…” decide who writes it. “Reads: …” says the condition in
            words.
          </li>
          <li>Move a field by its buttons, or choose it and press Alt with an arrow key.</li>
          <li>“Preview the form”: type as a unit, read as an officer or a judge.</li>
          <li>“Blank form to print”: Word and PDF of the form as it is saved.</li>
        </ul>
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
          <li>
            Bấm “Ban hành bản điều chỉnh”: xem mục nào thêm, bỏ, sửa; bao nhiêu hồ sơ đang soạn chuyển sang bản mới, hồ
            sơ nào thiếu mục mới; rồi ghi lý do.
          </li>
          <li>Hồ sơ đã trình, đang được trả lại giữ bản cũ; hồ sơ đang soạn và đăng ký sau đó theo bản mới.</li>
          <li>Phần đã viết ở mục bị bỏ không mất: người viết thấy lại ở đầu hồ sơ, kèm nút “Chép”.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open the round, press “Amend the rules” and change the steps.</li>
          <li>Press “Issue the amendment”, read what changes and give the reason.</li>
          <li>You see which drafts move to the new version and which would lack something.</li>
          <li>Submitted and returned entries keep their rules; drafts and later ones follow the new version.</li>
          <li>Text of a removed field is kept: its writer finds it at the top of the entry, with a copy button.</li>
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
