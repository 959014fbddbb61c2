/** What entries of such a movement are about, as people write it: for texts of believable length and letters. */
export const MODELS = [
  'Tuyến đường hoa kiểu mẫu',
  'Camera an ninh giám sát cộng đồng',
  'Hiến đất mở rộng đường liên ấp',
  'Thu gom rác thải tại hộ gia đình',
  'Tổ hợp tác trồng sầu riêng theo hướng hữu cơ',
  'Thắp sáng đường quê',
  'Cổng rào cây xanh, nhà sạch vườn đẹp',
  'Tiếng kẻng học bài',
  'Nuôi heo đất giúp học sinh nghèo',
  'Xây dựng cầu nông thôn từ nguồn xã hội hoá',
  'Họ đạo bình yên, gia đình hoà thuận',
  'Vận động hoả táng, tang lễ văn minh',
  'Chuyển đổi lúa kém hiệu quả sang cây ăn trái',
  'Tổ tự quản về an ninh trật tự',
  'Ngày thứ bảy vì dân',
  'Mỗi tuần một địa chỉ nhân đạo',
  'Ba không, bốn biết trong giao thông nông thôn',
  'Giúp phụ nữ khởi nghiệp từ nghề đan lục bình',
  'Hũ gạo tình thương',
  'Chuyển đổi số cho người cao tuổi',
  'Kênh không rác, sông không lục bình',
  'Hội quán nông dân liên kết tiêu thụ khóm',
  'Vận động đồng bào Khmer giữ nghề truyền thống',
  'Doanh trại xanh, gắn bó với Nhân dân',
] as const;

const SENTENCES = [
  'Trước khi thực hiện mô hình, tuyến đường chỉ rộng 1,5 mét, lầy lội vào mùa mưa, học sinh đi lại rất khó khăn.',
  'Chi bộ đã họp mở rộng với các đoàn thể, lấy ý kiến từng hộ dân và công khai toàn bộ dự toán tại nhà văn hoá.',
  'Tổ dân vận đến từng nhà, giải thích lợi ích, lắng nghe băn khoăn của bà con về đất đai, cây trái và hàng rào.',
  'Đảng viên gương mẫu hiến đất trước, sau đó người có uy tín trong dòng họ vận động con cháu cùng làm theo.',
  'Nhân dân tự bàn, tự quyết định mức đóng góp, tự cử ban giám sát và thủ quỹ; mỗi tháng niêm yết thu chi một lần.',
  'Kết quả sau sáu tháng: tỷ lệ hộ tham gia đạt trên 95%, không còn khiếu nại kéo dài, cảnh quan xanh, sạch, đẹp.',
  'Mặt trận Tổ quốc phối hợp với Hội Nông dân, Hội Phụ nữ, Đoàn Thanh niên phân công từng thành viên phụ trách tổ.',
  'Kinh phí thực hiện chủ yếu do Nhân dân đóng góp, phần còn lại vận động doanh nghiệp và con em xa quê hỗ trợ.',
  'Mô hình phù hợp với điều kiện của địa phương, dễ làm, ít tốn kém, có thể nhân rộng ở các ấp, khu vực lân cận.',
  'Định kỳ hằng quý, khối dân vận kiểm tra, rút kinh nghiệm, biểu dương hộ làm tốt và nhắc nhở hộ thực hiện chưa đều.',
  'Những hộ khó khăn được miễn đóng góp bằng tiền, chỉ tham gia ngày công; các hộ khá giả tự nguyện góp thêm.',
  'Từ một tuyến thí điểm dài 800 mét, đến nay đã có bảy tuyến với tổng chiều dài hơn 6,4 km được hoàn thành.',
  'An ninh trật tự chuyển biến rõ nét: số vụ trộm cắp vặt giảm từ 14 vụ xuống còn 2 vụ so với cùng kỳ năm trước.',
  'Thu nhập bình quân của tổ viên tăng từ 48 triệu đồng lên 61 triệu đồng một người một năm nhờ liên kết tiêu thụ.',
  'Cán bộ phụ trách ghi nhật ký dân vận, phản ánh kịp thời kiến nghị của Nhân dân để cấp uỷ, chính quyền giải quyết.',
  'Quy ước của khu dân cư được sửa đổi, bổ sung nội dung giữ gìn vệ sinh, được 100% hộ dân ký cam kết thực hiện.',
] as const;

const text = (from: number, count: number): string =>
  Array.from({ length: count }, (_, at) => SENTENCES[(from * 7 + at * 5) % SENTENCES.length]).join(' ');

/** Answers to the fields of the registration form, about 2.5 KB; equal numbers give equal texts. */
export function contentOf(no: number): Record<string, string> {
  return {
    LY_DO: text(no, 3),
    MUC_TIEU: text(no + 1, 2),
    NOI_DUNG: text(no + 2, 7),
    DIA_DIEM: `Ấp ${(no % 12) + 1}, dọc kênh Xáng số ${(no % 30) + 1}`,
    LUC_LUONG: text(no + 3, 1),
    NGUON_LUC: text(no + 4, 1),
    TIEN_DO: `Bắt đầu tháng ${(no % 12) + 1}, sơ kết sau sáu tháng, tổng kết cuối năm.`,
    SAN_PHAM: text(no + 5, 1),
    KET_QUA: text(no + 6, 4),
    DUY_TRI_NHAN_RONG: text(no + 7, 2),
  };
}
