import type { HelpTopic } from './types';

export const topics: HelpTopic[] = [
  {
    id: 'entry-new',
    roles: ['REPORTER', 'UNIT_HEAD'],
    question: { vi: 'Lập hồ sơ đăng ký mô hình thế nào?', en: 'How do I register a model?' },
    body: {
      vi: (
        <ol>
          <li>Vào “Hồ sơ”, bấm “Lập hồ sơ mới”.</li>
          <li>Chọn đợt xét, lĩnh vực và đối tượng (tập thể, cá nhân, hộ gia đình).</li>
          <li>Ghi tên mô hình và tên được đề nghị, đúng như sẽ in trên giấy chứng nhận.</li>
          <li>Bấm “Tạo hồ sơ và soạn tiếp”. Soạn được nhiều lần; nội dung tự lưu.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open “Entries” and press “New entry”.</li>
          <li>Choose the round, the field and who is proposed.</li>
          <li>Write the name of the model and the name as it will stand on the certificate.</li>
          <li>Press “Create the entry and write”. You can come back as often as you like; it saves itself.</li>
        </ol>
      ),
    },
  },
  {
    id: 'entry-evidence',
    roles: ['REPORTER', 'UNIT_HEAD'],
    question: { vi: 'Đính kèm ảnh, văn bản minh chứng ở đâu?', en: 'Where do I attach photos and papers?' },
    body: {
      vi: (
        <ol>
          <li>Ở ngay dưới phần cần chứng minh, bấm “Thêm minh chứng”, chọn tệp hoặc chụp ảnh.</li>
          <li>Ghi chú thích, ngày và nơi chụp.</li>
          <li>
            Chỉ đánh dấu “đồng ý công bố” khi người trong ảnh đã đồng ý. Không đánh dấu thì ảnh không lên trang công
            khai.
          </li>
        </ol>
      ),
      en: (
        <ol>
          <li>Under the part that it proves press “Add evidence” and choose a file or take a photo.</li>
          <li>Write a caption, the date and the place.</li>
          <li>Tick the consent only if the people shown agreed. Without it the photo never becomes public.</li>
        </ol>
      ),
    },
  },
  {
    id: 'entry-submit',
    roles: ['UNIT_HEAD', 'REPORTER'],
    question: { vi: 'Ai trình hồ sơ và làm sao biết còn thiếu gì?', en: 'Who submits, and what is still missing?' },
    body: {
      vi: (
        <ol>
          <li>Phần “Kiểm tra và trình” ở cuối hồ sơ liệt kê những gì còn thiếu; bấm vào từng dòng để đến đúng chỗ.</li>
          <li>Cán bộ soạn xong thì báo lãnh đạo đơn vị. Chỉ lãnh đạo đơn vị bấm “Trình hồ sơ”.</li>
          <li>Trình xong có số biên nhận và giấy biên nhận để tải về.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>“Check and submit” at the end lists what is missing; press a line to get to its place.</li>
          <li>When it is complete, tell the head of your unit. Only the head presses “Submit the entry”.</li>
          <li>You then get a receipt number and a receipt to download.</li>
        </ol>
      ),
    },
  },
  {
    id: 'entry-returned',
    roles: ['REPORTER', 'UNIT_HEAD'],
    question: { vi: 'Hồ sơ bị trả lại bổ sung thì làm gì?', en: 'What if the entry is returned?' },
    body: {
      vi: (
        <ol>
          <li>Mở hồ sơ từ “Việc chờ tôi”. Ở trên cùng là danh sách nội dung cần bổ sung và hạn.</li>
          <li>Bấm “Đến phần…” ở từng nội dung và sửa.</li>
          <li>Lãnh đạo đơn vị ghi đã bổ sung thế nào cho từng nội dung, rồi bấm “Trình lại hồ sơ”.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open it from “Waiting for me”. The items to mend and the deadline stand on top.</li>
          <li>Press “Go to…” at each item and mend that part.</li>
          <li>The head of the unit writes what was done about each item and presses “Submit again”.</li>
        </ol>
      ),
    },
  },
  {
    id: 'entry-where',
    question: { vi: 'Hồ sơ đang ở đâu, chờ ai?', en: 'Where is the entry, and who has it?' },
    body: {
      vi: (
        <p>
          Mở hồ sơ trong mục “Hồ sơ”. Khung “Đang chờ ai?” ghi đơn vị đang giữ, từ lúc nào và hạn; bên dưới là các bước
          đã qua và các bước tiếp theo.
        </p>
      ),
      en: (
        <p>
          Open it under “Entries”. “Waiting for whom?” names the unit that has it, since when and until when; below are
          the steps so far and those to come.
        </p>
      ),
    },
  },
  {
    id: 'entry-conflict',
    roles: ['REPORTER', 'UNIT_HEAD'],
    question: { vi: 'Hai người cùng sửa một hồ sơ thì sao?', en: 'Two people write the same entry' },
    body: {
      vi: <p>Không bản nào bị ghi đè. Người lưu sau thấy cả hai bản, chỉ những chỗ khác nhau, và chọn giữ bản nào.</p>,
      en: <p>Nothing is overwritten. Whoever saves second sees both versions where they differ and chooses.</p>,
    },
  },
];
