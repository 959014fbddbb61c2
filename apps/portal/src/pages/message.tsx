import { href, type PageContext } from '../locale';
import { PARAMS } from '../list-filter.rules';
import { renderPage } from './layout';

/** A page that says what went wrong and offers ways on. `requestId` helps the operator to find the log line. */
export function messagePage(page: PageContext, title: string, text: string, requestId?: string): string {
  const { t, locale } = page;
  return renderPage({
    page,
    title,
    hidden: true,
    children: (
      <div className="wrap narrow-page">
        <h1>{title}</h1>
        <p className="lead">{text}</p>
        {requestId && (
          <p className="muted small">
            {t.requestId}: <code>{requestId}</code>
          </p>
        )}
        <form className="search" method="get" action={href(locale, '/guong-dien-hinh')} role="search">
          <label htmlFor="tim">{t.searchLabel}</label>
          <div className="search-row">
            <input id="tim" name={PARAMS.q} type="search" maxLength={100} autoComplete="off" />
            <button type="submit">{t.search}</button>
          </div>
        </form>
        <p>
          <a href={href(locale, '/')}>{t.home}</a>
        </p>
      </div>
    ),
  });
}
