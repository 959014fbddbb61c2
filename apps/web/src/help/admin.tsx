import type { HelpTopic } from './types';

export const topics: HelpTopic[] = [
  {
    id: 'account-new',
    roles: ['ADMIN'],
    question: { vi: 'Tạo tài khoản và giao vai trò cho người mới', en: 'Make an account and give a role' },
    body: {
      vi: (
        <ol>
          <li>Vào “Tài khoản”, bấm “Tạo tài khoản”, điền họ tên và đơn vị.</li>
          <li>Chép mật khẩu tạm thời (chỉ hiện một lần) và chuyển tận tay cho người dùng.</li>
          <li>Bấm “Giao vai trò”: chọn vai trò, đơn vị, thời gian; có thể chỉ cho một đợt.</li>
          <li>Người quản trị không thể đồng thời chấm điểm, biểu quyết, duyệt hoặc ký.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Under “Accounts” press “New account” and fill in name and unit.</li>
          <li>Copy the temporary password (shown once) and hand it over.</li>
          <li>Press “Give a role”: role, unit, period, and one round if needed.</li>
          <li>An administrator cannot also score, vote, approve or sign.</li>
        </ol>
      ),
    },
  },
  {
    id: 'unit-merge',
    roles: ['ADMIN'],
    question: { vi: 'Xã sáp nhập, đổi tên thì cập nhật thế nào?', en: 'How do I record a merger or a new name?' },
    body: {
      vi: (
        <ol>
          <li>Mở đơn vị cấp trên, bấm “Thêm đơn vị” để tạo đơn vị mới với ngày thành lập.</li>
          <li>Mở đơn vị cũ, bấm “Kết thúc hoạt động”, ghi ngày và chọn đơn vị kế tục, kèm căn cứ.</li>
          <li>Hồ sơ và quyết định đã có vẫn mang tên cũ. Nhiều đơn vị cùng lúc: dùng “Nhập danh sách đơn vị”.</li>
        </ol>
      ),
      en: (
        <ol>
          <li>Open the unit above and add the new unit with its first day.</li>
          <li>Open the old unit, press “Close the unit”, give the day, the successor and the legal basis.</li>
          <li>Entries and decisions keep the old name. For many units use “Import units”.</li>
        </ol>
      ),
    },
  },
];
