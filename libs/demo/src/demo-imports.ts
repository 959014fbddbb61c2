import { Injectable } from '@nestjs/common';
import { ImportsService } from '@app/imports';
import { DemoActors } from './demo-actors';

/** A list that waits for the board: groups, a loose figure, a day that does not exist, a name that two units have, an old font. */
const LIST = [
  'UBND HUYỆN PHỤNG HIỆP;;;;;;',
  ';;DANH SÁCH ĐĂNG KÝ MÔ HÌNH “DÂN VẬN KHÉO”;;;;',
  'STT;Tên mô hình, điển hình;Đơn vị;Lĩnh vực;Loại hình;Số hộ tham gia;Ngày bắt đầu',
  'I;HUYỆN PHỤNG HIỆP;;;;;',
  '1;Tuyến đường hoa phụ nữ tự quản;Xã Hòa Mỹ;Kinh tế;Tập thể;khoảng 120;05/02/2026',
  '2;Camera an ninh do Nhân dân đóng góp;X. Tân Bình;QP-AN;Tập thể;trên 1.250;31/02/2026',
  '3;Nguyễn Văn Tám - Nuôi lươn không bùn;TT. Cây Dương;Kinh tế;Cá nhân;15;1/3/26',
  ';Cộng: 3 mô hình;;;;;',
  'II;CÁC ĐƠN VỊ KHÁC;;;;;',
  '4;Bếp ăn nghĩa tình;Vĩnh Tường;VH-XH;Tập thể;12;10/03/2026',
  '5;Tæ thu gom r¸c th¶i nhùa cña Héi Phô n÷;Xã Vị Đông;VH-XH;Tập thể;40;15/03/2026',
  ';Người lập biểu;;;;;',
];

/** A list of registrations that has been read and waits to be confirmed. */
@Injectable()
export class DemoImports {
  constructor(
    private readonly actors: DemoActors,
    private readonly imports: ImportsService,
  ) {}

  async run(roundId: string): Promise<void> {
    const file = { name: 'dang-ky-huyen-phung-hiep.csv', bytes: Buffer.from(LIST.join('\r\n')) };
    await this.actors.as('bantochuc', () => this.imports.create('minh-hoa-nhap-danh-sach', roundId, file));
  }
}
