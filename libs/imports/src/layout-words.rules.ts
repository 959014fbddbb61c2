import { foldWords } from './fold.rules';

/** What a column of a list of registrations can hold. With a code: `FIELD:KINH_TE` is ticked for that field. */
export const COLUMN_ROLES = [
  'NUMBER', // STT
  'TITLE',
  'SUBJECT', // who carries it out, as it will stand on the certificate
  'UNIT', // any unit, mostly below the commune
  'COMMUNE',
  'DISTRICT',
  'PROVINCE',
  'FIELD', // the field in words
  'TYPE', // collective, individual, household in words
  'RENEWAL', // new or carried on
  'START', // first day
  'IGNORE',
] as const;
export type ColumnRole =
  (typeof COLUMN_ROLES)[number] | `FIELD:${string}` | `TYPE:${string}` | `CONTRIBUTION:${string}` | `CONTENT:${string}`;

/** What the round's rules know, as far as columns can lead there. */
export interface Targets {
  readonly fields: readonly { readonly code: string; readonly name: string }[];
  readonly contributions: readonly { readonly code: string; readonly name: string; readonly unit: string }[];
  readonly content: readonly { readonly code: string; readonly label: string }[];
}

const WHOLE: readonly (readonly [RegExp, ColumnRole])[] = [
  [/^(stt|s t t|so tt|tt|so thu tu|no|t t)$/, 'NUMBER'],
  [/^(ly do khong nhan|ghi chu|ghi chu khac|reason|note|dong cu)$/, 'IGNORE'],
  [
    /^(ten |noi dung |dang ky |ten goi )*(mo hinh|dien hinh|cong trinh|phan viec|cach lam hay|mo hinh dien hinh)( dien hinh| dan van kheo| dang ky| nam \d{4}| thuc hien| cong trinh| phan viec| hoac| va| cach lam hay)*$/,
    'TITLE',
  ],
  [/^(ten|noi dung) dang ky$/, 'TITLE'],
  [
    /^(don vi|tap the|ca nhan|to chuc|nguoi|chu the|co quan|doi tuong)( ca nhan| tap the| don vi| ho gia dinh)*( truc tiep)? (thuc hien|dang ky thuc hien|phu trach|chu tri|xay dung)$/,
    'SUBJECT',
  ],
  [
    /^(ho va ten|ho ten|ten tap the|ten ca nhan|ten tap the ca nhan|tap the ca nhan|ten don vi ca nhan|tac gia)( ho gia dinh)?$/,
    'SUBJECT',
  ],
  [
    /^(don vi|ten don vi|don vi dang ky|ten don vi dang ky|don vi truc thuoc|co quan don vi|dia ban|noi dang ky|don vi dia phuong|dia phuong)$/,
    'UNIT',
  ],
  [
    /^(ap|khu vuc|thon|ap khu vuc|thon ban|thon ap|thon xom|khu dan cu|to dan pho|thon to dan pho|ap khu vuc khom|thon ban to dan pho|khom ap)$/,
    'UNIT',
  ],
  [
    /^(ten )?(cap )?(xa|phuong|xa phuong|xa thi tran|xa phuong thi tran|phuong xa|phuong xa thi tran|xa phuong tt|xa phuong dac khu)$/,
    'COMMUNE',
  ],
  [
    /^(ten )?(cap )?(huyen|quan|huyen thi xa thanh pho|quan huyen|huyen tx tp|huyen thi thanh|huyen thanh pho|huyen thi xa|huyen quan|huyen thi xa tp|quan huyen thi xa thanh pho)$/,
    'DISTRICT',
  ],
  [/^(tinh|tinh thanh|tinh thanh pho|cap tinh)$/, 'PROVINCE'],
  [/^(linh vuc|thuoc linh vuc|linh vuc dang ky|linh vuc thuc hien)$/, 'FIELD'],
  [/^(loai hinh|loai|hinh thuc|loai mo hinh|loai dien hinh|tap the ca nhan ho gia dinh|doi tuong|phan loai)$/, 'TYPE'],
  [
    /^(moi duy tri|moi hay duy tri|tinh trang|duy tri moi|moi tiep tuc|dang ky moi duy tri|moi|hinh thuc dang ky)$/,
    'RENEWAL',
  ],
  [/^(ngay|thoi gian|thoi diem) (bat dau|khoi dong|trien khai|ra mat)$/, 'START'],
];

