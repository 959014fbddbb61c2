/** One entry of a feed; texts are plain. */
export interface FeedItem {
  url: string;
  title: string;
  summary: string;
  publishedAt: Date;
  category: string;
}
export interface FeedHead {
  title: string;
  description: string;
  home: string;
  self: string;
}

/** Text for XML: markup escaped, characters that XML 1.0 does not know left out. */
export const xml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');

/** RSS 2.0. */
export function rss(head: FeedHead, items: readonly FeedItem[]): string {
  const entries = items.map(
    (item) =>
      `<item><title>${xml(item.title)}</title><link>${xml(item.url)}</link><guid isPermaLink="true">${xml(item.url)}</guid>` +
      `<pubDate>${item.publishedAt.toUTCString()}</pubDate><category>${xml(item.category)}</category><description>${xml(item.summary)}</description></item>`,
  );
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${xml(head.title)}</title>` +
    `<link>${xml(head.home)}</link><atom:link href="${xml(head.self)}" rel="self" type="application/rss+xml"/>` +
    `<description>${xml(head.description)}</description><language>vi</language>\n${entries.join('\n')}\n</channel></rss>\n`
  );
}

/** JSON Feed 1.1. */
export function jsonFeed(head: FeedHead, items: readonly FeedItem[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: head.title,
    description: head.description,
    home_page_url: head.home,
    feed_url: head.self,
    language: 'vi',
    items: items.map((item) => ({
      id: item.url,
      url: item.url,
      title: item.title,
      content_text: item.summary,
      date_published: item.publishedAt.toISOString(),
      tags: [item.category],
    })),
  });
}

/** Site map (sitemaps.org 0.9); at most 50,000 addresses by its rules. */
export function siteMap(pages: readonly { url: string; changedAt?: Date }[]): string {
  const urls = pages.map(
    (page) =>
      `<url><loc>${xml(page.url)}</loc>${page.changedAt ? `<lastmod>${page.changedAt.toISOString()}</lastmod>` : ''}</url>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`;
}
