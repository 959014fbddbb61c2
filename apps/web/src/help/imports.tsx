import type { HelpTopic } from './types';

export const topics: HelpTopic[] = [
  {
    id: 'import-list',
    roles: ['BOARD_STAFF', 'OFFICER'],
    question: { vi: 'Nhập danh sách đăng ký từ Excel thế nào?', en: 'How do I import a list of registrations?' },
    body: {
      vi: (
        <ol>
          <li>
            Vào “Nhập danh sách”, chọn đợt và tệp .xlsx hoặc .csv. Không cần sửa mẫu: phần đầu giấy, tiêu đề hai dòng, ô
            gộp, cột đánh dấu x đều đọc được.
          </li>
          <li>Xem phần “Đã đọc được gì”: phông chữ cũ (TCVN3, VNI) có so sánh trước và sau khi chuyển.</li>
          <li>
            Xem mỗi cột được hiểu là gì; sửa nếu chưa đúng. Tên đơn vị trùng nhau thì chọn đúng đơn vị. Bấm “Kiểm lại”.
          </li>
          <li>Xem kết quả chạy thử từng dòng; mỗi lỗi ghi rõ ô nào, vì sao. Lúc này chưa ghi gì.</li>
          <li>Bấm “Ghi … hồ sơ vào đợt”. Mỗi dòng thành một hồ sơ nháp; đơn vị viết tiếp và trình.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open “Import a list”, choose the round and an .xlsx or .csv file. Keep your own layout.</li>
          <li>Look at what was found; texts in old fonts (TCVN3, VNI) are shown before and after.</li>
          <li>
            Look at what each column holds and change it where needed; choose the unit where a name fits several. Press
            “Check again”.
          </li>
          <li>Look at the trial, row by row; every fault names its cell. Nothing has been written yet.</li>
          <li>Press “Write … entries to the round”. Each row becomes a draft that its unit completes and submits.</li>
        </ol>
      ),
    },
  },
  {
    id: 'import-rejected',
    roles: ['BOARD_STAFF', 'OFFICER'],
    question: { vi: 'Dòng không được nhận thì sửa ở đâu?', en: 'Where do I mend rows that were rejected?' },
    body: {
      vi: (
        <ol>
          <li>Bấm “Tải các dòng không nhận”: tệp Excel giữ nguyên các ô và có cột lý do.</li>
          <li>
            Sửa ngay trong tệp rồi nhập lại tệp đó. Nhập lại cả danh sách cũ cũng được: dòng đã ghi không bị ghi hai
            lần.
          </li>
          <li>Tệp có mật khẩu, tệp .xls cũ: mở bằng Excel, bỏ mật khẩu hoặc lưu thành .xlsx.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>
            Press “Download the rejected rows”: an Excel file with the cells as they were and a column of reasons.
          </li>
          <li>Mend it and import that file. Importing the whole list again is safe too: nothing is written twice.</li>
          <li>
            Files with a password or of the old .xls kind: open them in Excel, remove the password or save as .xlsx.
          </li>
        </ol>
      ),
    },
  },
];
