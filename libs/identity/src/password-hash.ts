import { randomBytes, randomInt, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';

// N = 2^15, r = 8, p = 1: 32 MB and about 60 ms for each guess (OWASP Password Storage Cheat Sheet)
const LOG_N = 15;
const PARAMETERS = { N: 2 ** LOG_N, r: 8, p: 1 };
const KEY_BYTES = 32;

/** A salted hash: `$scrypt$ln=15,r=8,p=1$salt$hash`, base64 without padding. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, KEY_BYTES, PARAMETERS);
  return `$scrypt$ln=${LOG_N},r=${PARAMETERS.r},p=${PARAMETERS.p}$${encode(salt)}$${encode(key)}`;
}

/** Compares in constant time. Without a hash (unknown login) it takes as long and is always false. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [, ln, r, p, salt = '', key = ''] =
    /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hash ?? '') ?? [];
  const expected = ln ? Buffer.from(key, 'base64') : randomBytes(KEY_BYTES);
  const parameters = ln ? { N: 2 ** Number(ln), r: Number(r), p: Number(p) } : PARAMETERS;
  const found = await derive(password, Buffer.from(salt, 'base64'), expected.length, parameters);
  return timingSafeEqual(found, expected) && ln !== undefined;
}

/** A password that a person can read out and type: four groups of four, without characters that look alike; 79 bits. */
export function temporaryPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

function derive(password: string, salt: Buffer, length: number, parameters: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // NFC: the same password typed on another machine may come decomposed
    scrypt(password.normalize('NFC'), salt, length, { ...parameters, maxmem: 128 * 1024 * 1024 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
