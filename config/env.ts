import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { type ClamdAddress, EnvError, type EnvSource, Reader, type S3Settings } from './env-reader';

export { EnvError, type EnvSource } from './env-reader';

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
const withoutSlash = (url: string): string => url.replace(/\/+$/, '');
