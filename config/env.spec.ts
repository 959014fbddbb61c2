import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asRole, type Env, EnvError, type EnvSource, keepSecretInFile, loadEnv } from './env';

const SECRET = 'x'.repeat(43);
const load = (source: EnvSource = {}): Env => loadEnv(source, () => SECRET);
const problemsOf = (source: EnvSource): string[] => {
  try {
    load(source);
    return [];
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return error.problems.map((problem) => problem.setting);
  }
};

describe('settings', () => {
  it('has a default for everything, so that nothing must be set for a first start', () => {
    expect(load()).toEqual({
      nodeEnv: 'development',
      logLevel: 'log',
      host: '127.0.0.1',
      port: 3000,
      portalPort: 3001,
      publicUrl: 'http://localhost:3000',
      portalUrl: 'http://localhost:3001',
      trustProxy: false,
      cookieSecure: false,
      sessionSecret: SECRET,
      dataDir: join(process.cwd(), '.data'),
      databaseUrl: undefined,
      appDatabaseUrl: undefined,
      portalDatabaseUrl: undefined,
      embedded: true,
      embeddedPgPort: 54329,
      seed: 'demo',
      smtpUrl: undefined,
      mailFrom: 'Dân vận khéo <khong-tra-loi@danvankheo.localhost>',
      maildevWebPort: 1080,
      maildevSmtpPort: 1025,
      webhook: undefined,
      uploadMaxBytes: 200 * 1024 * 1024,
      formMaxBytes: 20 * 1024 * 1024,
      storage: undefined,
      clamd: undefined,
    } satisfies Env);
  });

  it('lets processes without a login of their own take on a group role on the server that is named', () => {
    const env = load({ DATABASE_URL: 'postgres://o:p@db:5432/dvk' });
    expect(env.appDatabaseUrl).toBe('postgres://o:p@db:5432/dvk?options=-c%20role%3Ddvk_app');
    expect(env.portalDatabaseUrl).toBe('postgres://o:p@db:5432/dvk?options=-c%20role%3Ddvk_portal');
    expect([env.embedded, env.seed]).toEqual([false, 'none']);
  });

  it('uses separate logins when they are given', () => {
    const env = load({ DATABASE_URL: 'postgres://o@db/dvk', APP_DATABASE_URL: 'postgres://a@db/dvk' });
    expect(env.appDatabaseUrl).toBe('postgres://a@db/dvk');
  });

  it('takes an empty value as not set', () => {
    expect(load({ PORT: '', DATABASE_URL: ' ' })).toEqual(load());
  });

  it('marks cookies as secure when the public address is https, without its trailing slash', () => {
    const env = load({ PUBLIC_URL: 'https://dvk.tinh.gov.vn/' });
    expect([env.cookieSecure, env.publicUrl]).toEqual([true, 'https://dvk.tinh.gov.vn']);
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['PORTAL_PORT', '3000'],
    ['DATABASE_URL', 'mysql://db/x'],
    ['SMTP_URL', 'mail.tinh.gov.vn'],
    ['MAIL_FROM', 'không có địa chỉ'],
    ['WEBHOOK_URL', 'ftp://zalo.example.vn/x'],
    ['WEBHOOK_SECRET', 'short'],
    ['PUBLIC_URL', 'dvk.tinh.gov.vn'],
    ['SESSION_SECRET', 'short'],
    ['SEED', 'yes'],
    ['LOG_LEVEL', 'loud'],
    ['TRUST_PROXY', 'nginx'],
    ['COOKIE_SECURE', 'maybe'],
    ['UPLOAD_MAX_MB', '0'],
    ['NODE_ENV', 'staging'],
  ])('refuses %s=%s and names the setting', (setting, value) => {
    expect(problemsOf({ [setting]: value })).toEqual([setting]);
  });

  it('names all wrong settings at once, in Vietnamese and English', () => {
    expect(problemsOf({ PORT: '0', SEED: 'x' })).toEqual(['PORT', 'SEED']);
    expect(() => load({ PORT: 'x' })).toThrow(
      'PORT: “x” không phải là số nguyên từ 1 đến 65535\n      "x" is not a whole number from 1 to 65535',
    );
  });

  it('takes a gateway only by https or on this machine, without a login, and with a secret', () => {
    const secret = 's'.repeat(32);
    const gateway = (url: string) => problemsOf({ WEBHOOK_URL: url, WEBHOOK_SECRET: secret });
    expect(gateway('http://zalo.example.vn/send')).toEqual(['WEBHOOK_URL']);
    expect(gateway('http://127.0.0.1.example.vn/send')).toEqual(['WEBHOOK_URL']);
    expect(gateway('https://user:pass@zalo.example.vn/send')).toEqual(['WEBHOOK_URL']);
    expect(problemsOf({ WEBHOOK_URL: 'https://zalo.example.vn/send' })).toEqual(['WEBHOOK_SECRET']);
    for (const url of ['https://zalo.example.vn/send', 'http://127.0.0.1:9/x', 'http://localhost:9/x'])
      expect(load({ WEBHOOK_URL: url, WEBHOOK_SECRET: secret }).webhook).toEqual({ url, secret });
  });

  it('never repeats a wrong address, which may hold a password', () => {
    expect(() => load({ DATABASE_URL: 'mysql://u:hush@db/x' })).toThrow(/^(?!.*hush)/s);
  });

  it('asks for a session secret in production on a server of one’s own, and only there', () => {
    const own = { DATABASE_URL: 'postgres://o@db/dvk' };
    expect(problemsOf({ ...own, NODE_ENV: 'production' })).toEqual(['SESSION_SECRET']);
    expect(problemsOf(own)).toEqual([]);
    expect(problemsOf({ NODE_ENV: 'production' })).toEqual([]);
  });
});

