/**
 * Names and official codes for the demonstration. H. Huyện, X. Xã, P. Phường, TT. Thị trấn, TP. Thành phố, TX. Thị xã.
 * Codes: General Statistics Office. Three levels: Hậu Giang as of 2024; two levels: Cần Thơ from 1 July 2025.
 */
export const HAU_GIANG_DISTRICTS: Readonly<Record<string, string>> = {
  'D930 TP. Vị Thanh':
    '31318 P. I, 31321 P. III, 31324 P. IV, 31327 P. V, 31330 P. VII, 31333 X. Vị Tân, 31336 X. Hoả Lựu, 31338 X. Tân Tiến, 31339 X. Hoả Tiến',
  'D931 TP. Ngã Bảy':
    '31340 P. Ngã Bảy, 31341 P. Lái Hiếu, 31343 P. Hiệp Thành, 31344 P. Hiệp Lợi, 31411 X. Đại Thành, 31414 X. Tân Thành',
  'D932 H. Châu Thành A':
    '31342 TT. Một Ngàn, 31345 X. Tân Hoà, 31346 TT. Bảy Ngàn, 31348 X. Trường Long Tây, 31351 X. Trường Long A, 31357 X. Nhơn Nghĩa A, 31359 TT. Rạch Gòi, 31360 X. Thạnh Xuân, 31362 TT. Cái Tắc, 31363 X. Tân Phú Thạnh',
  'D933 H. Châu Thành':
    '31366 TT. Ngã Sáu, 31369 X. Đông Thạnh, 31375 X. Đông Phú, 31378 X. Phú Hữu, 31379 X. Phú Tân, 31381 TT. Mái Dầm, 31384 X. Đông Phước, 31387 X. Đông Phước A',
  'D934 H. Phụng Hiệp':
    '31393 TT. Kinh Cùng, 31396 TT. Cây Dương, 31399 X. Tân Bình, 31402 X. Bình Thành, 31405 X. Thạnh Hoà, 31408 X. Long Thạnh, 31417 X. Phụng Hiệp, 31420 X. Hoà Mỹ, 31423 X. Hoà An, 31426 X. Phương Bình, 31429 X. Hiệp Hưng, 31432 X. Tân Phước Hưng, 31433 TT. Búng Tàu, 31435 X. Phương Phú, 31438 X. Tân Long',
  'D935 H. Vị Thuỷ':
    '31441 TT. Nàng Mau, 31444 X. Vị Trung, 31447 X. Vị Thuỷ, 31450 X. Vị Thắng, 31453 X. Vĩnh Thuận Tây, 31456 X. Vĩnh Trung, 31459 X. Vĩnh Tường, 31462 X. Vị Đông, 31465 X. Vị Thanh, 31468 X. Vị Bình',
  'D936 H. Long Mỹ':
    '31483 X. Thuận Hưng, 31484 X. Thuận Hoà, 31486 X. Vĩnh Thuận Đông, 31489 TT. Vĩnh Viễn, 31490 X. Vĩnh Viễn A, 31492 X. Lương Tâm, 31493 X. Lương Nghĩa, 31495 X. Xà Phiên',
  'D937 TX. Long Mỹ':
    '31471 P. Thuận An, 31472 P. Trà Lồng, 31473 P. Bình Thạnh, 31474 X. Long Bình, 31475 P. Vĩnh Tường, 31477 X. Long Trị, 31478 X. Long Trị A, 31480 X. Long Phú, 31481 X. Tân Phú',
};

export const CAN_THO_COMMUNES =
  '31120 P. Cái Khế, 31135 P. Ninh Kiều, 31147 P. Tân An, 31150 P. An Bình, 31153 P. Ô Môn, 31157 P. Thới Long, 31162 P. Phước Thới, 31168 P. Bình Thuỷ, 31174 P. Thới An Đông, 31183 P. Long Tuyền, 31186 P. Cái Răng, 31201 P. Hưng Phú, 31207 P. Thốt Nốt, 31213 P. Tân Lộc, 31217 P. Trung Nhứt, 31228 P. Thuận Hưng, ' +
  '31231 X. Thạnh An, 31232 X. Vĩnh Thạnh, 31237 X. Vĩnh Trinh, 31246 X. Thạnh Quới, 31249 X. Thạnh Phú, 31255 X. Trung Hưng, 31258 X. Thới Lai, 31261 X. Cờ Đỏ, 31264 X. Thới Hưng, 31273 X. Đông Hiệp, 31282 X. Đông Thuận, 31288 X. Trường Thành, 31294 X. Trường Xuân, 31299 X. Phong Điền, 31309 X. Trường Long, 31315 X. Nhơn Ái, ' +
  '31321 P. Vị Thanh, 31333 P. Vị Tân, 31338 X. Hoả Lựu, 31340 P. Ngã Bảy, 31342 X. Tân Hoà, 31348 X. Trường Long Tây, 31360 X. Thạnh Xuân, 31366 X. Châu Thành, 31369 X. Đông Phước, 31378 X. Phú Hữu, 31393 X. Hoà An, 31396 X. Hiệp Hưng, 31399 X. Tân Bình, 31408 X. Thạnh Hoà, 31411 P. Đại Thành, 31420 X. Phụng Hiệp, 31426 X. Phương Bình, 31432 X. Tân Phước Hưng, 31441 X. Vị Thuỷ, 31453 X. Vĩnh Thuận Đông, 31459 X. Vĩnh Tường, 31465 X. Vị Thanh 1, 31471 P. Long Mỹ, 31473 P. Long Bình, 31480 P. Long Phú 1, 31489 X. Vĩnh Viễn, 31492 X. Lương Tâm, 31495 X. Xà Phiên, ' +
  '31507 P. Sóc Trăng, 31510 P. Phú Lợi, 31528 X. Kế Sách, 31531 X. An Lạc Thôn, 31537 X. Phong Nẫm, 31540 X. Thới An Hội, 31552 X. Nhơn Mỹ, 31561 X. Đại Hải, 31567 X. Mỹ Tú, 31569 X. Phú Tâm, 31570 X. Hồ Đắc Kiện, 31579 X. Long Hưng, 31582 X. Thuận Hoà, 31591 X. Mỹ Hương, 31594 X. An Ninh, 31603 X. Mỹ Phước, 31615 X. An Thạnh, 31633 X. Cù Lao Dung, 31639 X. Long Phú, 31645 X. Đại Ngãi, 31654 X. Trường Khánh, 31666 X. Tân Thạnh, 31673 X. Trần Đề, 31675 X. Liêu Tú, 31679 X. Lịch Hội Thượng, 31684 P. Mỹ Xuyên, 31687 X. Tài Văn, 31699 X. Thạnh Thới An, 31708 X. Nhu Gia, 31717 X. Hoà Tú, 31723 X. Ngọc Tố, 31726 X. Gia Hoà, 31732 P. Ngã Năm, 31741 X. Tân Long, 31753 P. Mỹ Quới, 31756 X. Phú Lộc, 31759 X. Lâm Tân, 31777 X. Vĩnh Lợi, 31783 P. Vĩnh Châu, 31789 P. Khánh Hoà, 31795 X. Vĩnh Hải, 31804 P. Vĩnh Phước, 31810 X. Lai Hoà';

