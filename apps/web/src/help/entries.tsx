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
    id: 'entry-nothing-lost',
    roles: ['REPORTER', 'UNIT_HEAD'],
    question: {
      vi: 'Mất mạng, máy tắt, hai người cùng viết: có mất bài không?',
      en: 'Bad line, a dead phone, two writers: is anything lost?',
    },
    body: {
      vi: (
        <ul>
          <li>
            Nội dung được giữ ngay trên máy khi gõ, rồi tự gửi. Dòng chữ cạnh mục lục cho biết: “Đã lưu lúc…” hay “Chưa
            gửi được – đang giữ trên máy này”.
          </li>
          <li>
            Máy tắt hay trình duyệt bị đóng: mở lại hồ sơ trên chính máy đó, phần chưa gửi tự hiện lại kèm giờ viết.
          </li>
          <li>Hết phiên làm việc: đăng nhập lại ngay trên màn hình đang viết, không mất gì.</li>
          <li>
            Hai người viết hai mục khác nhau: cả hai đều được lưu. Mục đang có người viết sẽ khoá và ghi tên người đó;
            cần gấp thì bấm “Tiếp quản mục này”.
          </li>
          <li>
            Cùng sửa một mục khi mất mạng: hai bản hiện cạnh nhau để chọn bản của tôi, bản kia, cả hai, hoặc sửa lại.
          </li>
          <li>“Xem lịch sử, so sánh các bản” ở trang hồ sơ: ai sửa gì, lúc nào; so từng chữ; lấy lại bản cũ.</li>
          <li>
            “Người cùng làm” ở trang hồ sơ: mời người đơn vị khác xem hoặc viết cùng. Họ không trình, không rút được hồ
            sơ.
          </li>
        </ul>
      ),
      en: (
        <ul>
          <li>
            Text is kept on the device while you type and sent by itself; the line beside the contents says where it is.
          </li>
          <li>
            After a crash open the entry on the same device: what was not sent comes back, with the time of writing.
          </li>
          <li>When the session ends, sign in over the screen; nothing is lost.</li>
          <li>
            People in different sections are both saved. A section that somebody writes in is locked with their name;
            “Take this section over” if it cannot wait.
          </li>
          <li>If both changed one part, both texts stand side by side: keep mine, theirs, both, or edit.</li>
          <li>
            “History, compare versions” on the page of the entry: who changed what, word by word, and bringing a version
            back.
          </li>
          <li>“Collaborators”: let people of other units read or write. They cannot submit or withdraw.</li>
        </ul>
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
          <li>
            Ghi chú thích, ngày và nơi chụp. Ngày chụp được lấy từ ảnh; toạ độ trong ảnh chỉ được dùng khi anh/chị bấm
            “Dùng toạ độ này”.
          </li>
          <li>
            Chỉ đánh dấu “đồng ý công bố” khi mọi người nhận ra được trong ảnh đã đồng ý (trẻ em: cha mẹ, người giám
            hộ). Không đánh dấu thì ảnh không lên trang công khai.
          </li>
          <li>
            Đổi thứ tự bằng hai mũi tên; chuyển tệp sang phần khác ở “Minh chứng cho phần”; xoá nhầm thì bấm “Hoàn tác”.
          </li>
        </ol>
      ),
      en: (
        <ol>
          <li>Under the part that it proves press “Add evidence” and choose a file or take a photo.</li>
          <li>
            Write a caption, the date and the place. The date is read from the photo; its position is used only when you
            press “Use this position”.
          </li>
          <li>
            Tick the consent only if everybody who can be recognised agreed (for children their parents). Without it the
            photo never becomes public.
          </li>
          <li>
            Arrows change the order, “Proves the part” moves a file to another part, “Undo” takes a deletion back.
          </li>
        </ol>
      ),
    },
  },
  {
    id: 'entry-upload',
    roles: ['REPORTER', 'UNIT_HEAD'],
    question: { vi: 'Mạng yếu, tải tệp bị ngắt thì làm gì?', en: 'What if the line breaks while a file is sent?' },
    body: {
      vi: (
        <ol>
          <li>Không cần làm gì: có mạng lại, tệp tự tải tiếp từ chỗ đã dừng. Có thể soạn phần khác trong lúc chờ.</li>
          <li>
            Lỡ đóng trang hoặc tắt máy: trong 3 ngày, mở lại hồ sơ trên đúng máy đó. Ảnh và tệp đến 32 MB tự tải tiếp;
            tệp lớn hơn thì bấm “Chọn lại tệp” và chọn đúng tệp cũ, phần đã tải không phải tải lại.
          </li>
          <li>
            Ảnh được thu gọn trên máy trước khi gửi (thấy “4,2 MB → 0,6 MB”), đọc rõ trên giấy A4. Cần ảnh gốc thì bật
            “Giữ ảnh gốc” trước khi chọn ảnh.
          </li>
          <li>Mỗi tệp đến 200 MB. Chưa tải xong tệp thì chưa trình được; không cần tệp đó nữa thì bấm “Bỏ tệp”.</li>
          <li>
            “Chưa quét vi-rút” nghĩa là máy chủ chưa kiểm tra tệp, không phải tệp có vấn đề. “Tệp bị cách ly” là có mã
            độc: xoá tệp, đính kèm bản sạch.
          </li>
        </ol>
      ),
      en: (
        <ol>
          <li>Nothing: when the network is back, the file goes on where it stopped. Write other parts meanwhile.</li>
          <li>
            If the page was closed, open the entry on the same device within 3 days. Photos and files up to 32 MB go on
            by themselves; for larger ones press “Choose the file again”. What has arrived is not sent again.
          </li>
          <li>
            Photos are shrunk on the device before they are sent (“4.2 MB → 0.6 MB”) and stay sharp on A4. To send the
            original, switch “Keep the original photo” on before choosing it.
          </li>
          <li>
            Up to 200 MB each. An entry cannot be submitted while a file is on its way; “Remove” gives the file up.
          </li>
          <li>
            “Not yet scanned” means that the server has not looked at the file, not that something is wrong.
            “Quarantined” means malicious code: delete the file and attach a clean copy.
          </li>
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
          <li>
            Ghi đã bổ sung thế nào cho từng nội dung và đánh dấu “đã bổ sung xong”. Câu trả lời được lưu ngay khi viết;
            cán bộ và lãnh đạo đơn vị cùng viết, cùng xem được, trên máy nào cũng thấy.
          </li>
          <li>Lãnh đạo đơn vị xem lại rồi bấm “Trình lại hồ sơ”.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open it from “Waiting for me”. The items to mend and the deadline stand on top.</li>
          <li>Press “Go to…” at each item and mend that part.</li>
          <li>
            Write what was done about each item and tick it. Answers are saved while you write; staff and head of the
            unit write and read them together, on any device.
          </li>
          <li>The head of the unit looks them over and presses “Submit again”.</li>
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