describe('STORAGE_URL and CLAMD_URL', () => {
  it('name a store and a scanner', () => {
    const { storage } = load({
      STORAGE_URL: 's3://kho%3Aa:m%2Ft@s3.tinh.gov.vn:9000/minh-chung?region=vn-1&prefix=/dvk/',
    });
    expect(storage).toEqual({
      endpoint: 'https://s3.tinh.gov.vn:9000',
      region: 'vn-1',
      bucket: 'minh-chung',
      prefix: 'dvk/',
      accessKeyId: 'kho:a',
      secretAccessKey: 'm/t',
    });
    expect(load({ STORAGE_URL: 's3://k:s@h/minh-chung?tls=0' }).storage).toMatchObject({
      endpoint: 'http://h',
      prefix: '',
    });
    expect(load({ CLAMD_URL: 'tcp://clamav:3310' }).clamd).toEqual({ host: 'clamav', port: 3310 });
    expect(load({ CLAMD_URL: 'unix:/run/clamav/clamd.ctl' }).clamd).toEqual({ path: '/run/clamav/clamd.ctl' });
  });

  it.each([
    ['STORAGE_URL', 'https://k:hush@h/b'],
    ['STORAGE_URL', 's3://h/minh-chung'],
    ['STORAGE_URL', 's3://k:hush@h'],
    ['STORAGE_URL', 's3://k:hush@h/A b'],
    ['STORAGE_URL', 's3://k:hush@h/minh-chung?tls=yes'],
    ['STORAGE_URL', 's3://k:hush@h/minh-chung?ssl=1'],
    ['STORAGE_URL', 's3://k:hush@h/minh-chung?prefix=a%20b'],
    ['STORAGE_URL', 's3://k:%E0%A4%A@h/minh-chung'],
    ['CLAMD_URL', 'clamav:3310'],
    ['CLAMD_URL', 'tcp://clamav'],
    ['CLAMD_URL', 'unix:clamd.ctl'],
  ])('%s=%s is refused without repeating a secret', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([name]);
    expect(() => load({ [name]: value })).toThrow(/^(?!.*hush)/s);
  });
});

describe('asRole', () => {
  it('keeps other parameters and options of the address', () => {
    expect(asRole('postgres://o@db/dvk?sslmode=require&options=-c%20statement_timeout%3D5s', 'dvk_app')).toBe(
      'postgres://o@db/dvk?sslmode=require&options=-c%20statement_timeout%3D5s%20-c%20role%3Ddvk_app',
    );
  });
});

describe('a generated secret', () => {
  it('is made once, kept, and readable by the owner only', () => {
    const dir = mkdtempSync(join(tmpdir(), 'dvk-env-'));
    try {
      const first = keepSecretInFile(join(dir, 'data'), 'session-secret');
      expect(first).toHaveLength(43);
      expect(keepSecretInFile(join(dir, 'data'), 'session-secret')).toBe(first);
      expect(statSync(join(dir, 'data/session-secret')).mode & 0o777).toBe(0o600);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
