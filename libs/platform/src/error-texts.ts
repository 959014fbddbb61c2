/**
 * All codes of the API with HTTP status and texts. The text says what is wrong and what to do.
 * One block per lib, codes sorted within the block; `{name}` is filled from the error's params.
 */
export const ERROR_TEXTS = {
  // platform
  BODY_TOO_LARGE: { status: 413, vi: 'Nội dung gửi lên quá lớn. Hãy rút gọn hoặc chia nhỏ rồi gửi lại.', en: 'The request is too large. Shorten or split it and send again.' },
  CHANGED_MEANWHILE: { status: 409, vi: 'Có người vừa thay đổi nội dung này. Nội dung bạn nhập vẫn còn; hãy xem bản mới rồi lưu lại.', en: 'Someone has changed this meanwhile. What you typed is kept; look at the new version and save again.' },
  IDEMPOTENCY_KEY_REQUIRED: { status: 400, vi: 'Thiếu tiêu đề Idempotency-Key (8 đến 200 ký tự).', en: 'The header Idempotency-Key is missing (8 to 200 characters).' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, vi: 'Mã chống gửi trùng này đã dùng cho một nội dung khác. Hãy tải lại trang rồi thử lại.', en: 'This idempotency key was used for another request. Reload the page and try again.' },
  INTERNAL: { status: 500, vi: 'Hệ thống gặp lỗi. Nội dung bạn nhập chưa mất; hãy thử lại sau ít phút. Mã yêu cầu: {requestId}.', en: 'Something went wrong. What you typed is not lost; try again in a few minutes. Request: {requestId}.' },
  MALFORMED_JSON: { status: 400, vi: 'Dữ liệu gửi lên không phải JSON hợp lệ.', en: 'The request body is not valid JSON.' },
  NOT_FOUND: { status: 404, vi: 'Không tìm thấy, hoặc bạn không có quyền xem.', en: 'Not found, or you may not see it.' },
  RATE_LIMITED: { status: 429, vi: 'Bạn thao tác quá nhanh. Hãy đợi {seconds} giây rồi thử lại.', en: 'Too many requests. Wait {seconds} seconds and try again.' },
  TOO_BUSY: { status: 503, vi: 'Hệ thống đang bận. Hãy thử lại sau ít giây.', en: 'The system is busy. Try again in a few seconds.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, vi: 'Kiểu dữ liệu gửi lên không được hỗ trợ.', en: 'This content type is not supported.' },
  VALIDATION_FAILED: { status: 400, vi: 'Có mục chưa hợp lệ. Hãy sửa các mục được đánh dấu.', en: 'Some fields are not valid. Correct the marked fields.' },
  // fields of an input
  FIELD_ABOVE_MAX: { status: 400, vi: 'Không được lớn hơn {max}.', en: 'Must not be above {max}.' },
  FIELD_BAD_CHARACTERS: { status: 400, vi: 'Có ký tự không hợp lệ (ký tự điều khiển hoặc ký tự hỏng). Hãy gõ lại đoạn này.', en: 'Contains invalid characters (control or broken characters). Type this part again.' },
  FIELD_BAD_DATE: { status: 400, vi: 'Ngày không có thật. Hãy nhập theo dạng ngày/tháng/năm.', en: 'This date does not exist.' },
  FIELD_BAD_ENUM: { status: 400, vi: 'Giá trị không nằm trong danh sách cho phép: {allowed}.', en: 'Not one of the allowed values: {allowed}.' },
  FIELD_BAD_FORMAT: { status: 400, vi: 'Không đúng định dạng.', en: 'Not in the right format.' },
  FIELD_BAD_NUMBER: { status: 400, vi: 'Phải là một số.', en: 'Must be a number.' },
  FIELD_BELOW_MIN: { status: 400, vi: 'Không được nhỏ hơn {min}.', en: 'Must not be below {min}.' },
  FIELD_MISSING: { status: 400, vi: 'Bắt buộc phải nhập.', en: 'Must be filled in.' },
  FIELD_TOO_LONG: { status: 400, vi: 'Dài quá {max} ký tự.', en: 'Longer than {max} characters.' },
  FIELD_TOO_MANY_DECIMALS: { status: 400, vi: 'Có quá nhiều chữ số thập phân (tối đa {max}).', en: 'Too many decimal places (at most {max}).' },
  FIELD_TOO_SHORT: { status: 400, vi: 'Cần ít nhất {min} ký tự.', en: 'Needs at least {min} characters.' },
  FIELD_UNKNOWN: { status: 400, vi: 'Mục này không có trong biểu mẫu.', en: 'This field is not part of the form.' },
  // access
  ACTION_NOT_ALLOWED: { status: 403, vi: 'Vai trò của bạn không được làm việc này với hồ sơ này.', en: 'Your role may not do this here.' },
  CSRF_INVALID: { status: 403, vi: 'Phiên làm việc cần được làm mới. Hãy thử lại.', en: 'The session needs to be refreshed. Try again.' },
  FORBIDDEN: { status: 403, vi: 'Vai trò của bạn không được làm việc này.', en: 'Your role may not do this.' },
  PASSWORD_CHANGE_REQUIRED: { status: 403, vi: 'Hãy đổi mật khẩu lần đầu trước khi làm việc.', en: 'Change your first password before you go on.' },
  SIGN_IN_REQUIRED: { status: 401, vi: 'Hãy đăng nhập để tiếp tục. Nội dung đang nhập vẫn được giữ.', en: 'Sign in to go on. What you typed is kept.' },
  // workflow
  REASON_REQUIRED: { status: 422, vi: 'Phải ghi rõ lý do.', en: 'A reason is required.' },
  STATE_DOES_NOT_ALLOW: { status: 409, vi: 'Không thực hiện được “{action}” khi đang ở trạng thái “{state}”. Hãy tải lại trang để xem trạng thái mới.', en: 'Cannot “{action}” in state “{state}”. Reload to see the present state.' },
  // files
  FILE_CONTENT_MISMATCH: { status: 415, vi: 'Nội dung tệp “{name}” không đúng với tên tệp ({found}). Hãy chọn lại tệp gốc.', en: 'The content of “{name}” is not what its name says ({found}). Choose the original file.' },
  FILE_EMPTY: { status: 400, vi: 'Tệp “{name}” rỗng.', en: 'The file “{name}” is empty.' },
  FILE_MISSING: { status: 400, vi: 'Chưa có tệp nào được gửi lên.', en: 'No file was sent.' },
  FILE_TOO_LARGE: { status: 413, vi: 'Tệp lớn quá {maxMb} MB. Hãy giảm dung lượng rồi gửi lại.', en: 'The file is larger than {maxMb} MB. Make it smaller and send again.' },
  FILE_TYPE_NOT_ALLOWED: { status: 415, vi: 'Loại tệp này không được nhận. Dùng ảnh JPEG, PNG, WebP, tệp PDF, Word (.docx), Excel (.xlsx) hoặc video MP4.', en: 'This kind of file is not accepted. Use JPEG, PNG, WebP, PDF, .docx, .xlsx or MP4.' },
} as const satisfies Record<string, { status: number; vi: string; en: string }>;

export type ErrorCode = keyof typeof ERROR_TEXTS;
