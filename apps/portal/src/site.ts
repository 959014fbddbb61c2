import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '@app/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Answer, pack, send } from './answers';
import { Assets } from './assets';
import { href, localeOf, type PageContext, textsOf } from './locale';
import { type ModelQueries, type Overview } from './model.queries';
import { PageCache } from './page-cache';

/** How long pages are kept in the process, in milliseconds (tests: 0). */
export const CACHE_MS = Symbol('CACHE_MS');
/** Longer addresses are answered but not kept: nobody links to them. */
const MAX_KEPT_URL = 500;
/** Counting everything costs most and changes least: its figures may be older than the pages around them. */
const OVERVIEW_FACTOR = 12;

/** What all pages share: address, language, style, cache. */
@Injectable()
export class Site {
  readonly assets = new Assets();
  readonly cache: PageCache;
  private overview: { until: number; value: Promise<Overview> } | undefined;

  constructor(
    @Inject(ENV) private readonly env: Env,
    @Inject(CACHE_MS) private readonly cacheMs: number,
  ) {
    this.cache = new PageCache(cacheMs);
  }

  get origin(): string {
    return this.env.portalUrl;
  }

  /** Where the page of a request stands. `path` replaces the request's own, e.g. by one in its canonical form. */
  page(request: FastifyRequest, path?: string): PageContext {
    const locale = localeOf(request.url);
    const own = locale === 'en' ? request.url.slice(3) || '/' : request.url;
    return {
      locale,
      t: textsOf(locale),
      path: path ?? (own.startsWith('/') ? own : `/${own}`),
      origin: this.origin,
      assets: this.assets,
    };
  }

  /** Answers from the cache or by drawing the page. */
  async answer(request: FastifyRequest, reply: FastifyReply, make: () => Promise<Answer>): Promise<void> {
    const packed = request.url.length > MAX_KEPT_URL ? pack(await make()) : await this.cache.load(request.url, make);
    send(request, reply, packed);
  }

  /** Sends the reader to another path of the site, in their language. */
  elsewhere(request: FastifyRequest, path: string): Answer {
    return { status: 302, location: href(localeOf(request.url), path), body: '' };
  }

  /** Counts for home page and filters; counted once a minute for all pages. */
  overviewOf(models: ModelQueries): Promise<Overview> {
    const now = Date.now();
    if (this.overview && this.overview.until > now) return this.overview.value;
    const value = models.overview();
    const entry = { until: now + this.cacheMs * OVERVIEW_FACTOR, value };
    this.overview = entry;
    value.catch(() => {
      if (this.overview === entry) this.overview = undefined;
    });
    return value;
  }
}
