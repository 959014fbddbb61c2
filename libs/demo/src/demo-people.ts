import type { Role } from '@app/access';
import type { DemoPlaceKey } from './demo-places';

/** The password of all demonstration accounts. They exist on the embedded database only (or with SEED=demo). */
export const DEMO_PASSWORD = 'danvankheo-2026';

/** A person of the demonstration; `unit` is a place of the demonstration. */
export interface DemoPerson {
  login: string;
  fullName: string;
  title: string;
  unit: DemoPlaceKey;
  roles: Role[];
}

/** Hậu Giang, three levels: residential unit → commune → district → province. */
const HAU_GIANG: DemoPerson[] = [
  { login: 'ap.canbo', fullName: 'Nguyễn Thị Cẩm Tú', title: 'Phó Ban công tác Mặt trận ấp', unit: 'AP', roles: ['REPORTER'] },
  { login: 'ap.truong', fullName: 'Lê Văn Bảy', title: 'Bí thư Chi bộ, Trưởng ấp', unit: 'AP', roles: ['UNIT_HEAD'] },
  { login: 'ap2.truong', fullName: 'Phạm Hoàng Nam', title: 'Bí thư Chi bộ, Trưởng ấp', unit: 'AP2', roles: ['REPORTER', 'UNIT_HEAD'] },
  { login: 'xa.canbo', fullName: 'Trần Thị Ngọc Huyền', title: 'Cán bộ Khối Dân vận xã', unit: 'XA', roles: ['OFFICER'] },
  { login: 'xa.lanhdao', fullName: 'Võ Minh Luân', title: 'Phó Bí thư Thường trực Đảng uỷ xã', unit: 'XA', roles: ['LEADER'] },
  { login: 'huyen.canbo', fullName: 'Đặng Quốc Thịnh', title: 'Chuyên viên Ban Dân vận Huyện uỷ', unit: 'HUYEN', roles: ['OFFICER'] },
  { login: 'huyen.lanhdao', fullName: 'Huỳnh Thị Mỹ Lệ', title: 'Trưởng Ban Dân vận Huyện uỷ', unit: 'HUYEN', roles: ['LEADER'] },
  { login: 'tinh.canbo', fullName: 'Bùi Đức Anh', title: 'Chuyên viên Ban Dân vận Tỉnh uỷ', unit: 'TINH', roles: ['OFFICER'] },
  { login: 'tinh.lanhdao', fullName: 'Lâm Thị Thu Hà', title: 'Phó Trưởng Ban Thường trực Ban Dân vận Tỉnh uỷ', unit: 'TINH', roles: ['LEADER'] },
  { login: 'giamkhao1', fullName: 'Ngô Thanh Phong', title: 'Trưởng phòng, Ban Dân vận Tỉnh uỷ', unit: 'TINH', roles: ['JUDGE'] },
  { login: 'giamkhao2', fullName: 'Trương Thị Bích Vân', title: 'Phó Chủ tịch Uỷ ban MTTQ Việt Nam tỉnh', unit: 'MAT_TRAN', roles: ['JUDGE'] },
  { login: 'giamkhao3', fullName: 'Dương Văn Kiệt', title: 'Phó Chánh Văn phòng, cán bộ biệt phái của huyện', unit: 'HUYEN', roles: ['JUDGE'] },
  { login: 'giamkhao4', fullName: 'Mai Thị Kim Loan', title: 'Phó Chủ tịch Hội Nông dân tỉnh', unit: 'NONG_DAN', roles: ['JUDGE'] },
  { login: 'hoidong.chutich', fullName: 'Nguyễn Huy Thông', title: 'Phó Chủ tịch Uỷ ban nhân dân tỉnh, Chủ tịch Hội đồng', unit: 'TINH', roles: ['COUNCIL_CHAIR'] },
  { login: 'hoidong.thuky', fullName: 'Cao Thị Diễm My', title: 'Thư ký Hội đồng', unit: 'TINH', roles: ['COUNCIL_SECRETARY'] },
  { login: 'hoidong.uyvien', fullName: 'Đỗ Trọng Nghĩa', title: 'Uỷ viên Hội đồng', unit: 'PHU_NU', roles: ['COUNCIL_MEMBER'] },
  { login: 'bantochuc', fullName: 'Phan Nhật Quang', title: 'Thường trực Ban Tổ chức phong trào', unit: 'TINH', roles: ['BOARD_STAFF'] },
  { login: 'kiemtra', fullName: 'Vũ Thị Hải Yến', title: 'Kiểm tra viên', unit: 'TINH', roles: ['AUDITOR'] },
  { login: 'quantri', fullName: 'Hồ Tấn Phát', title: 'Quản trị hệ thống tỉnh Hậu Giang', unit: 'TINH', roles: ['ADMIN'] },
  { login: 'so.canbo', fullName: 'Tạ Thị Hương Giang', title: 'Chuyên viên Văn phòng Sở', unit: 'SO', roles: ['REPORTER'] },
  { login: 'so.lanhdao', fullName: 'Lý Hữu Tài', title: 'Phó Giám đốc Sở', unit: 'SO', roles: ['UNIT_HEAD'] },
];