const FIELD_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(kt|kinh te|phat trien kinh te|linh vuc kinh te)$/, 'KINH_TE'],
  [/^(vh xh|vhxh|van hoa xa hoi|van hoa|xa hoi|vh|linh vuc van hoa xa hoi)$/, 'VAN_HOA_XA_HOI'],
  [
    /^(qp an|qpan|anqp|an qp|quoc phong an ninh|an ninh quoc phong|quoc phong|an ninh|linh vuc quoc phong an ninh)$/,
    'QUOC_PHONG_AN_NINH',
  ],
  [
    /^(htct|ht ct|xdhtct|xd htct|he thong chinh tri|xay dung he thong chinh tri|xay dung dang he thong chinh tri|xay dung dang|linh vuc (xay dung )?he thong chinh tri)$/,
    'HE_THONG_CHINH_TRI',
  ],
];
const TYPE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(tap the|tt|mo hinh tap the|dien hinh tap the)$/, 'COLLECTIVE'],
  [/^(ca nhan|cn|dien hinh ca nhan|mo hinh ca nhan)$/, 'INDIVIDUAL'],
  [/^(ho gia dinh|ho|gia dinh|hgd)$/, 'HOUSEHOLD'],
];
const CONTRIBUTION_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^so ho( dan| gia dinh)?( tham gia| huong loi| thu huong)?$/, 'HO'],
  [/^so (nguoi|thanh vien|doan vien|hoi vien)( tham gia)?$/, 'NGUOI'],
  [/^(dien tich |so )?(dat hien|hien dat|dat)( m2| m)?$/, 'DAT'],
  [/^(so )?ngay cong( lao dong)?$/, 'NGAY_CONG'],
  [/^(so tien|kinh phi|tien dong gop|kinh phi van dong|tong kinh phi|von)( dong| trieu dong)?$/, 'TIEN'],
];
const CONTENT_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(ly do|su can thiet)/, 'LY_DO'],
  [/^muc (tieu|dich)/, 'MUC_TIEU'],
  [/^(noi dung|cach lam|noi dung cach lam|tom tat noi dung|noi dung thuc hien|noi dung mo hinh)/, 'NOI_DUNG'],
  [/^(dia diem|noi thuc hien)/, 'DIA_DIEM'],
  [/^luc luong/, 'LUC_LUONG'],
  [/^(nguon luc|kinh phi thuc hien|nguon kinh phi)/, 'NGUON_LUC'],
  [/^(tien do|thoi gian thuc hien|thoi gian)/, 'TIEN_DO'],
  [/^(san pham|ket qua du kien|du kien ket qua|ket qua mong doi|du kien san pham|chi tieu)/, 'SAN_PHAM'],
  [/^(ket qua|hieu qua)/, 'KET_QUA'],
  [/^(kha nang )?(duy tri|nhan rong)/, 'DUY_TRI_NHAN_RONG'],
];

/** The field that words mean, among those of the round: by its code's usual words, or by its own name. */
export function fieldOfWords(text: string, fields: Targets['fields']): string | undefined {
  const words = foldWords(text);
  const code = FIELD_WORDS.find(([pattern]) => pattern.test(words))?.[1];
  return (fields.find((field) => field.code === code) ?? fields.find((field) => foldWords(field.name) === words))?.code;
}

/** COLLECTIVE, INDIVIDUAL or HOUSEHOLD. */
export function typeOfWords(text: string): string | undefined {
  const words = foldWords(text);
  return TYPE_WORDS.find(([pattern]) => pattern.test(words))?.[1];
}

/**
 * What a column holds by its header, from the outermost merged cell to the innermost.
 * @returns the role and how sure it is, 0…1; undefined when nothing fits
 */
export function roleOf(
  labels: readonly string[],
  targets: Targets,
): { role: ColumnRole; confidence: number } | undefined {
  const parts = labels.map(foldWords).filter((part) => part !== '');
  const leaf = parts.at(-1);
  if (leaf === undefined) return undefined;
  const field = fieldOfWords(leaf, targets.fields);
  if (field) return { role: `FIELD:${field}`, confidence: parts.length > 1 ? 1 : 0.8 };
  const type = typeOfWords(leaf);
  if (type && !(parts.length === 1 && leaf === 'tt'))
    return { role: `TYPE:${type}`, confidence: parts.length > 1 ? 1 : 0.8 };
  for (const text of [leaf, parts.join(' ')]) {
    const whole = WHOLE.find(([pattern]) => pattern.test(text))?.[1];
    if (whole) return { role: whole, confidence: 1 };
  }
  return roleOfContent(leaf, targets) ?? loosely(leaf);
}

function roleOfContent(leaf: string, targets: Targets): { role: ColumnRole; confidence: number } | undefined {
  const known = CONTRIBUTION_WORDS.find(([pattern]) => pattern.test(leaf))?.[1];
  const kind =
    targets.contributions.find(({ name, unit }) => leaf === foldWords(name) || leaf === foldWords(`${name} ${unit}`)) ??
    targets.contributions.find(({ code }) => code === known);
  if (kind) return { role: `CONTRIBUTION:${kind.code}`, confidence: 0.9 };
  const labelled = targets.content.find(({ label }) => foldWords(label) === leaf);
  if (labelled) return { role: `CONTENT:${labelled.code}`, confidence: 1 };
  const code = CONTENT_WORDS.find(([pattern]) => pattern.test(leaf))?.[1];
  const content = targets.content.find((one) => one.code === code);
  return content && { role: `CONTENT:${content.code}`, confidence: 0.7 };
}

/** Words inside a longer header. */
function loosely(leaf: string): { role: ColumnRole; confidence: number } | undefined {
  if (leaf.length > 80) return undefined;
  if (/\b(mo hinh|dien hinh)\b/.test(leaf) && /\bten\b/.test(leaf)) return { role: 'TITLE', confidence: 0.6 };
  if (/^(ten )?mo hinh\b/.test(leaf)) return { role: 'TITLE', confidence: 0.5 };
  if (/^don vi\b/.test(leaf)) return { role: 'UNIT', confidence: 0.5 };
  return undefined;
}
