import type { Locale } from './format.rules';
import { en } from './texts.en';
import { type Texts, vi } from './texts.vi';

const CATALOGUES: Record<Locale, Texts> = { vi, en };

/** Vietnamese first; every page has its English twin below /en. */
export const localeOf = (url: string): Locale => (/^\/en(?=[/?#]|$)/.test(url) ? 'en' : 'vi');

export const textsOf = (locale: Locale): Texts => CATALOGUES[locale];

/** What a page needs to know about where and for whom it is drawn. */
export interface PageContext {
  locale: Locale;
  t: Texts;
  /** Path with query, without the language's prefix. */
  path: string;
  /** Scheme and host of the site, without a trailing slash. */
  origin: string;
  assets: PageAssets;
}
export interface PageAssets {
  stylesheet: string;
  icon: string;
  preload: readonly string[];
}

/** An address of the site in the reader's language. */
export const href = (locale: Locale, path: string): string =>
  locale === 'vi' ? path : path === '/' ? '/en' : `/en${path}`;

export const modelPath = (slug: string): string => `/guong-dien-hinh/${encodeURIComponent(slug)}`;
export const photoPath = (fileId: string, width: number): string => `/anh/${fileId}?rong=${width}`;
