import { type Answer, pack, type PackedAnswer } from './answers';

interface Kept {
  until: number;
  answer: PackedAnswer;
}

/**
 * Pages kept in this process for a few seconds, by address, least recently used dropped first. A thousand readers of
 * one page cost one query per `keepMs`; a withdrawn page is gone after that time.
 */
export class PageCache {
  private readonly kept = new Map<string, Kept>();
  private readonly making = new Map<string, Promise<PackedAnswer>>();
  private bytes = 0;

  /** @param keepMs 0 keeps nothing */
  constructor(
    private readonly keepMs: number,
    private readonly maxBytes = 32 * 1024 * 1024,
    private readonly now: () => number = Date.now,
  ) {}

  /** The page of an address if it is still fresh. */
  get(url: string): PackedAnswer | undefined {
    const found = this.kept.get(url);
    if (!found) return undefined;
    this.kept.delete(url);
    if (found.until <= this.now()) {
      this.bytes -= size(url, found.answer);
      return undefined;
    }
    this.kept.set(url, found); // now the most recently used
    return found.answer;
  }

  /** The kept page, or the one that `make` draws; readers who come while it is drawn share it. */
  async load(url: string, make: () => Promise<Answer>): Promise<PackedAnswer> {
    const found = this.get(url) ?? this.making.get(url);
    if (found) return found;
    const work = make().then((answer) => this.keep(url, pack(answer)));
    this.making.set(url, work);
    try {
      return await work;
    } finally {
      this.making.delete(url);
    }
  }

  private keep(url: string, answer: PackedAnswer): PackedAnswer {
    if (this.keepMs <= 0 || answer.status !== 200 || /no-store/.test(answer.headers['cache-control'] ?? ''))
      return answer;
    const before = this.kept.get(url);
    if (before) this.bytes -= size(url, before.answer);
    this.kept.delete(url);
    this.kept.set(url, { until: this.now() + this.keepMs, answer });
    this.bytes += size(url, answer);
    for (const [oldest, { answer: dropped }] of this.kept) {
      if (this.bytes <= this.maxBytes) break;
      this.kept.delete(oldest);
      this.bytes -= size(oldest, dropped);
    }
    return answer;
  }
}

const size = (url: string, answer: PackedAnswer): number =>
  // its packed form, made later, takes about a third more
  url.length * 2 + Math.ceil(answer.body.length * (answer.gzip ? 4 / 3 : 1)) + 500;
