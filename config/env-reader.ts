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

/** Reads single settings and collects what is wrong with them. */
export class Reader {
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
    const wrong = [
      [
        parsed,
        'không phải là địa chỉ dạng s3://KHOÁ:MẬT_KHẨU@máy-chủ/kho',
        'is not of the form s3://KEY:SECRET@host/bucket',
      ],
      [
        parsed && text(parsed.username) && text(parsed.password),
        'thiếu khoá hoặc mật khẩu (s3://KHOÁ:MẬT_KHẨU@…)',
        'lacks the key or the secret (s3://KEY:SECRET@…)',
      ],
      [
        /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket),
        'tên kho (bucket) thiếu hoặc không hợp lệ',
        'lacks the bucket, or its name is not valid',
      ],
      [['0', '1'].includes(tls), 'tls chỉ nhận 0 hoặc 1', 'tls must be 0 or 1'],
      [/^[a-z0-9-]{1,40}$/.test(region), 'region không hợp lệ', 'has a region that is not valid'],
      [
        /^[\w./-]{0,200}$/.test(prefix),
        'prefix chỉ gồm chữ không dấu, số và . _ - /',
        'has a prefix with other characters than letters, digits and . _ - /',
      ],
      [
        unknown.length === 0,
        `không hiểu “${unknown.join(', ')}”; chỉ có region, tls, prefix`,
        `has unknown options "${unknown.join(', ')}"; there are region, tls, prefix`,
      ],
    ].find(([right]) => !right);
    if (wrong || !parsed) {
      // the value is not repeated: it holds a secret
      this.problem(setting, String(wrong?.[1]), String(wrong?.[2]));
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
    const parsed = value.startsWith('tcp://') && URL.canParse(value) ? new URL(value) : undefined;
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
      this.problem(
        setting,
        'phải bắt đầu bằng https:// (trừ máy này)',
        'must start with https:// (but for this machine)',
      );
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

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
