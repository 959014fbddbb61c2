import type { FormValue } from '@app/forms';

/** Stories of the demonstration: invented, in the wording of real reports. Values by form field code. */
export interface DemoStory {
  title: string;
  subjectName: string;
  categoryCode: string;
  content: Record<string, FormValue>;
  contributions: { kind: string; qualifier: 'EXACT' | 'OVER' | 'ABOUT'; amount: string; note: string }[];
  /** Share of each criterion's maximum that the unit gives itself, in percent. */
  self: number;
}

export const DEMO_STORIES: readonly DemoStory[] = [
  {
    title: 'Tổ tự quản “Tuyến đường sáng – xanh – sạch – an toàn”',
    subjectName: 'Chi bộ và Nhân dân Ấp 1',
    categoryCode: 'VAN_HOA_XA_HOI_COLLECTIVE',
    content: {
      LY_DO: 'Tuyến đường trục ấp dài 2,4 km chưa có đèn, ban đêm hay xảy ra va chạm; rác thải hai bên đường chưa được thu gom, bà con nhiều lần kiến nghị tại các cuộc họp ấp.',
      MUC_TIEU: 'Đến hết quý III có 100% tuyến đường được thắp sáng, 95% hộ dân phân loại và gửi rác đúng nơi, không còn điểm đen về tai nạn.',
      NOI_DUNG: 'Chi bộ ra nghị quyết chuyên đề, phân công từng đảng viên phụ trách nhóm hộ. Ban công tác Mặt trận họp từng tổ để bàn cách làm, công khai dự toán. Mỗi hộ góp 120.000 đồng và một ngày công; hộ khó khăn góp công thay tiền. Tổ tự quản 7 người trực luân phiên, ghi sổ theo dõi đèn và vệ sinh hằng tuần.',
      DIA_DIEM: 'Tuyến đường trục ấp, từ cầu Ba Liên đến nhà văn hoá ấp',
      LUC_LUONG: 'Chi bộ 18 đảng viên, Ban công tác Mặt trận, Chi hội Phụ nữ, Đoàn thanh niên, 164 hộ dân.',
      NGUON_LUC: 'Nhân dân đóng góp 19.680.000 đồng và 164 ngày công; một mạnh thường quân tặng 30 trụ đèn.',
      TIEN_DO: 'Tháng 3 họp dân, tháng 4 dựng trụ, tháng 5 đóng điện, từ tháng 6 duy trì.',
      SAN_PHAM: '62 bóng đèn năng lượng mặt trời, 12 thùng rác, quy ước tự quản của ấp.',
      KET_QUA: 'Đã thắp sáng trọn 2,4 km; 158/164 hộ phân loại rác tại nhà; từ tháng 6 đến nay không xảy ra tai nạn ban đêm. Cuộc họp ấp cuối quý có 151 hộ dự, cao nhất từ trước đến nay.',
      DUY_TRI_NHAN_RONG: 'Quỹ duy trì 10.000 đồng/hộ/tháng do bà con tự quyết; ba ấp lân cận đã đến học cách làm.',
    },
    contributions: [
      { kind: 'TIEN', qualifier: 'EXACT', amount: '19680000', note: 'Nhân dân đóng góp' },
      { kind: 'NGAY_CONG', qualifier: 'OVER', amount: '160', note: '' },
      { kind: 'HO', qualifier: 'EXACT', amount: '164', note: '' },
      { kind: 'KM', qualifier: 'EXACT', amount: '2.4', note: 'Đường có đèn' },
    ],
    self: 92,
  },
  {
    title: 'Vận động Nhân dân hiến đất mở rộng đường liên ấp',
    subjectName: 'Ban công tác Mặt trận Ấp 2',
    categoryCode: 'KINH_TE_COLLECTIVE',
    content: {
      LY_DO: 'Đường liên ấp chỉ rộng 1,5 m, xe tải không vào được, nông sản phải trung chuyển bằng vỏ lãi, thương lái ép giá.',
      MUC_TIEU: 'Mở rộng 3,1 km đường lên 4 m, không bồi hoàn đất, hoàn thành trước mùa thu hoạch.',
      NOI_DUNG: 'Tổ vận động gồm bí thư chi bộ, trưởng ban Mặt trận và ba người có uy tín đến từng nhà, nghe trước nói sau. Hộ bí thư hiến trước 420 m². Bản vẽ được treo tại nhà văn hoá; hộ nào mất nhiều cây trồng được tổ đổi công giúp trồng lại.',
      DIA_DIEM: 'Đường liên ấp, từ kênh Nàng Mau đến lộ nông thôn',
      LUC_LUONG: 'Chi bộ, Mặt trận, Hội Nông dân, Hội Cựu chiến binh và 97 hộ dân.',
      NGUON_LUC: 'Nhân dân hiến trên 8.600 m² đất; nhà nước hỗ trợ xi măng.',
      TIEN_DO: 'Quý I vận động, quý II giải phóng mặt bằng, quý III đổ bê tông.',
      SAN_PHAM: '3,1 km đường bê tông rộng 4 m.',
      KET_QUA: 'Cả 97 hộ đồng thuận, không có khiếu nại. Giá lúa bán tại ruộng tăng khoảng 300 đồng/kg; 4 cơ sở thu mua mở điểm cân tại ấp.',
      DUY_TRI_NHAN_RONG: 'Tổ tự quản đường họp hằng quý; xã đã chọn cách làm này cho hai tuyến còn lại.',
    },
    contributions: [
      { kind: 'DAT', qualifier: 'OVER', amount: '8600', note: '' },
      { kind: 'HO', qualifier: 'EXACT', amount: '97', note: '' },
      { kind: 'KM', qualifier: 'EXACT', amount: '3.1', note: '' },
    ],
    self: 95,
  },
  {
    title: 'Tiếng kẻng an ninh và nhóm Zalo “Ấp bình yên”',
    subjectName: 'Tổ bảo vệ an ninh, trật tự ấp',
    categoryCode: 'QUOC_PHONG_AN_NINH_COLLECTIVE',
    content: {
      LY_DO: 'Sáu tháng đầu năm có 5 vụ trộm vặt, bà con ngại trình báo vì xa trụ sở công an.',
      MUC_TIEU: 'Kéo giảm ít nhất 70% vụ việc, mọi tin báo được phản hồi trong 15 phút.',
      NOI_DUNG: 'Đặt 9 kẻng tại các ngã ba, lập nhóm Zalo có công an xã tham gia; tổ chức diễn tập mỗi quý một lần. Người cao tuổi được hướng dẫn gọi số trực in trên lịch treo tường.',
      DIA_DIEM: 'Toàn ấp, 9 tổ tự quản',
      LUC_LUONG: 'Tổ bảo vệ an ninh 5 người, Chi hội Cựu chiến binh, 212 hộ dân.',
      KET_QUA: 'Từ khi có mô hình chỉ còn 1 vụ, đã tìm được tài sản. 203/212 hộ tham gia nhóm; 41 tin báo đều được phản hồi.',
      DUY_TRI_NHAN_RONG: 'Chi phí hằng năm dưới 2 triệu đồng, do quỹ tự quản chi; công an xã đề nghị nhân ra toàn xã.',
    },
    contributions: [
      { kind: 'HO', qualifier: 'EXACT', amount: '203', note: 'Tham gia nhóm' },
      { kind: 'TIEN', qualifier: 'ABOUT', amount: '6500000', note: 'Làm kẻng, in lịch' },
    ],
    self: 88,
  },
  {
    title: 'Một cửa thân thiện: “4 xin, 4 luôn” với người dân',
    subjectName: 'Chi bộ Văn phòng',
    categoryCode: 'HE_THONG_CHINH_TRI_COLLECTIVE',
    content: {
      LY_DO: 'Khảo sát cuối năm trước, 18% người dân chưa hài lòng về thái độ hướng dẫn hồ sơ.',
      MUC_TIEU: 'Tỉ lệ hài lòng từ 95% trở lên; không còn hồ sơ trễ hạn mà không xin lỗi bằng văn bản.',
      NOI_DUNG: 'Thực hiện “xin chào, xin lỗi, xin cảm ơn, xin phép; luôn mỉm cười, luôn nhẹ nhàng, luôn thấu hiểu, luôn giúp đỡ”. Bàn hỗ trợ viết đơn cho người cao tuổi, gọi điện nhắc kết quả, thứ Sáu hằng tuần lãnh đạo ngồi tại một cửa.',
      DIA_DIEM: 'Bộ phận tiếp nhận và trả kết quả',
      LUC_LUONG: 'Toàn thể công chức, 6 đoàn viên thanh niên tình nguyện.',
      KET_QUA: 'Phiếu khảo sát 1.250 lượt: hài lòng 97,4%. Hồ sơ trễ hạn giảm từ 41 còn 3, đều có thư xin lỗi.',
      DUY_TRI_NHAN_RONG: 'Đã thành quy chế của cơ quan; 4 đơn vị bạn đến trao đổi kinh nghiệm.',
    },
    contributions: [{ kind: 'NGUOI', qualifier: 'OVER', amount: '1200', note: 'Lượt người dân được khảo sát' }],
    self: 94,
  },
  {
    title: 'Tổ phụ nữ đan lục bình – nghề thêm cho lúc nông nhàn',
    subjectName: 'Chi hội Phụ nữ ấp',
    categoryCode: 'KINH_TE_COLLECTIVE',
    content: {
      LY_DO: 'Nhiều chị em chỉ có việc theo mùa; lục bình dưới kênh nhiều nhưng phải thuê người vớt bỏ.',
      MUC_TIEU: '40 chị có thu nhập thêm từ 2 triệu đồng/tháng; kênh thông thoáng.',
      NOI_DUNG: 'Chi hội mời hợp tác xã về dạy nghề 10 buổi, bảo lãnh vay quỹ hội mua khung; chị khá kèm chị mới. Sản phẩm giao tại nhà văn hoá mỗi thứ Bảy, công khai đơn giá.',
      DIA_DIEM: 'Nhà văn hoá ấp và tại nhà hội viên',
      LUC_LUONG: '46 hội viên, hợp tác xã thủ công mỹ nghệ.',
      KET_QUA: '46 chị tham gia, thu nhập thêm bình quân 2,3 triệu đồng/tháng; 7 hộ thoát nghèo; 1,8 km kênh sạch lục bình.',
      DUY_TRI_NHAN_RONG: 'Hợp đồng bao tiêu 3 năm; hội phụ nữ xã nhân ra 3 ấp.',
    },
    contributions: [
      { kind: 'NGUOI', qualifier: 'EXACT', amount: '46', note: '' },
      { kind: 'TIEN', qualifier: 'ABOUT', amount: '105000000', note: 'Thu nhập thêm mỗi tháng của cả tổ' },
    ],
    self: 90,
  },
  {
    title: 'Bếp ăn nghĩa tình cho bệnh nhân nghèo',
    subjectName: 'Bà Nguyễn Thị Hồng Đào',
    categoryCode: 'VAN_HOA_XA_HOI_INDIVIDUAL',
    content: {
      LY_DO: 'Người bệnh và thân nhân từ vùng sâu thường nhịn bữa sáng để dành tiền thuốc.',
      MUC_TIEU: 'Mỗi ngày 150 suất cháo, cơm miễn phí, không gián đoạn ngày lễ.',
      NOI_DUNG: 'Bà Đào đến từng sạp chợ vận động góp rau, gạo; lập sổ thu chi treo công khai tại bếp; chia 5 nhóm nấu luân phiên; gửi tin cảm ơn từng người góp.',
      DIA_DIEM: 'Bếp ăn tại trung tâm y tế',
      LUC_LUONG: '38 người tự nguyện, 60 tiểu thương, 3 cơ sở tôn giáo.',
      KET_QUA: 'Trong năm phục vụ khoảng 52.000 suất; vận động được trên 410 triệu đồng quy tiền; chưa ngày nào phải nghỉ.',
      DUY_TRI_NHAN_RONG: 'Đã có nhóm nòng cốt 9 người thay được bà; hai xã mở bếp theo cách này.',
    },
    contributions: [
      { kind: 'NGUOI', qualifier: 'ABOUT', amount: '52000', note: 'Suất ăn' },
      { kind: 'TIEN', qualifier: 'OVER', amount: '410000000', note: 'Quy tiền' },
    ],
    self: 93,
  },
  {
    title: 'Camera tự nguyện – mắt thần của khu vực',
    subjectName: 'Ông Trần Văn Tám',
    categoryCode: 'QUOC_PHONG_AN_NINH_INDIVIDUAL',
    content: {
      LY_DO: 'Khu vực giáp ranh ba xã, ban đêm vắng người, có tình trạng trộm xe và câu chó.',
      MUC_TIEU: 'Lắp 20 điểm camera bằng nguồn tự nguyện, nối về công an xã.',
      NOI_DUNG: 'Ông Tám lắp trước 2 điểm tại nhà mình, mời bà con xem hiệu quả rồi mới vận động; làm giấy thoả thuận về quyền riêng tư, không quay vào nhà ai.',
      DIA_DIEM: 'Khu vực giáp ranh, 20 điểm',
      LUC_LUONG: '57 hộ góp tiền, 2 thợ điện giúp công.',
      KET_QUA: '22 điểm camera hoạt động; hỗ trợ làm rõ 4 vụ; trộm cắp giảm hẳn.',
      DUY_TRI_NHAN_RONG: 'Mỗi hộ góp 15.000 đồng/tháng tiền mạng; xã đã đưa vào nghị quyết.',
    },
    contributions: [{ kind: 'HO', qualifier: 'EXACT', amount: '57', note: '' }],
    self: 86,
  },
  {
    title: 'Hộ gia đình nuôi lươn không bùn, giúp sáu hộ cùng khá',
    subjectName: 'Hộ ông Lê Minh Đức',
    categoryCode: 'KINH_TE_HOUSEHOLD',
    content: {
      LY_DO: 'Đất sản xuất ít, làm lúa không đủ sống; nhiều hộ trong xóm muốn đổi nghề mà sợ rủi ro.',
      MUC_TIEU: 'Giúp 5 hộ nuôi lươn có lãi trong năm đầu.',
      NOI_DUNG: 'Gia đình ông Đức cho mượn con giống, đến tận nhà chỉ cách xử lý nước, bao tiêu vụ đầu; hộ nào lỗ thì cùng chia.',
      DIA_DIEM: 'Xóm Rạch Gừa',
      LUC_LUONG: '7 hộ, Chi hội Nông dân.',
      KET_QUA: 'Sáu hộ đều có lãi từ 35 đến 60 triệu đồng; hai hộ xin ra khỏi danh sách cận nghèo.',
      DUY_TRI_NHAN_RONG: 'Lập tổ hợp tác 7 hộ; Hội Nông dân huyện mở lớp tại đây.',
    },
    contributions: [{ kind: 'HO', qualifier: 'EXACT', amount: '7', note: '' }],
    self: 84,
  },
];
