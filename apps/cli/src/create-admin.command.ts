import { createInterface } from 'node:readline/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { AccountService, GrantService, hashPassword, temporaryPassword } from '@app/identity';
import { UnitImport } from '@app/org';
import { Clock, Database } from '@app/platform';
import { withServices } from './cli.module';
import { type Command, print, UsageError } from './command';
import { type Words, readWords } from './options';

const LOGIN = /^[a-z0-9][a-z0-9._-]{2,99}$/;
const MAIL = /^[^\s@<>]+@[^\s@<>]+$/;

/**
 * Makes an administrator of a province (or of the unit of `--unit`) and prints a password that has to be changed at
 * the first sign-in. What is not given is asked for on a terminal.
 */
export const command: Command = async (args) => {
  const words = readWords(args, ['login', 'name', 'email', 'unit', 'unit-name']);
  const login = await ask(words, 'login', 'Tên đăng nhập / login', (text) => LOGIN.test(text.toLowerCase()));
  const fullName = await ask(words, 'name', 'Họ và tên / full name', (text) => text.length >= 1 && text.length <= 200);
  const email = await ask(words, 'email', 'Địa chỉ thư / e-mail', (text) => MAIL.test(text));

  return withServices(async (app) => {
    const unit = await unitFor(app, words);
    const password = temporaryPassword();
    const hash = await hashPassword(password);
    await app.get(Database).transaction(async () => {
      const id = await app.get(AccountService).insert({ login, fullName, email, unitId: unit.id }, hash, true);
      await app.get(GrantService).add(id, { role: 'ADMIN', unitId: unit.id });
    });
    print(`Đã tạo quản trị viên của ${unit.name}. / Administrator of ${unit.name} made.`);
    print(`  ${login.toLowerCase()}  ${password}`);
    print('Mật khẩu phải đổi khi đăng nhập lần đầu. / The password has to be changed at the first sign-in.');
    return 0;
  });
};

/** The unit of `--unit`; the only province if there is one; a new province where there is none yet. */
async function unitFor(app: INestApplicationContext, words: Words): Promise<{ id: string; name: string }> {
  const db = app.get(Database);
  const today = app.get(Clock).today();
  const { unit: code, 'unit-name': name } = words.value;
  const living = 'valid_from <= $1::date AND (valid_to IS NULL OR valid_to > $1::date)';
  const found = code
    ? await db.query<{ id: string; name: string }>(`SELECT id, name FROM unit WHERE code = $2 AND ${living}`, [
        today,
        code,
      ])
    : await db.query<{ id: string; name: string }>(
        `SELECT id, name FROM unit WHERE parent_id IS NULL AND ${living} LIMIT 2`,
        [today],
      );
  const [only, second] = found;
  if (only && !second) return only;
  if (second)
    throw new UsageError(
      'Có nhiều đơn vị; hãy chọn bằng --unit <mã>. / There are several units; choose one with --unit <code>.',
    );
  if (!code || !name)
    throw new UsageError(
      'Chưa có đơn vị này. Hãy nhập danh mục trước (import-units), hoặc tạo tỉnh bằng --unit <mã> --unit-name <tên>.\n' +
        'There is no such unit. Import a list first (import-units), or make the province with --unit <code> --unit-name <name>.',
    );
  const province = { row: 1, code, name, level: 'province', kind: '', parentCode: null };
  const { problems } = await app.get(UnitImport).importList([province], { validFrom: today });
  if (problems.length > 0) throw new UsageError(JSON.stringify(problems));
  const made = await db.one<{ id: string; name: string }>(`SELECT id, name FROM unit WHERE code = $2 AND ${living}`, [
    today,
    code,
  ]);
  if (!made) throw new UsageError(`--unit: ${code}`);
  return made;
}

async function ask(words: Words, option: string, question: string, fits: (text: string) => boolean): Promise<string> {
  const given = words.value[option]?.normalize('NFC').trim();
  if (given !== undefined) {
    if (fits(given)) return given;
    throw new UsageError(`--${option}: “${given}” không hợp lệ / is not valid`);
  }
  if (!process.stdin.isTTY) throw new UsageError(`--${option} còn thiếu / is missing`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    for (;;) {
      const answer = (await terminal.question(`${question}: `)).normalize('NFC').trim();
      if (fits(answer)) return answer;
    }
  } finally {
    terminal.close();
  }
}
