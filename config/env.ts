import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';

/** Group roles that the migrations create; a process that has no login of its own takes one of them on. */
export const APP_ROLE = 'dvk_app';
export const PORTAL_ROLE = 'dvk_portal';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** All settings of all processes, checked once at start. Lengths in bytes, ports in 1…65535. */
export interface Env {
  readonly nodeEnv: 'development' | 'production' | 'test';
  readonly logLevel: LogLevel;

  /** Work area and API listen here; the portal listens on the same host. */
  readonly host: string;
  readonly port: number;
  readonly portalPort: number;
  /** What people type, without a trailing slash; used in mails, QR codes and origin checks. */
  readonly publicUrl: string;
  readonly portalUrl: string;
  /** What Fastify takes as `trustProxy`. */
  readonly trustProxy: boolean | number | string;
  readonly cookieSecure: boolean;
  /** Signs session cookies; at least 32 characters. */
  readonly sessionSecret: string;

  /** Absolute folder of everything that is kept: embedded database, uploaded files, generated secrets. */
  readonly dataDir: string;
  /** Owner's login, for migrations and the command line; undefined = the embedded server of `npm start`. */
  readonly databaseUrl: string | undefined;
  /** What API and worker connect with; undefined only while the embedded server is not up yet. */
  readonly appDatabaseUrl: string | undefined;
  /** What the portal connects with (sees published views only); undefined as above. */
  readonly portalDatabaseUrl: string | undefined;
  /** True on the server of `npm start`, false on a server of one's own: decides whether demonstration data is loaded. */
  readonly embedded: boolean;
  readonly embeddedPgPort: number;
  readonly seed: 'demo' | 'none';

  /** undefined = the demonstration inbox of `npm start`. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly maildevWebPort: number;
  readonly maildevSmtpPort: number;
  /** Gateway for Zalo or SMS; undefined = there is none. */
  readonly webhook: { readonly url: string; readonly secret: string } | undefined;

  /** Largest single file of a resumable upload. */
  readonly uploadMaxBytes: number;
  /** Largest file of a plain form, which is held in memory. */
  readonly formMaxBytes: number;
  /** Where files are kept; undefined = on disk under `dataDir`. */
  readonly storage: S3Settings | undefined;
  /** Virus scanner; undefined = files stay "not yet scanned". */
  readonly clamd: ClamdAddress | undefined;
}

/** An S3-compatible store. */
export interface S3Settings {
  /** such as https://s3.tinh.gov.vn:9000 */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Put before each key; empty or ending with a slash. */
  readonly prefix: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly path: string };

export type EnvSource = Readonly<Record<string, string | undefined>>;

/** One wrong setting, in the words that the operator reads. */
export interface EnvProblem {
  readonly setting: string;
  readonly vi: string;
  readonly en: string;
}

/** Carries every wrong setting at once, so that they can be put right in one go. */
export class EnvError extends Error {
  constructor(readonly problems: readonly EnvProblem[]) {
    super(problems.map((p) => `${p.setting}: ${p.vi}\n${' '.repeat(p.setting.length + 2)}${p.en}`).join('\n'));
    this.name = 'EnvError';
  }
}

/** Where a secret that nobody set comes from: its name to its value. */
export type SecretKeeper = (dataDir: string, name: string) => string;

/**
 * Reads and checks all settings. An empty string counts as "not set", as it does in compose files and unit files.
 *
 * @throws EnvError with one entry per wrong setting
 */
