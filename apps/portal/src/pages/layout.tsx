import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { href, type PageContext } from '../locale';

export interface LayoutProps {
  page: PageContext;
  title: string;
  description?: string;
  /** Path of the picture that is shown where the page is shared. */
  image?: string;
  /** Not for search engines: personal check results, searches, errors. */
  hidden?: boolean;
  /** Data for search engines (schema.org); the only script element of the site, and not run as one. */
  data?: object;
  section?: 'home' | 'models' | 'check';
  children: ReactNode;
}

/** JSON inside a script element: `<` is written so that no text can end the element. */
export const dataBlock = (data: object): string => JSON.stringify(data).replace(/</g, '\\u003c');

function Layout({ page, title, description, image, hidden, data, section, children }: LayoutProps) {
  const { t, locale, origin, path, assets } = page;
  const link = (to: string) => href(locale, to);
  const current = (name: LayoutProps['section']) => (section === name ? 'page' : undefined);
  const whole = section === 'home' ? `${t.site} – ${t.siteLine}` : `${title} – ${t.site}`;
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <title>{whole}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {assets.preload.map((font) => (
          <link key={font} rel="preload" as="font" type="font/woff2" crossOrigin="anonymous" href={font} />
        ))}
        <link rel="stylesheet" href={assets.stylesheet} />
        <link rel="icon" type="image/svg+xml" href={assets.icon} />
        {description && <meta name="description" content={description} />}
        {hidden ? (
          <meta name="robots" content="noindex" />
        ) : (
          <>
            <link rel="canonical" href={origin + link(path)} />
            <link rel="alternate" hrefLang="vi" href={origin + path} />
            <link rel="alternate" hrefLang="en" href={origin + href('en', path)} />
          </>
        )}
        <meta property="og:site_name" content={t.site} />
        <meta property="og:title" content={title} />
        {description && <meta property="og:description" content={description} />}
        {image && <meta property="og:image" content={origin + image} />}
        <link rel="alternate" type="application/rss+xml" title={`${t.site} – RSS`} href="/rss.xml" />
        <link rel="alternate" type="application/feed+json" title={`${t.site} – JSON`} href="/feed.json" />
        {data && <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: dataBlock(data) }} />}
      </head>
      <body>
        <a className="skip" href="#noi-dung">
          {t.skip}
        </a>
        <header className="head">
          <div className="wrap head-row">
            <a className="brand" href={link('/')} aria-current={current('home')}>
              <img src={assets.icon} width="40" height="40" alt="" />
              <span>
                <strong lang="vi">{t.site}</strong>
                <small>{t.siteLine}</small>
              </span>
            </a>
            <nav aria-label={t.mainNav}>
              <a href={link('/guong-dien-hinh')} aria-current={current('models')}>
                {t.models}
              </a>
              <a href={link('/kiem-tra')} aria-current={current('check')}>
                <span className="wide">{t.check}</span>
                <span className="narrow">{t.checkShort}</span>
              </a>
              <a
                className="language"
                href={locale === 'vi' ? href('en', path) : path}
                lang={locale === 'vi' ? 'en' : 'vi'}
              >
                {t.otherLanguage}
              </a>
            </nav>
          </div>
        </header>
        <main id="noi-dung" tabIndex={-1}>
          {children}
        </main>
        <footer className="foot">
          <div className="wrap foot-row">
            <p>{t.footer}</p>
            <nav aria-label={t.footerNav}>
              <a href={link('/guong-dien-hinh')}>{t.models}</a>
              <a href={link('/kiem-tra')}>{t.check}</a>
              <a href="/rss.xml">{t.feeds} (RSS)</a>
              <a href="/feed.json">{t.feeds} (JSON)</a>
            </nav>
          </div>
        </footer>
      </body>
    </html>
  );
}

/** A whole document as text. */
export const renderPage = (props: LayoutProps): string =>
  `<!doctype html>${renderToStaticMarkup(<Layout {...props} />)}`;
