import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type FeedHead, type FeedItem, jsonFeed, rss, siteMap } from './feeds.rules';
import { formatDate } from './format.rules';
import { modelPath } from './locale';
import { ModelQueries, type ModelRow } from './model.queries';
import { placeLine } from './pages/parts';
import { Site } from './site';
import { vi } from './texts.vi';

const FEED_LENGTH = 50;
/** Below the 50,000 addresses that a site map may have. */
const MAP_LENGTH = 49_000;

/** Feeds for readers and newspapers, the map for search engines. */
@Controller()
export class FeedsController {
  constructor(
    private readonly site: Site,
    private readonly models: ModelQueries,
  ) {}

  @Get('/rss.xml')
  rss(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.site.answer(request, reply, async () => ({
      type: 'application/rss+xml; charset=utf-8',
      body: rss(this.head('/rss.xml'), await this.items()),
    }));
  }

  @Get('/feed.json')
  json(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.site.answer(request, reply, async () => ({
      type: 'application/feed+json; charset=utf-8',
      body: jsonFeed(this.head('/feed.json'), await this.items()),
    }));
  }

  @Get('/sitemap.xml')
  map(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.site.answer(request, reply, async () => {
      const models = await this.models.addresses(MAP_LENGTH);
      const pages = ['/', '/guong-dien-hinh', '/kiem-tra'].map((path) => ({ url: this.site.origin + path }));
      const own = models.map((model) => ({
        url: this.site.origin + modelPath(model.slug),
        changedAt: model.publishedAt,
      }));
      return { type: 'application/xml; charset=utf-8', body: siteMap([...pages, ...own]) };
    });
  }

  @Get('/robots.txt')
  robots(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.site.answer(request, reply, async () => ({
      type: 'text/plain; charset=utf-8',
      body: `User-agent: *\nDisallow: /api/\nSitemap: ${this.site.origin}/sitemap.xml\n`,
    }));
  }

  private head(path: string): FeedHead {
    return {
      title: `${vi.site} – ${vi.models}`,
      description: vi.heroText,
      home: this.site.origin,
      self: this.site.origin + path,
    };
  }

  private async items(): Promise<FeedItem[]> {
    return (await this.models.latest(FEED_LENGTH)).map((row) => this.item(row));
  }

  private item(row: ModelRow): FeedItem {
    return {
      url: this.site.origin + modelPath(row.slug),
      title: row.title,
      summary: `${row.recipientName} (${placeLine(row)}). ${row.awardFormName}, ${vi.decisionOf(row.decisionNumber, formatDate(row.decidedOn))}.`,
      publishedAt: row.publishedAt,
      category: vi.fields[row.fieldCode] ?? row.fieldCode,
    };
  }
}
