import { demoAccounts, seedDemo } from '@app/demo';
import type { Env } from '../../../config/env';

/** Accounts of the demonstration, as they are shown after the start. */
export { demoAccounts };

/** Loads the demonstration into a database without accounts; says so, since it takes a few seconds. */
export async function seedIfEmpty(env: Env, say: (line: string) => void): Promise<boolean> {
  say('Đang nạp dữ liệu mẫu nếu chưa có… / loading the demonstration if it is not there…');
  return seedDemo(env);
}
