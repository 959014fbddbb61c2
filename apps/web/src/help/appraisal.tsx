import type { HelpTopic } from './types';

export const topics: HelpTopic[] = [
  {
    id: 'appraise',
    question: { vi: 'Thẩm định một hồ sơ như thế nào?', en: 'How do I appraise an entry?' },
    roles: ['OFFICER'],
    body: {
      vi: (
        <ol>
          <li>Mở “Thẩm định”: hồ sơ gần hết hạn nhất ở trên cùng. Bấm vào tên hồ sơ.</li>
          <li>Bên trái là hồ sơ với minh chứng ngay dưới phần mà minh chứng chứng minh; bên phải là phần việc của anh/chị. Trên điện thoại, chuyển giữa “Hồ sơ” và “Thẩm định” bằng hai nút ở trên.</li>
          <li>Chọn “Đạt” hoặc “Chưa đạt” cho từng nội dung kiểm tra; ghi chú khi cần.</li>
          <li>Ô điểm có sẵn điểm tự chấm. Sửa điểm thì ghi lý do; điểm tự chấm vẫn được giữ bên cạnh.</li>
          <li>Ghi ý kiến thẩm định, rồi bấm “Trình lãnh đạo”. Còn thiếu gì, hệ thống ghi ngay trên nút.</li>
          <li>Mọi thứ được lưu tự động, có thể dừng và làm tiếp sau.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open “Appraisal”: the nearest deadline is on top. Press the title.</li>
          <li>The entry is on the left, with evidence under the part that it proves; your work is on the right. On a phone two buttons switch between them.</li>
          <li>Choose “Met” or “Not met” for each item of the checklist; add a note where needed.</li>
          <li>The self-score is filled in. A changed score needs a reason; the self-score stays beside it.</li>
          <li>Write the finding and press “Propose to the leader”. What is missing is said above the button.</li>
          <li>Everything is saved as you type; you can stop and go on later.</li>
        </ol>
      ),
    },
  },
  {
    id: 'return-entry',
    question: { vi: 'Trả lại hồ sơ để đơn vị bổ sung thì làm thế nào?', en: 'How do I return an entry for completion?' },
    roles: ['OFFICER'],
    body: {
      vi: (
        <>
          <ol>
            <li>Khi đọc, bấm “Yêu cầu bổ sung” ngay tại phần hoặc tiêu chí còn thiếu và ghi rõ cần gì. Các yêu cầu gom vào một danh sách.</li>
            <li>Đọc xong, bấm “Trả lại bổ sung”, xem lại danh sách, chọn hạn.</li>
            <li>Xác nhận: đơn vị nhận một thư với toàn bộ danh sách.</li>
          </ol>
          <p>Số lần trả lại có giới hạn theo thể lệ, nên hãy gom đủ các mục trong một lần. Khi đơn vị nộp lại, câu trả lời từng mục và phần đã sửa hiện ngay trong màn hình thẩm định.</p>
        </>
      ),
      en: (
        <>
          <ol>
            <li>While reading, press “Ask to complete” beside the part or criterion and say what is needed. The requests gather in one list.</li>
            <li>When done, press “Return for completion”, check the list and choose the deadline.</li>
            <li>Confirm: the unit gets one mail with the whole list.</li>
          </ol>
          <p>The rules limit how often an entry may be returned, so gather everything at once. When the unit submits again, its answers and what it changed are shown beside your work.</p>
        </>
      ),
    },
  },
  {
    id: 'forward-entry',
    question: { vi: 'Lãnh đạo duyệt và chuyển cấp trên ra sao?', en: 'How does a leader approve and forward?' },
    roles: ['LEADER'],
    body: {
      vi: (
        <>
          <ol>
            <li>Mở “Thẩm định”, chọn hồ sơ đang chờ duyệt. Ý kiến, kết quả kiểm tra và điểm của cán bộ ở bên phải.</li>
            <li>“Duyệt, chuyển cấp trên”: hồ sơ sang cấp kế tiếp và tính vào chỉ tiêu của đơn vị.</li>
            <li>“Trả cho cán bộ”: cán bộ thẩm định lại theo lý do đã ghi; đơn vị không phải làm gì.</li>
            <li>“Không chọn”: hồ sơ dừng ở cấp này; đơn vị được báo lý do.</li>
          </ol>
          <p>Người thẩm định và người duyệt phải là hai người khác nhau.</p>
        </>
      ),
      en: (
        <>
          <ol>
            <li>Open “Appraisal” and choose an entry that waits for approval. The officer’s finding, checklist and scores are on the right.</li>
            <li>“Approve and forward”: the entry goes on and counts towards the quota of your unit.</li>
            <li>“Send back to the officer”: the officer appraises again; the unit has nothing to do.</li>
            <li>“Not chosen”: the entry ends at this level; the unit is told why.</li>
          </ol>
          <p>The person who proposes and the one who decides must be two people.</p>
        </>
      ),
    },
  },
  {
    id: 'file-twins',
    roles: ['OFFICER', 'LEADER'],
    question: { vi: 'Dòng “Ảnh này giống ảnh trong hồ sơ…” nghĩa là gì?', en: 'What does “A photo like this is in…” mean?' },
    body: {
      vi: (
        <p>
          Hệ thống so từng tệp với tệp của mọi hồ sơ, mọi đơn vị, mọi năm: “trùng” là giống từng byte, “giống” là ảnh trông như
          nhau dù đã thu gọn hay lưu lại. Bấm “Xem hai ảnh cạnh nhau” để so. Đây chỉ là gợi ý để kiểm tra, không phải kết luận;
          hồ sơ ngoài phạm vi được xem chỉ hiện tên đơn vị và năm.
        </p>
      ),
      en: (
        <p>
          Every file is compared with those of all entries, units and years: “the same” is equal byte by byte, “like this” looks
          the same though it was shrunk or saved anew. “See both side by side” compares them. It is a hint, not a finding; of
          entries that you may not open only unit and year are shown.
        </p>
      ),
    },
  },
  {
    id: 'appraise-again',
    question: { vi: 'Đơn vị nộp lại sau khi bổ sung, tôi xem gì trước?', en: 'The unit has submitted again: what do I look at first?' },
    roles: ['OFFICER'],
    body: {
      vi: (
        <>
          <ol>
            <li>Phần “Chỉ những gì đã thay đổi” ở trên cùng: từng mục đã yêu cầu, câu trả lời của đơn vị và chữ đã sửa (gạch ngang là bỏ đi, gạch chân là thêm vào). Phần không đổi được gấp lại.</li>
            <li>Bấm “Đã đạt” hoặc “Còn thiếu” cho từng mục. Mục còn thiếu tự vào danh sách trả lại lần tới.</li>
            <li>“Hệ thống tự kiểm tra” nêu hạn nộp, chỉ tiêu, số đăng ký tối thiểu, thành tích đã được công nhận, ảnh chưa ghi đồng ý, tệp chưa quét… kèm căn cứ. “Chưa xác định được” nghĩa là còn thiếu dữ liệu, hệ thống không đoán.</li>
            <li>Bấm “Xem minh chứng” ở một tiêu chí để đọc tệp bên cạnh điểm. “Hồ sơ trước”, “Hồ sơ sau” (phím Alt và dấu phẩy, dấu chấm) chuyển qua danh sách chờ.</li>
          </ol>
          <p>Nếu thể lệ yêu cầu mỗi tiêu chí một cán bộ phụ trách, chỉ người đó sửa và xác nhận điểm; lãnh đạo phân công ở “Phân công tiêu chí”.</p>
        </>
      ),
      en: (
        <>
          <ol>
            <li>“Only what changed” is on top: each item, the unit’s answer and the changed words (struck through is gone, underlined is new). The rest is folded.</li>
            <li>Press “Settled” or “Still open”. What is still open goes on the list of the next return by itself.</li>
            <li>“Automatic checks” tell of deadline, quota, minimum of registrations, earlier awards, missing consent, files not scanned, each with its source. “Cannot be told yet” names what is missing; nothing is guessed.</li>
            <li>“See the evidence” at a criterion shows its files beside the score. “Previous” and “Next entry” (Alt with comma or full stop) walk through the queue.</li>
          </ol>
          <p>Where the rules ask for one officer per criterion, nobody else changes or confirms its score; the leader names them under “Officers of criteria”.</p>
        </>
      ),
    },
  },
  {
    id: 'field-visit',
    question: { vi: 'Đi kiểm tra thực địa, tôi ghi biên bản thế nào?', en: 'How do I record a field visit?' },
    roles: ['OFFICER', 'LEADER'],
    body: {
      vi: (
        <ol>
          <li>Mở hồ sơ đang thẩm định trên điện thoại, đến mục “Thực địa”, bấm “Lập biên bản thực địa”. Nội dung tự lưu khi gõ; bấm “Để soạn sau” rồi “Soạn tiếp” lúc nào cũng được.</li>
          <li>Ghi ngày, địa điểm, thành phần, nội dung đã xem và kết luận; ghi chú thích rồi chụp hoặc chọn ảnh. Ảnh được xem không kèm vị trí và dữ liệu của máy.</li>
          <li>Cần chữ ký tay tại chỗ thì tải bản Word hoặc PDF (bản đang soạn ghi “dự thảo”).</li>
          <li>“Ký biên bản”: biên bản và ảnh không sửa được nữa. Muốn sửa, bấm “Đính chính”, ghi lý do và ký biên bản mới; cả hai bản đều được giữ.</li>
          <li>Lãnh đạo và cấp trên đọc cả biên bản. Đơn vị chỉ thấy ngày, nơi kiểm tra và kết luận đã ký. Giám khảo và hội đồng không thấy.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open the entry on your phone while it is appraised, go to “Field visits” and press “Record a field visit”. What you type is saved; leave with “Write later” and come back with “Go on writing”.</li>
          <li>Fill in day, place, who took part, what you looked at and the conclusion; write a caption, then take or choose photos. They are shown without place and data of the device.</li>
          <li>For signatures by hand download it as Word or PDF (a draft says so).</li>
          <li>“Sign the record”: neither record nor photos change any more. For a mistake press “Correct”, give the reason and sign the new record; both are kept.</li>
          <li>Leaders and levels above read all of it. The unit sees day, who came and conclusion once it is signed. Judges and councils see nothing.</li>
        </ol>
      ),
    },
  },
  {
    id: 'forward-list',
    question: { vi: 'Chuyển nhiều hồ sơ cùng lúc, hoặc trả hồ sơ về cấp dưới, làm thế nào?', en: 'How do I forward many entries at once, or give one back a level?' },
    roles: ['LEADER', 'OFFICER'],
    body: {
      vi: (
        <ol>
          <li>Lãnh đạo: ở “Thẩm định”, đánh dấu các hồ sơ rồi bấm “Xem trước danh sách”, hoặc “Lập danh sách chuyển”.</li>
          <li>Danh sách xếp theo điểm thẩm định; dùng mũi tên để xếp theo thứ tự đề nghị của đơn vị. Mỗi hồ sơ ghi rõ đi đâu, lưu ý gì, vì sao không chuyển được; thanh chỉ tiêu tính cả danh sách này.</li>
          <li>“Duyệt, chuyển”: chuyển tất cả hoặc không chuyển hồ sơ nào. Mỗi đơn vị nhận một thư chung. Danh sách tải về dạng Word, PDF, Excel.</li>
          <li>“Trả về cấp dưới” (từ cấp thẩm định thứ hai): hồ sơ về lại bước thẩm định của cấp dưới kèm lý do, chỉ tiêu của cấp đó được trả lại. Muốn đơn vị sửa hồ sơ thì dùng “Trả lại bổ sung”.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Leaders: tick entries in the queue and press “Look at the list”, or “Make a list”.</li>
          <li>It is ordered by appraised score; arrows put it into your own order. Each entry says where it goes, what to note and why it cannot go; the quota counts this list.</li>
          <li>“Approve and forward”: all of them or none. Each unit gets one notice. The list is kept as Word, PDF and Excel.</li>
          <li>“Back to the level below” (from the second level on): the entry is appraised again there, with your reason, and that level has a place in its quota again. To have the entry mended, return it to the unit.</li>
        </ol>
      ),
    },
  },
];
