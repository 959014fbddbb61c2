import { Workbook } from 'exceljs';

const HEADER = ['STT', 'Tên mô hình', 'Xã', 'Huyện', 'Lĩnh vực', 'Loại hình'];

/** A plain list: STT, title, commune, district, field, kind; `write` turns all texts into another encoding. */
export async function simpleList(
  rows: readonly (readonly string[])[],
  write: (text: string) => string = (text) => text,
): Promise<Buffer> {
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet('Danh sách');
  sheet.addRow(HEADER.map((text) => write(text)));
  for (const row of rows) sheet.addRow([...row]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** A list as offices write it: letterhead, two-row header, groups by district, units merged down, totals, signatures. */
export async function officeList(): Promise<Buffer> {
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet('Biểu 01');
  sheet.getCell('A1').value = 'BAN DÂN VẬN TỈNH UỶ';
  sheet.getCell('F1').value = 'ĐẢNG CỘNG SẢN VIỆT NAM';
  sheet.getCell('A2').value = 'DANH SÁCH ĐĂNG KÝ MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2024';
  sheet.mergeCells('A2:J2');
  sheet.getRow(4).values = [
    'TT',
    'Đơn vị',
    'Tên mô hình, điển hình',
    'Lĩnh vực',
    '',
    'Loại hình',
    'Số hộ tham gia',
    'Kinh phí (đồng)',
    'Ngày bắt đầu',
    'Nội dung, cách làm',
  ];
  sheet.getRow(5).values = ['', '', '', 'Kinh tế', 'VH-XH'];
  for (const range of ['A4:A5', 'B4:B5', 'C4:C5', 'D4:E4', 'F4:F5', 'G4:G5', 'H4:H5', 'I4:I5', 'J4:J5'])
    sheet.mergeCells(range);
  sheet.getRow(6).values = ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)', '(9)', '(10)'];
  sheet.getRow(7).values = ['I', 'HUYỆN PHỤNG HIỆP'];
  sheet.getRow(8).values = [
    1,
    'Xã Hoà An',
    'Tuyến đường hoa <b>Ấp 1</b>',
    'x',
    '',
    'Tập thể',
    'khoảng 120',
    'hơn 30 triệu',
    '5/2/24',
  ];
  sheet.getCell('J8').value = { formula: '"=1+1 <script>alert(1)</script>"', result: '=1+1 <script>alert(1)</script>' };
  sheet.getRow(9).values = [2, '', 'Tổ đan lục bình', '', '✓', 'Hộ gia đình', 'trên 1.250', '', 45351];
  sheet.getRow(10).values = [3, '', 'Cộng đồng tự quản an ninh', 'X', '', 'tập thể', '', '', '01.03.1999'];
  sheet.mergeCells('B8:B10');
  sheet.getRow(11).values = ['', 'Cộng huyện Phụng Hiệp', '', 2, 1];
  sheet.getRow(12).values = ['II', 'HUYỆN VỊ THUỶ'];
  sheet.getRow(13).values = [
    4,
    'Xã Vị Đông',
    'Bếp ăn tình thương',
    1,
    '',
    'Cá nhân',
    { formula: '3*5', result: 15 },
    '',
    '31/02/2024',
  ];
  sheet.getRow(14).values = [5, 'nt', 'Nhóm Zalo', '', 'x', 'Tập thể', 'nhiều hộ', '', new Date(Date.UTC(2024, 1, 29))];
  sheet.getRow(15).values = ['', 'Tổng cộng: 5 mô hình'];
  sheet.getRow(17).values = ['', '', '', '', '', '', 'Hậu Giang, ngày 05 tháng 3 năm 2024'];
  sheet.getRow(18).values = ['', 'Người lập biểu', '', '', '', '', 'Trưởng Ban'];
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