export function loadEnv(source: EnvSource = process.env, keepSecret: SecretKeeper = keepSecretInFile): Env {
  const read = new Reader(source);

  const nodeEnv = read.oneOf('NODE_ENV', ['development', 'production', 'test'], 'development');
  const host = read.text('HOST') ?? '127.0.0.1';
  const port = read.port('PORT', 3000);
  const portalPort = read.port('PORTAL_PORT', 3001);
  const databaseUrl = read.url('DATABASE_URL', ['postgres:', 'postgresql:']);
  const appLogin = read.url('APP_DATABASE_URL', ['postgres:', 'postgresql:']);
  const portalLogin = read.url('PORTAL_DATABASE_URL', ['postgres:', 'postgresql:']);
  // `up` and the command line name the embedded server's addresses to what they start; EMBEDDED tells whose server that is
  const embedded = read.flag('EMBEDDED', (databaseUrl ?? appLogin ?? portalLogin) === undefined);
  const publicUrl = withoutSlash(read.url('PUBLIC_URL', ['http:', 'https:']) ?? `http://localhost:${port}`);
  const portalUrl = withoutSlash(read.url('PORTAL_URL', ['http:', 'https:']) ?? `http://localhost:${portalPort}`);
  const dataDir = absolute(read.text('DATA_DIR') ?? '.data');
  const givenSecret = read.text('SESSION_SECRET');
  const uploadMaxMb = read.number('UPLOAD_MAX_MB', 200, 1, 2048);

  if (port === portalPort)
    read.problem(
      'PORTAL_PORT',
      `trùng với PORT (${port}); hãy chọn cổng khác`,
      `is the same as PORT (${port}); choose another`,
    );
  if (givenSecret !== undefined && givenSecret.length < 32)
    read.problem('SESSION_SECRET', 'phải có ít nhất 32 ký tự', 'must have at least 32 characters');
  if (givenSecret === undefined && nodeEnv === 'production' && !embedded)
    read.problem(
      'SESSION_SECRET',
      'bắt buộc khi chạy chính thức với máy chủ dữ liệu riêng (ít nhất 32 ký tự ngẫu nhiên)',
      'is required in production with a database server of your own (at least 32 random characters)',
    );

  const settings = {
    nodeEnv,
    logLevel: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'log'),
    host,
    port,
    portalPort,
    publicUrl,
    portalUrl,
    trustProxy: read.trustProxy('TRUST_PROXY'),
    cookieSecure: read.flag('COOKIE_SECURE', publicUrl.startsWith('https:')),
    dataDir,
    databaseUrl,
    appDatabaseUrl: appLogin ?? (databaseUrl && asRole(databaseUrl, APP_ROLE)),
    portalDatabaseUrl: portalLogin ?? (databaseUrl && asRole(databaseUrl, PORTAL_ROLE)),
    embedded,
    embeddedPgPort: read.port('EMBEDDED_PG_PORT', 54329),
    seed: read.oneOf('SEED', ['demo', 'none'], embedded ? 'demo' : 'none'),
    smtpUrl: read.url('SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: read.mailFrom('MAIL_FROM', 'Dân vận khéo <khong-tra-loi@danvankheo.localhost>'),
    maildevWebPort: read.port('MAILDEV_WEB_PORT', 1080),
    maildevSmtpPort: read.port('MAILDEV_SMTP_PORT', 1025),
    webhook: read.webhook('WEBHOOK_URL', 'WEBHOOK_SECRET'),
    uploadMaxBytes: uploadMaxMb * 1024 * 1024,
    formMaxBytes: Math.min(uploadMaxMb, FORM_MAX_MB) * 1024 * 1024,
    storage: read.storage('STORAGE_URL'),
    clamd: read.clamd('CLAMD_URL'),
  } as const;
  read.done();
  return Object.freeze({ ...settings, sessionSecret: givenSecret ?? keepSecret(dataDir, 'session-secret') });
}

/** As `loadEnv`, for the entry of a process: wrong settings are printed without a stack trace and the process ends with 1. */
export function loadEnvOrExit(source: EnvSource = process.env): Env {
  try {
    return loadEnv(source);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`\nCấu hình chưa đúng / wrong settings:\n\n${error.message}\n\n`);
    process.exit(1);
  }
}

/**
 * The same server and login, but working under a group role: what the login may do beyond that role is given up for
 * the whole connection.
 */
export function asRole(url: string, role: string): string {
  const parsed = new URL(url);
  const before = parsed.searchParams.get('options');
  parsed.searchParams.delete('options');
  const options = encodeURIComponent(`${before ? `${before} ` : ''}-c role=${role}`);
  const rest = parsed.searchParams.toString();
  parsed.search = `?${rest ? `${rest}&` : ''}options=${options}`;
  return parsed.toString();
}

