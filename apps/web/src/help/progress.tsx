import type { HelpTopic } from './types';

export const topics: HelpTopic[] = [
  {
    id: 'model-renew',
    roles: ['REPORTER', 'UNIT_HEAD'],
    question: { vi: 'Mô hình năm trước làm tiếp thì đăng ký thế nào?', en: 'How do we go on with last year’s model?' },
    body: {
      vi: (
        <ol>
          <li>Vào “Mô hình”: các mô hình đã được công nhận của đơn vị, kể cả của đơn vị cũ trước sáp nhập.</li>
          <li>Bấm “Đăng ký duy trì”, chọn đợt, xem lại tên rồi bấm “Tạo hồ sơ duy trì”.</li>
          <li>Nội dung năm trước được chép sang; phần không còn hợp với mẫu mới được liệt kê để viết lại.</li>
          <li>Sửa cho năm nay, ghi số liệu làm thêm trong năm, tự chấm rồi trình như hồ sơ mới.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open “Models”: the recognised models of the unit, also of the unit before a merger.</li>
          <li>Press “Carry on”, choose the round, look over the names and create the entry.</li>
          <li>Last year’s content is copied; what no longer fits the form is listed, so that you can write it anew.</li>
          <li>Mend it for this year, give what was added this year, score yourselves and submit as usual.</li>
        </ol>
      ),
    },
  },
  {
    id: 'progress-report',
    roles: ['REPORTER', 'UNIT_HEAD'],
    question: { vi: 'Báo cáo tiến độ trong năm ở đâu?', en: 'Where do we report progress?' },
    body: {
      vi: (
        <ol>
          <li>Vào “Mô hình”, bấm “Báo cáo tiến độ” rồi “Viết báo cáo”.</li>
          <li>Ghi kỳ báo cáo, việc đã làm và chỉ phần số liệu tăng thêm trong kỳ; đính kèm ảnh nếu có.</li>
          <li>Nội dung tự lưu. Lãnh đạo đơn vị bấm “Gửi báo cáo”.</li>
          <li>
            Báo cáo đã gửi không sửa được. Nếu sai, bấm “Đính chính”, ghi lý do: bản mới thay bản cũ, số không bị cộng
            hai lần.
          </li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open “Models”, press “Report progress”, then “Write a report”.</li>
          <li>Give the period, what was done and only the figures added in it; attach photos if you have any.</li>
          <li>It saves itself. The head of the unit presses “Send the report”.</li>
          <li>
            A sent report cannot be changed. If it is wrong, press “Correct” and give the reason: the new one takes its
            place and nothing counts twice.
          </li>
        </ol>
      ),
    },
  },
  {
    id: 'ledger',
    roles: ['OFFICER', 'LEADER', 'BOARD_STAFF', 'AUDITOR'],
    question: {
      vi: 'Số liệu của phong trào được cộng từ đâu?',
      en: 'What are the figures of the movement added up from?',
    },
    body: {
      vi: (
        <>
          <p>
            “Sổ kết quả” cộng số liệu của hồ sơ đã trình và báo cáo tiến độ. Bấm vào đơn vị để xuống cấp dưới, bấm vào
            hồ sơ để xem từng số và nguồn của nó.
          </p>
          <ul>
            <li>
              Trình lại, đính chính: số mới thay số cũ. Hồ sơ duy trì ghi lại đúng số của năm trước thì không cộng lần
              nữa.
            </li>
            <li>Tổng có số “khoảng” thì ghi “khoảng”; không có “khoảng” mà có số “trên” thì ghi “trên”.</li>
            <li>“Tải Excel” cho đúng những gì đang xem.</li>
          </ul>
        </>
      ),
      en: (
        <>
          <p>
            The ledger adds up submitted entries and progress reports. Press a unit to go down a level, an entry to see
            every figure and its source.
          </p>
          <ul>
            <li>
              A new submission or a correction replaces the earlier figures. What a renewed entry repeats from last year
              is not counted again.
            </li>
            <li>A sum with an “about” is “about”; without one, an “over” makes it “over”.</li>
            <li>“Download Excel” gives exactly what is shown.</li>
          </ul>
        </>
      ),
    },
  },
  {
    id: 'similar-entries',
    roles: ['OFFICER', 'LEADER', 'BOARD_STAFF', 'AUDITOR'],
    question: { vi: '“Hồ sơ tương tự” nói gì?', en: 'What do “similar entries” tell me?' },
    body: {
      vi: (
        <ul>
          <li>Hệ thống so hồ sơ với hồ sơ của mọi đơn vị, mọi năm; chữ có sẵn của mẫu không tính.</li>
          <li>
            Dòng cảnh báo: nội dung gần như chép lại, một thành tích đề nghị hai lần trong năm, hoặc đã được công nhận
            trước đó.
          </li>
          <li>Mở “Đoạn giống nhau” để đọc hai bên cạnh nhau. Hồ sơ duy trì đã khai báo thì không bị cảnh báo.</li>
          <li>
            Đây là gợi ý để hỏi lại đơn vị, không phải kết luận. Hồ sơ ngoài phạm vi được xem chỉ hiện đơn vị, năm và tỷ
            lệ.
          </li>
        </ul>
      ),
      en: (
        <ul>
          <li>The entry is compared with those of all units and years; words of the form itself do not count.</li>
          <li>Warnings: nearly the same text, one achievement put forward twice in a year, or recognised before.</li>
          <li>Open “Common passages” to read both sides. A model that is carried on openly is not warned of.</li>
          <li>
            It is a reason to ask, not a finding. Of an entry outside your reach only unit, year and share are shown.
          </li>
        </ul>
      ),
    },
  },
];
