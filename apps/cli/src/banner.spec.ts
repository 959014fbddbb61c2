import { describe, expect, it } from '@jest/globals';
import { banner } from './banner';

const base = {
  publicUrl: 'http://localhost:3000',
  portalUrl: 'http://localhost:3001',
  inboxUrl: 'http://localhost:1080',
  mailServer: undefined,
  database: '.data',
  accounts: [],
  empty: false,
};

describe('the block after the start', () => {
  it('names all addresses, where mail goes, the accounts with their one password, and how to stop', () => {
    const text = banner({
      ...base,
      accounts: [
        { login: 'quantri', password: 'abc', fullName: 'Hồ Tấn Phát', title: 'Quản trị hệ thống' },
        { login: 'vp', password: 'abc', fullName: 'Phan Nhật Quang', title: 'Thường trực' },
      ],
    });
    expect(text.split('\n').map((line) => line.trimEnd())).toEqual([
      '',
      '─'.repeat(78),
      'DÂN VẬN KHÉO đang chạy / is running',
      '',
      '  Khu làm việc / work area       http://localhost:3000',
      '  Cổng công khai / public portal http://localhost:3001',
      '  Thư hệ thống gửi / mail inbox  http://localhost:1080  (thư không ra ngoài máy này / nothing leaves this machine)',
      '  Dữ liệu / data                 .data',
      '',
      '  Tài khoản minh hoạ / demonstration accounts',
      '  mật khẩu của tất cả / password of all: abc',
      '    quantri  Hồ Tấn Phát, Quản trị hệ thống',
      '    vp       Phan Nhật Quang, Thường trực',
      '',
      '  Dừng / stop: Ctrl-C',
      '─'.repeat(78),
      '',
    ]);
  });

  it('says how to make the first account where there is none, and where mail goes on a server of one’s own', () => {
    const text = banner({ ...base, inboxUrl: undefined, mailServer: 'smtp.tinh.gov.vn:587', empty: true });
    expect(text).toContain('npm run -s cli -- create-admin');
    expect(text).toContain('mail goes to     smtp.tinh.gov.vn:587');
  });
});
