import 'reflect-metadata';
import { EnvError } from '../../../config/env';
import { PostgresUnavailable } from '../../../config/postgres';
import { AppError, errorText } from '@app/platform';
import { type Command, UsageError } from './command';

interface Entry {
  readonly args: string;
  readonly vi: string;
  readonly en: string;
  /** Loaded on demand: `up` and `migrate` need not wait for the whole product. */
  readonly load: () => Promise<{ readonly command: Command }>;
}

const COMMANDS: Readonly<Record<string, Entry>> = {
  up: {
    args: '',
    vi: 'chạy toàn bộ hệ thống (npm start)',
    en: 'run the whole system',
    load: () => import('./up.command.js'),
  },
  migrate: {
    args: '',
    vi: 'đưa cấu trúc dữ liệu lên bản mới nhất',
    en: 'bring the database up to date',
    load: () => import('./migrate.command.js'),
  },
  seed: {
    args: '',
    vi: 'nạp dữ liệu mẫu (tỉnh minh hoạ)',
    en: 'load the demonstration province',
    load: () => import('./seed.command.js'),
  },
  'create-admin': {
    args: '[--login <tên>] [--name <họ tên>] [--email <thư>] [--unit <mã>] [--unit-name <tên tỉnh>]',
    vi: 'tạo tài khoản quản trị, in mật khẩu dùng một lần',
    en: 'make an administrator, print a one-time password',
    load: () => import('./create-admin.command.js'),
  },
  'import-units': {
    args: '<tệp.json|tệp.xlsx> [--from <năm-tháng-ngày>] [--close-missing] [--dry-run] [--legal-basis <căn cứ>]',
    vi: 'nhập danh mục đơn vị; chạy lại không đổi gì',
    en: 'import a list of units; running it again changes nothing',
    load: () => import('./import-units.command.js'),
  },
  'import-registrations': {
    args: '<tệp.xlsx|tệp.csv> --round <mã đợt> [--unit <mã đơn vị>] [--as <tài khoản>] [--dry-run] [--json] [--rejected <tệp ra.xlsx>]',
    vi: 'nhập danh sách đăng ký; chạy lại không thêm gì. Mã thoát: 0 xong, 1 tệp không đọc được, 2 sai tham số, 3 có dòng không nhận',
    en: 'import a list of registrations; again adds nothing. Exit: 0 done, 1 unreadable file, 2 usage, 3 rows rejected',
    load: () => import('./import-registrations.command.js'),
  },
  'verify-audit': {
    args: '',
    vi: 'kiểm tra nhật ký chưa bị sửa',
    en: 'prove that the audit log was not changed',
    load: () => import('./verify-audit.command.js'),
  },
  openapi: {
    args: '[--check]',
    vi: 'ghi apps/api/openapi.json và kiểu dữ liệu cho giao diện',
    en: 'write the OpenAPI file and the typed client',
    load: () => import('./openapi.command.js'),
  },
};

function usage(): string {
  const lines = Object.entries(COMMANDS).map(
    ([name, { args, vi, en }]) => `  ${`${name} ${args}`.trimEnd()}\n      ${vi} / ${en}`,
  );
  return `Cách dùng / usage: npm run -s cli -- <lệnh>\n\n${lines.join('\n')}\n`;
}

/** Runs one command. @returns the exit code: 0 done, 1 failed, 2 not understood, 3 done in part */
async function main(name: string | undefined, args: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || !Object.hasOwn(COMMANDS, name)) {
    const asked = name === 'help' || name === '--help';
    const unknown = name === undefined || asked ? '' : `Không có lệnh “${name}”. / There is no command "${name}".\n\n`;
    (asked ? process.stdout : process.stderr).write(unknown + usage());
    return asked ? 0 : 2;
  }
  const entry = COMMANDS[name];
  if (!entry) return 2;
  try {
    const { command } = await entry.load();
    return await command(args);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n  ${name} ${entry.args}\n`);
      return 2;
    }
    process.stderr.write(`\n${readable(error)}\n`);
    return 1;
  }
}

/** What an operator can act on comes without a stack trace; anything else is a defect and shows where it happened. */
function readable(error: unknown): string {
  if (error instanceof EnvError) return `Cấu hình chưa đúng / wrong settings:\n\n${error.message}`;
  if (error instanceof PostgresUnavailable) return error.message;
  if (error instanceof AppError)
    return `${errorText(error.code, 'vi', error.params)}\n${errorText(error.code, 'en', error.params)}`;
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === '28P01' || code === '3D000')
    return `DATABASE_URL: không nối được máy chủ dữ liệu / the database cannot be reached: ${message || code}`;
  return stack ?? String(error);
}

void main(process.argv[2], process.argv.slice(3)).then((code) => {
  process.exitCode = code;
  // pools and watchers that a command left open must not keep a finished command alive
  setTimeout(() => process.exit(), 2_000).unref();
});
