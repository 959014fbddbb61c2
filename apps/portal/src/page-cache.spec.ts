import { describe, expect, it } from '@jest/globals';
import { PageCache } from './page-cache';

describe('the page cache', () => {
  it('draws a page once for readers who come together and keeps it for its time', async () => {
    let now = 0;
    let drawn = 0;
    const cache = new PageCache(1000, 1_000_000, () => now);
    const make = async () => ({ body: `page ${(drawn += 1)}` });
    const [one, two] = await Promise.all([cache.load('/', make), cache.load('/', make)]);
    expect([one.body.toString(), two.body.toString(), drawn]).toEqual(['page 1', 'page 1', 1]);
    now = 999;
    expect(cache.get('/')?.body.toString()).toBe('page 1');
    now = 1000;
    expect(cache.get('/')).toBeUndefined();
    expect((await cache.load('/', make)).body.toString()).toBe('page 2');
  });

  it('keeps only what was found and may be kept', async () => {
    const cache = new PageCache(1000);
    await cache.load('/404', async () => ({ status: 404, body: '' }));
    await cache.load('/no', async () => ({ cache: 'no-store', body: '' }));
    await expect(cache.load('/error', () => Promise.reject(new Error('database')))).rejects.toThrow('database');
    expect([cache.get('/404'), cache.get('/no'), cache.get('/error')]).toEqual([undefined, undefined, undefined]);
    expect((await cache.load('/error', async () => ({ body: 'again' }))).body.toString()).toBe('again');
  });

  it('drops the page that nobody asked for longest when it is full', async () => {
    const cache = new PageCache(1000, 2200);
    for (const url of ['/a', '/b']) await cache.load(url, async () => ({ body: 'x'.repeat(500) }));
    cache.get('/a');
    await cache.load('/c', async () => ({ body: 'x'.repeat(500) }));
    expect([cache.get('/a') !== undefined, cache.get('/b'), cache.get('/c') !== undefined]).toEqual([
      true,
      undefined,
      true,
    ]);
  });
});