/** Cần Thơ, two levels: residential unit → commune → province. */
const CAN_THO: DemoPerson[] = [
  { login: 'ct.kv.canbo', fullName: 'Quách Thị Tuyết Nhung', title: 'Trưởng ban công tác Mặt trận khu vực', unit: 'CT_KV', roles: ['REPORTER', 'UNIT_HEAD'] },
  { login: 'ct.phuong.canbo', fullName: 'Hà Trung Kiên', title: 'Cán bộ Uỷ ban MTTQ phường', unit: 'CT_PHUONG', roles: ['OFFICER'] },
  { login: 'ct.phuong.lanhdao', fullName: 'Châu Thị Thanh Trúc', title: 'Phó Bí thư Đảng uỷ phường', unit: 'CT_PHUONG', roles: ['LEADER'] },
  { login: 'ct.so.lanhdao', fullName: 'Đoàn Vĩnh Phúc', title: 'Chánh Văn phòng Sở', unit: 'CT_SO', roles: ['REPORTER', 'UNIT_HEAD'] },
  { login: 'ct.tp.canbo', fullName: 'Thái Thị Minh Tâm', title: 'Chuyên viên Ban Tuyên giáo và Dân vận Thành uỷ', unit: 'CT', roles: ['OFFICER'] },
  { login: 'ct.tp.lanhdao', fullName: 'Nguyễn Phước Lộc', title: 'Phó Trưởng Ban Tuyên giáo và Dân vận Thành uỷ', unit: 'CT', roles: ['LEADER'] },
  { login: 'ct.giamkhao1', fullName: 'Trịnh Công Danh', title: 'Giám khảo', unit: 'CT', roles: ['JUDGE'] },
  { login: 'ct.giamkhao2', fullName: 'Lưu Thị Ánh Nguyệt', title: 'Giám khảo', unit: 'CT', roles: ['JUDGE'] },
  { login: 'ct.hoidong.chutich', fullName: 'Vương Quốc Bình', title: 'Chủ tịch Hội đồng', unit: 'CT', roles: ['COUNCIL_CHAIR'] },
  { login: 'ct.hoidong.thuky', fullName: 'Kim Thị Sa Rây', title: 'Thư ký Hội đồng', unit: 'CT', roles: ['COUNCIL_SECRETARY'] },
  { login: 'ct.hoidong.uyvien', fullName: 'Danh Thị Ngọc Lan', title: 'Uỷ viên Hội đồng', unit: 'CT', roles: ['COUNCIL_MEMBER'] },
  { login: 'ct.bantochuc', fullName: 'Lê Nguyễn Khánh Vy', title: 'Thường trực Ban Tổ chức', unit: 'CT', roles: ['BOARD_STAFF'] },
  { login: 'ct.quantri', fullName: 'Mạch Gia Bảo', title: 'Quản trị hệ thống thành phố Cần Thơ', unit: 'CT', roles: ['ADMIN'] },
];

export const DEMO_PEOPLE: readonly DemoPerson[] = [...HAU_GIANG, ...CAN_THO];

/** What `npm start` prints: who to be for which part of the story. */
export const demoAccounts = DEMO_PEOPLE.map(({ login, fullName, title, roles }) => ({ login, fullName, title, roles, password: DEMO_PASSWORD }));
