/** What a reader of XML is told, in the order of the text; names come without their prefix. */
export interface XmlEvents {
  /** `tag` is the inside of the start tag, for `attribute`. An empty element is opened and closed. */
  open(name: string, tag: string): void;
  close(name: string): void;
  text(text: string): void;
}

/** The longest markup (tag, comment, CDATA) that is waited for; longer ones are an attack or damage. */
const MAX_MARKUP = 256 * 1024;

/** The text is no XML as office programs write it. */
export class XmlError extends Error {}

/**
 * Reads XML piece by piece in constant memory, as far as the parts of office files need it. Declarations (DOCTYPE,
 * entities) are refused: no office program writes them, and they are how small files become large.
 */
export class XmlReader {
  private rest = '';

  constructor(private readonly events: XmlEvents) {}

  /** @throws XmlError */
  write(piece: string): void {
    const text = this.rest + piece;
    let at = 0;
    for (;;) {
      const open = text.indexOf('<', at);
      if (open < 0) {
        const end = wholeUpTo(text, at);
        if (end > at) this.events.text(decode(text.slice(at, end)));
        this.keep(text.slice(end));
        return;
      }
      if (open > at) this.events.text(decode(text.slice(at, open)));
      const next = this.markup(text, open);
      if (next < 0) {
        this.keep(text.slice(open));
        return;
      }
      at = next;
    }
  }

  /** @throws XmlError when the text ended in the middle of a tag */
  end(): void {
    if (this.rest.startsWith('<')) throw new XmlError('ends inside a tag');
  }

  private keep(rest: string): void {
    if (rest.length > MAX_MARKUP) throw new XmlError('markup without end');
    this.rest = rest;
  }

  /** Reads one markup that begins at `open`; -1 while its end has not come. */
  private markup(text: string, open: number): number {
    const second = text.charCodeAt(open + 1);
    if (second === 33 /* ! */) {
      if (text.length - open < 9) return -1;
      if (text.startsWith('<!--', open)) return after(text, '-->', open + 4);
      if (!text.startsWith('<![CDATA[', open)) throw new XmlError('declaration');
      const end = text.indexOf(']]>', open);
      if (end < 0) return -1;
      this.events.text(text.slice(open + 9, end));
      return end + 3;
    }
    if (second === 63 /* ? */) return after(text, '?>', open + 2);
    const end = endOfTag(text, open + 1);
    if (end < 0) return -1;
    const inside = text.slice(open + 1, end);
    if (second === 47 /* / */) this.events.close(localName(inside.slice(1).trim()));
    else {
      const empty = inside.endsWith('/');
      const name = localName(/^[^\s/]+/.exec(inside)?.[0] ?? '');
      if (name === '') throw new XmlError('tag without name');
      this.events.open(name, inside);
      if (empty) this.events.close(name);
    }
    return end + 1;
  }
}

const PATTERNS = new Map<string, RegExp>();

/** Value of an attribute, whatever its prefix; undefined when the tag lacks it. */
export function attribute(tag: string, name: string): string | undefined {
  let pattern = PATTERNS.get(name);
  if (!pattern) {
    pattern = new RegExp(`\\s(?:[\\w-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    PATTERNS.set(name, pattern);
  }
  const found = pattern.exec(tag);
  return found ? decode(found[1] ?? found[2] ?? '') : undefined;
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? -1 : at + end.length;
}

/** Place of the `>` that ends a tag; one inside quotes does not. */
function endOfTag(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
    else if (code === 62) return at;
  }
  return -1;
}

/** An entity that is cut off by the end of the piece waits for the next one. */
function wholeUpTo(text: string, from: number): number {
  const amp = text.lastIndexOf('&');
  return amp >= from && text.length - amp < 12 && !text.includes(';', amp) ? amp : text.length;
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
