export const PASSWORD_MIN = 10;
/** Longer ones are refused: hashing them would only cost time. */
export const PASSWORD_MAX = 200;

// What people try first, here and elsewhere; compared without case, marks and what is not a letter or digit.
const COMMON = new Set([
  '1234567890', '0123456789', '9876543210', '0987654321', '1111111111', '0000000000', '1234512345', '1122334455',
  '12345678910', '123456789a', 'a123456789', 'abc1234567', 'abcd123456', 'abc123456789', '1q2w3e4r5t', 'qwertyuiop',
  'qwerty12345', 'qwerty123456', 'asdfghjkl1', 'password12', 'password123', 'password1234', 'passw0rd123', 'admin12345',
  'admin123456', 'administrator', 'matkhau123', 'matkhau1234', 'matkhau12345', 'matkhaumoi', 'danvankheo', 'danvankheo1',
  'danvankheo123', 'danvankheo2024', 'danvankheo2025', 'danvankheo2026', 'vietnam123', 'vietnam1234', 'vietnam2024',
  'vietnam2025', 'vietnam2026', 'iloveyou123', 'khongbiet1', 'hochiminh1', 'xinchao123', 'anhyeuem123',
]); // prettier-ignore

export type PasswordProblem = 'PASSWORD_TOO_SHORT' | 'PASSWORD_TOO_LONG' | 'PASSWORD_IS_LOGIN' | 'PASSWORD_COMMON';

/** Why a new password is refused, or undefined. Length counts more than kinds of characters (NIST SP 800-63B, 3.1.1.2). */
export function passwordProblem(password: string, login: string): PasswordProblem | undefined {
  const length = Array.from(password).length;
  if (length < PASSWORD_MIN) return 'PASSWORD_TOO_SHORT';
  if (length > PASSWORD_MAX) return 'PASSWORD_TOO_LONG';
  const plain = simple(password);
  const name = simple(login);
  if (plain === name || plain === simple(login.split('@')[0] ?? '') || plain === name + name)
    return 'PASSWORD_IS_LOGIN';
  if (COMMON.has(plain) || new Set(plain).size <= 2) return 'PASSWORD_COMMON';
  return undefined;
}

function simple(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
