/** What a person needs to know after the start; all on one screen. */
export interface Started {
  readonly publicUrl: string;
  readonly portalUrl: string;
  /** The demonstration inbox; undefined when a mail server of one's own is set. */
  readonly inboxUrl: string | undefined;
  /** Host and port of one's own mail server, without its password. */
  readonly mailServer: string | undefined;
  readonly database: string;
  readonly accounts: readonly {
    readonly login: string;
    readonly password: string;
    readonly fullName: string;
    readonly title: string;
  }[];
  /** No account exists yet: the operator must make the first one. */
  readonly empty: boolean;
}

/** The one block that `npm start` prints, Vietnamese first. */
export function banner(started: Started): string {
  const { accounts } = started;
  const width = Math.max(0, ...accounts.map(({ login }) => login.length));
  const list = accounts.map(({ login, fullName, title }) => `    ${login.padEnd(width)}  ${fullName}, ${title}`);
  const passwords = [...new Set(accounts.map(({ password }) => password))];
  const lines = [
    'DÂN VẬN KHÉO đang chạy / is running',
    '',
    `  Khu làm việc / work area       ${started.publicUrl}`,
    `  Cổng công khai / public portal ${started.portalUrl}`,
    started.inboxUrl
      ? `  Thư hệ thống gửi / mail inbox  ${started.inboxUrl}  (thư không ra ngoài máy này / nothing leaves this machine)`
      : `  Thư gửi qua / mail goes to     ${started.mailServer ?? ''}`,
    `  Dữ liệu / data                 ${started.database}`,
  ];
  if (list.length > 0)
    lines.push(
      '',
      '  Tài khoản minh hoạ / demonstration accounts',
      `  mật khẩu của tất cả / password of all: ${passwords.join(' | ')}`,
      ...list,
    );
  if (started.empty)
    lines.push('', '  Chưa có tài khoản nào; hãy tạo / no account yet, make one:  npm run -s cli -- create-admin');
  lines.push('', '  Dừng / stop: Ctrl-C');
  const rule = '─'.repeat(78);
  return `\n${rule}\n${lines.join('\n')}\n${rule}\n`;
}
