import type { FixtureModel, PortalFixture } from './portal-fixture';

const STORIES: Pick<
  FixtureModel,
  'title' | 'recipient' | 'unit' | 'place' | 'field' | 'level' | 'subjectType' | 'award'
>[] = [
  {
    title: 'Vận động Nhân dân hiến đất mở rộng lộ nông thôn ấp Phú Lợi',
    recipient: 'Chi bộ ấp Phú Lợi',
    unit: 'Chi bộ ấp Phú Lợi',
    place: 'xã Phú Tân, huyện Châu Thành',
    field: 'KINH_TE',
    level: 'PROVINCE',
    subjectType: 'COLLECTIVE',
    award: 'Bằng khen',
  },
  {
    title: 'Tổ phụ nữ tiết kiệm xoay vòng giúp nhau thoát nghèo',
    recipient: 'Hội Liên hiệp Phụ nữ xã Vị Thắng',
    unit: 'Hội Liên hiệp Phụ nữ xã Vị Thắng',
    place: 'xã Vị Thắng, huyện Vị Thủy',
    field: 'VAN_HOA_XA_HOI',
    level: 'DISTRICT',
    subjectType: 'COLLECTIVE',
    award: 'Giấy khen',
  },
  {
    title: 'Tiếng kẻng an ninh trong đồng bào Khmer',
    recipient: 'Ban Công tác Mặt trận ấp 4',
    unit: 'Ban Công tác Mặt trận ấp 4',
    place: 'xã Xà Phiên, huyện Long Mỹ',
    field: 'QUOC_PHONG_AN_NINH',
    level: 'PROVINCE',
    subjectType: 'COLLECTIVE',
    award: 'Bằng khen',
  },
  {
    title: 'Chính quyền thân thiện, gần dân, lắng nghe dân',
    recipient: 'Ủy ban nhân dân phường Hiệp Thành',
    unit: 'Ủy ban nhân dân phường Hiệp Thành',
    place: 'phường Hiệp Thành, thành phố Ngã Bảy',
    field: 'HE_THONG_CHINH_TRI',
    level: 'PROVINCE',
    subjectType: 'COLLECTIVE',
    award: 'Bằng khen',
  },
  {
    title: 'Người bí thư chi bộ đi từng nhà, nói từng việc',
    recipient: 'Ông Huỳnh Văn Út',
    unit: 'Chi bộ khu vực 3',
    place: 'phường Thuận An, thị xã Long Mỹ',
    field: 'HE_THONG_CHINH_TRI',
    level: 'DISTRICT',
    subjectType: 'INDIVIDUAL',
    award: 'Giấy khen',
  },
  {
    title: 'Gia đình hiếu học, ba thế hệ giữ nghề đan lục bình',
    recipient: 'Hộ bà Danh Thị Sà Rươl',
    unit: 'Ấp 7',
    place: 'xã Vĩnh Viễn A, huyện Long Mỹ',
    field: 'VAN_HOA_XA_HOI',
    level: 'COMMUNE',
    subjectType: 'HOUSEHOLD',
    award: 'Giấy khen',
  },
  {
    title: 'Hợp tác xã mãng cầu xiêm liên kết tiêu thụ',
    recipient: 'Hợp tác xã nông nghiệp Hòa Mỹ',
    unit: 'Hợp tác xã nông nghiệp Hòa Mỹ',
    place: 'xã Hòa Mỹ, huyện Phụng Hiệp',
    field: 'KINH_TE',
    level: 'DISTRICT',
    subjectType: 'COLLECTIVE',
    award: 'Giấy khen',
  },
];

/** `count` believable models over three years, the first with figures, photos and a certificate. */
export async function fillPortal(
  fixture: PortalFixture,
  count: number,
  photos: { fileId: string; caption: string }[] = [],
): Promise<void> {
  for (let i = count - 1; i >= 0; i -= 1) {
    const story = STORIES[i % STORIES.length]!;
    const again = Math.floor(i / STORIES.length);
    await fixture.publish({
      ...story,
      title: again === 0 ? story.title : `${story.title} (đợt ${again + 1})`,
      slug: `dien-hinh-${i + 1}`,
      province: i % 5 === 4 ? 'Thành phố Cần Thơ' : 'Tỉnh Hậu Giang',
      year: 2025 - (i % 3),
      ...(i === 0 ? { code: 'HGD2-7K4M-P9QX', photos } : {}),
      sections: [
        {
          title: 'Lý do',
          text: 'Con lộ cũ rộng chưa đầy hai mét, mùa mưa học sinh phải lội bùn đến trường, nông sản phải trung chuyển bằng xuồng nhỏ nên thương lái ép giá.\nChi bộ xác định phải mở đường, nhưng không có kinh phí bồi thường.',
        },
        {
          title: 'Nội dung và cách vận động',
          text: 'Đảng viên đi trước: bảy đảng viên hiến đất đầu tiên và tự dời hàng rào. Tổ dân vận đến từng nhà, buổi tối, không họp đông; nghe trước, nói sau; hộ nào còn băn khoăn thì mời người có uy tín cùng đến.\nMọi khoản thu, chi được niêm yết tại nhà thông tin ấp và đọc trên loa mỗi tuần.',
        },
        {
          title: 'Khả năng duy trì và nhân rộng',
          text: 'Bốn ấp lân cận đã đến học cách làm và đăng ký thực hiện trong năm sau.',
        },
      ],
      contributions: [
        { name: 'Đất Nhân dân hiến', qualifier: 'OVER', amount: '12500.5', unit: 'm²' },
        { name: 'Ngày công lao động', qualifier: 'ABOUT', amount: '1300', unit: 'ngày công' },
        { name: 'Tiền đóng góp', qualifier: 'EXACT', amount: '845000000', unit: 'đồng' },
      ],
    });
  }
}