/** Commune of Cần Thơ (2025) ← communes of Hậu Giang (2024) that went into it whole. */
export const SUCCESSIONS: Readonly<Record<string, string>> = {
  '31321': '31318 31321 31330',
  '31333': '31324 31327 31333',
  '31338': '31336 31338 31339',
  '31340': '31340 31341 31343',
  '31342': '31342 31345 31346 31357',
  '31348': '31348 31351',
  '31360': '31359 31360 31363',
  '31366': '31366 31375 31381',
  '31369': '31362 31369 31387',
  '31378': '31378 31379 31384',
  '31393': '31393 31423',
  '31396': '31396 31429',
  '31399': '31399 31402',
  '31408': '31405 31408 31438',
  '31411': '31344 31411 31414',
  '31420': '31417 31420',
  '31426': '31426 31435',
  '31432': '31432 31433',
  '31441': '31441 31444 31450',
  '31453': '31447 31453 31486',
  '31459': '31456 31459',
  '31465': '31462 31465 31468',
  '31471': '31471 31477 31478',
  '31473': '31473 31474 31475',
  '31480': '31472 31480 31481',
  '31489': '31489 31490',
  '31492': '31492 31493',
  '31495': '31483 31484 31495',
};

/** Key (after the province's) and name of bodies directly under a province. */
export const HAU_GIANG_BODIES: Readonly<Record<string, string>> = {
  BAN_DAN_VAN: 'Ban Dân vận Tỉnh uỷ',
  BAN_TUYEN_GIAO: 'Ban Tuyên giáo Tỉnh uỷ',
  DANG_UY_KHOI: 'Đảng uỷ Khối các cơ quan và doanh nghiệp tỉnh',
  SO_NOI_VU: 'Sở Nội vụ',
  SO_NONG_NGHIEP: 'Sở Nông nghiệp và Phát triển nông thôn',
  SO_GIAO_DUC: 'Sở Giáo dục và Đào tạo',
  SO_Y_TE: 'Sở Y tế',
  MAT_TRAN: 'Uỷ ban Mặt trận Tổ quốc Việt Nam tỉnh',
  PHU_NU: 'Hội Liên hiệp Phụ nữ tỉnh',
  DOAN_TN: 'Tỉnh đoàn',
  NONG_DAN: 'Hội Nông dân tỉnh',
  CCB: 'Hội Cựu chiến binh tỉnh',
  LDLD: 'Liên đoàn Lao động tỉnh',
  QUAN_SU: 'Bộ Chỉ huy quân sự tỉnh',
  CONG_AN: 'Công an tỉnh',
};

export const CAN_THO_BODIES: Readonly<Record<string, string>> = {
  BAN_DAN_VAN: 'Ban Tuyên giáo và Dân vận Thành uỷ',
  SO_NOI_VU: 'Sở Nội vụ',
  SO_NONG_NGHIEP: 'Sở Nông nghiệp và Môi trường',
  SO_GIAO_DUC: 'Sở Giáo dục và Đào tạo',
  MAT_TRAN: 'Uỷ ban Mặt trận Tổ quốc Việt Nam thành phố',
  QUAN_SU: 'Bộ Chỉ huy quân sự thành phố',
  CONG_AN: 'Công an thành phố',
};

/** Commune → its residential units in the demonstration. */
export const HAU_GIANG_RESIDENTIAL: Readonly<Record<string, string>> = {
  '31318': 'Khu vực 1, Khu vực 2, Khu vực 3',
  '31423': 'Ấp 1, Ấp 2, Ấp 3, Ấp 4',
  '31462': 'Ấp 1, Ấp 2, Ấp 3, Ấp 4, Ấp 5',
  '31471': 'Khu vực 1, Khu vực 2',
  '31477': 'Ấp 1, Ấp 2, Ấp 3',
};
export const CAN_THO_RESIDENTIAL: Readonly<Record<string, string>> = {
  '31120': 'Khu vực 1, Khu vực 2, Khu vực 3',
  '31135': 'Khu vực 1, Khu vực 2',
  '31321': 'Khu vực 1, Khu vực 2',
};
