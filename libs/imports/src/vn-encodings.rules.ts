/**
 * TCVN 5712:1993 as the .VnTime fonts (ABC) used it: one byte per letter in the upper half of Latin-1. Capitals with a
 * tone mark have no place of their own; the fonts whose names end in H show the small ones as capitals.
 */
const TCVN3_PAIRS =
  '¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ ¨ă ©â ªê «ô ¬ơ \u00adư ®đ µà ¶ả ·ã ¸á ¹ạ »ằ ¼ẳ ½ẵ ¾ắ Æặ Çầ Èẩ Éẫ Êấ Ëậ Ìè Îẻ Ïẽ Ðé Ñẹ Òề Óể Ôễ Õế Öệ ×ì Øỉ ' +
  'Üĩ Ýí Þị ßò áỏ âõ ãó äọ åồ æổ çỗ èố éộ êờ ëở ìỡ íớ îợ ïù ñủ òũ óú ôụ õừ öử ÷ữ øứ ùự úỳ ûỷ üỹ ýý þỵ';

/** VNI-Windows: a letter and, behind it, a sign for its marks; i, y, ơ, ư and đ have signs of their own. */
const VNI_MARKS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  a: pairs('áù àø ảû ãõ ạï ăê ắé ằè ẳú ẵü ặë ââ ấá ầà ẩå ẫã ậä'),
  e: pairs('éù èø ẻû ẽõ ẹï êâ ếá ềà ểå ễã ệä'),
  o: pairs('óù òø ỏû õõ ọï ôâ ốá ồà ổå ỗã ộä'),
  ô: pairs('ớù ờø ởû ỡõ ợï'),
  u: pairs('úù ùø ủû ũõ ụï'),
  ö: pairs('ứù ừø ửû ữõ ựï'),
  y: pairs('ýù ỳø ỷû ỹõ'),
};
const VNI_SINGLE = pairs('íí ìì ỉæ ĩó ịò ơô ưö ỵî đñ');

function pairs(text: string): [string, string][] {
  return text.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)]);
}

const TCVN3 = new Map(TCVN3_PAIRS.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)]));
const TO_TCVN3 = new Map([...TCVN3].map(([sign, letter]) => [letter, sign]));

const VNI = new Map<string, string>();
const TO_VNI = new Map<string, string>();
for (const [letter, sign] of VNI_SINGLE) {
  TO_VNI.set(letter, sign);
  TO_VNI.set(letter.toUpperCase(), sign.toUpperCase());
  VNI.set(sign, letter);
  VNI.set(sign.toUpperCase(), letter.toUpperCase());
}
for (const [base, marks] of Object.entries(VNI_MARKS))
  for (const [letter, sign] of marks) {
    TO_VNI.set(letter, base + sign);
    TO_VNI.set(letter.toUpperCase(), (base + sign).toUpperCase());
    VNI.set(base + sign, letter);
    // a capital before a small sign is what people typed with the shift key held too short
    for (const pair of [(base + sign).toUpperCase(), base.toUpperCase() + sign]) VNI.set(pair, letter.toUpperCase());
  }

/** Unicode (NFC) from TCVN3; characters that it does not know stay. */
export function fromTcvn3(text: string, capitals = false): string {
  const decoded = Array.from(text, (sign) => TCVN3.get(sign) ?? sign).join('');
  return capitals ? decoded.toUpperCase() : decoded;
}

/** TCVN3 from Unicode; capitals with a tone mark become small, as the encoding has none. */
export function toTcvn3(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => {
    const sign = TO_TCVN3.get(letter) ?? TO_TCVN3.get(letter.toLowerCase());
    return sign ?? letter;
  }).join('');
}

/** Unicode (NFC) from VNI-Windows. */
export function fromVni(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const pair = VNI.get(text.slice(at, at + 2));
    const double = pair !== undefined && at + 1 < text.length;
    out += double ? pair : (VNI.get(text.charAt(at)) ?? text.charAt(at));
    if (double) at++;
  }
  return out;
}

/** VNI-Windows from Unicode. */
export function toVni(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => TO_VNI.get(letter) ?? letter).join('');
}

/** Characters of Windows-1252 between 0x80 and 0x9F; the other bytes are Latin-1. */
const CP1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** UTF-8 that was read as Windows-1252 ("XÃ£" for "Xã") read again; undefined when it is none. */
export function fromMojibake(text: string): string | undefined {
  if (!/[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/.test(text)) return undefined;
  const bytes: number[] = [];
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    const high = CP1252.indexOf(letter);
    if (high >= 0) bytes.push(0x80 + high);
    else if (code <= 0xff) bytes.push(code);
    else return undefined;
  }
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return undefined;
  }
}