/** A random secret (43 characters) that is made once and then kept in `dataDir/<name>`, readable by the owner only. */
export function keepSecretInFile(dataDir: string, name: string): string {
  const file = join(dataDir, name);
  try {
    const kept = readFileSync(file, 'utf8').trim();
    if (kept.length >= 32) return kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const fresh = randomBytes(32).toString('base64url');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, `${fresh}\n`, { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    // two processes started at once: the first one's secret counts
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const kept = readFileSync(file, 'utf8').trim();
    if (kept.length >= 32) return kept;
    writeFileSync(file, `${fresh}\n`, { mode: 0o600 });
    return fresh;
  }
}

/** A form's file is held in memory; larger ones come through the resumable upload. */
const FORM_MAX_MB = 20;

const absolute = (path: string): string => (isAbsolute(path) ? path : resolve(process.cwd(), path));
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** Reads single settings and collects what is wrong with them. */
class Reader {
  private readonly problems: EnvProblem[] = [];

  constructor(private readonly source: EnvSource) {}

  problem(setting: string, vi: string, en: string): void {
    this.problems.push({ setting, vi, en });
  }

  done(): void {
    if (this.problems.length > 0) throw new EnvError(this.problems);
  }

  text(setting: string): string | undefined {
    const value = this.source[setting]?.trim();
    return value === '' ? undefined : value;
  }

  number(setting: string, fallback: number, min: number, max: number): number {
    const value = this.text(setting);
    if (value === undefined) return fallback;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    if (number >= min && number <= max) return number;
    this.problem(
      setting,
      `“${value}” không phải là số nguyên từ ${min} đến ${max}`,
      `"${value}" is not a whole number from ${min} to ${max}`,
    );
    return fallback;
  }

  port(setting: string, fallback: number): number {
    return this.number(setting, fallback, 1, 65535);
  }

  oneOf<const T extends string>(setting: string, allowed: readonly T[], fallback: T): T {
    const value = this.text(setting);
    if (value === undefined) return fallback;
    const found = allowed.find((one) => one === value);
    if (found !== undefined) return found;
    const list = allowed.join(', ');
    this.problem(setting, `“${value}” không hợp lệ; chọn một trong: ${list}`, `"${value}" is not one of: ${list}`);
    return fallback;
  }

  flag(setting: string, fallback: boolean): boolean {
    const value = this.text(setting)?.toLowerCase();
    if (value === undefined) return fallback;
    if (['1', 'true', 'yes'].includes(value)) return true;
    if (['0', 'false', 'no'].includes(value)) return false;
    this.problem(setting, `“${value}” không hợp lệ; dùng true hoặc false`, `"${value}" is neither true nor false`);
    return fallback;
  }

  url(setting: string, protocols: readonly string[]): string | undefined {
    const value = this.text(setting);
    if (value === undefined) return undefined;
    const parsed = URL.canParse(value) ? new URL(value) : undefined;
    if (parsed && protocols.includes(parsed.protocol) && parsed.hostname !== '') return value;
    const list = protocols.map((protocol) => `${protocol}//`).join(', ');
    // the value is not repeated: it may hold a password
    this.problem(setting, `không phải là địa chỉ bắt đầu bằng ${list}`, `is not an address that starts with ${list}`);
    return undefined;
  }

  /** s3://KEY:SECRET@host[:port]/bucket?region=…&tls=0|1&prefix=… ; values with special characters are percent-encoded. */
  storage(setting: string): S3Settings | undefined {
    const value = this.text(setting);
    if (value === undefined) return undefined;
    // the standard parser only takes `s3:` apart as it should when it is a web address
    const parsed =
      /^s3:\/\/[^/]/.test(value) && URL.canParse(`http${value.slice(2)}`)
        ? new URL(`http${value.slice(2)}`)
        : undefined;
    const text = (part: string) => decoded(part) ?? '';
    const bucket = parsed ? parsed.pathname.replace(/^\/|\/$/g, '') : '';
    const query = parsed?.searchParams;
    const tls = query?.get('tls') ?? '1';
    const prefix = (query?.get('prefix') ?? '').replace(/^\/+|\/+$/g, '');
    const region = query?.get('region') ?? 'us-east-1';
    const unknown = [...(query?.keys() ?? [])].filter((name) => !['region', 'tls', 'prefix'].includes(name));
    const wrong = !parsed
      ? ['không phải là địa chỉ dạng s3://KHOÁ:MẬT_KHẨU@máy-chủ/kho', 'is not of the form s3://KEY:SECRET@host/bucket']
      : !text(parsed.username) || !text(parsed.password)
        ? ['thiếu khoá hoặc mật khẩu (s3://KHOÁ:MẬT_KHẨU@…)', 'lacks the key or the secret (s3://KEY:SECRET@…)']
        : !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)
          ? ['tên kho (bucket) thiếu hoặc không hợp lệ', 'lacks the bucket, or its name is not valid']
          : !['0', '1'].includes(tls)
            ? ['tls chỉ nhận 0 hoặc 1', 'tls must be 0 or 1']
            : !/^[a-z0-9-]{1,40}$/.test(region)
              ? ['region không hợp lệ', 'has a region that is not valid']
              : !/^[\w./-]{0,200}$/.test(prefix)
                ? [
                    'prefix chỉ gồm chữ không dấu, số và . _ - /',
                    'has a prefix with other characters than letters, digits and . _ - /',
                  ]
                : unknown.length > 0
                  ? [
                      `không hiểu “${unknown.join(', ')}”; chỉ có region, tls, prefix`,
                      `has unknown options "${unknown.join(', ')}"; there are region, tls, prefix`,
                    ]
                  : undefined;
    if (wrong || !parsed) {
      // the value is not repeated: it holds a secret
      this.problem(setting, wrong?.[0] ?? '', wrong?.[1] ?? '');
      return undefined;
    }
    return {
      endpoint: `${tls === '1' ? 'https' : 'http'}://${parsed.host}`,
      region,
      bucket,
      prefix: prefix && `${prefix}/`,
      accessKeyId: text(parsed.username),
      secretAccessKey: text(parsed.password),
    };
  }

  /** tcp://host:port or unix:/path/of/socket */
  clamd(setting: string): ClamdAddress | undefined {
    const value = this.text(setting);
    if (value === undefined) return undefined;
    const path = /^unix:(?:\/\/)?(\/.+)$/.exec(value)?.[1];
    if (path !== undefined) return { path };
    const parsed = /^tcp:\/\//.test(value) && URL.canParse(value) ? new URL(value) : undefined;
    if (parsed && parsed.hostname !== '' && parsed.port !== '' && ['', '/'].includes(parsed.pathname))
      return { host: parsed.hostname.replace(/^\[|\]$/g, ''), port: Number(parsed.port) };
    this.problem(
      setting,
      `“${value}” không hợp lệ; dùng tcp://máy-chủ:3310 hoặc unix:/run/clamav/clamd.ctl`,
      `"${value}" is neither tcp://host:3310 nor unix:/run/clamav/clamd.ctl`,
    );
    return undefined;
  }

  /** https, or http to this machine; the secret signs every message. */
  webhook(setting: string, secretSetting: string): { url: string; secret: string } | undefined {
    const url = this.url(setting, ['http:', 'https:']);
    const secret = this.text(secretSetting);
    if (secret !== undefined && secret.length < 32)
      this.problem(secretSetting, 'phải có ít nhất 32 ký tự', 'must have at least 32 characters');
    if (url === undefined) return undefined;
    const { protocol, hostname, username, password } = new URL(url);
    if (protocol === 'http:' && !/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname))
      this.problem(setting, 'phải bắt đầu bằng https:// (trừ máy này)', 'must start with https:// (but for this machine)');
    if (username !== '' || password !== '')
      this.problem(setting, 'không được chứa tên hoặc mật khẩu', 'must not contain a login or a password');
    if (secret === undefined)
      this.problem(
        secretSetting,
        `bắt buộc khi đặt ${setting} (ít nhất 32 ký tự ngẫu nhiên)`,
        `is required with ${setting} (at least 32 random characters)`,
      );
    return { url, secret: secret ?? '' };
  }

  trustProxy(setting: string): boolean | number | string {
    const value = this.text(setting);
    if (value === undefined) return false;
    if (/^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
    if (/^\d{1,2}$/.test(value)) return Number(value);
    if (/^[0-9a-f.:/, ]+$/i.test(value) || /^(loopback|linklocal|uniquelocal)$/.test(value)) return value;
    this.problem(
      setting,
      `“${value}” không hợp lệ; dùng true, false, số lớp proxy hoặc danh sách địa chỉ IP`,
      `"${value}" is neither true, false, a number of proxies nor a list of IP addresses`,
    );
    return false;
  }

  mailFrom(setting: string, fallback: string): string {
    const value = this.text(setting);
    if (value === undefined) return fallback;
    if (/^[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>$/.test(value) || /^[^\s<>@]+@[^\s<>@]+$/.test(value)) return value;
    this.problem(
      setting,
      `“${value}” không phải là địa chỉ thư, ví dụ: Dân vận khéo <dvk@tinh.gov.vn>`,
      `"${value}" is not a mail address such as: Dân vận khéo <dvk@tinh.gov.vn>`,
    );
    return fallback;
  }
}
