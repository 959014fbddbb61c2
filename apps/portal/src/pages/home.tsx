import { formatNumber } from '../format.rules';
import { href, type PageContext } from '../locale';
import { PARAMS, toParam } from '../list-filter.rules';
import type { ModelRow, Overview } from '../model.queries';
import { CodeForm } from './certificate';
import { renderPage } from './layout';
import { BarTable, Empty, Register } from './parts';

/** Years that the home page shows; the list has them all. */
const YEARS = 8;

export function homePage(page: PageContext, latest: readonly ModelRow[], overview: Overview): string {
  const { t, locale } = page;
  const list = '/guong-dien-hinh';
  const total = formatNumber(overview.total, locale);
  return renderPage({
    page,
    title: t.site,
    description: t.heroText,
    section: 'home',
    children: (
      <>
        <section className="hero">
          <div className="wrap hero-row">
            <div>
              <h1>{t.heroTitle}</h1>
              <p className="lead">{t.heroText}</p>
              <form className="search" method="get" action={href(locale, list)} role="search">
                <label htmlFor="tim">{t.searchLabel}</label>
                <div className="search-row">
                  <input
                    id="tim"
                    name={PARAMS.q}
                    type="search"
                    maxLength={100}
                    aria-describedby="tim-goi-y"
                    autoComplete="off"
                  />
                  <button type="submit">{t.search}</button>
                </div>
                <p id="tim-goi-y" className="muted small">
                  {t.searchHint}
                </p>
              </form>
            </div>
          </div>
        </section>
        <div className="wrap columns">
          <section aria-labelledby="moi">
            <h2 id="moi">{t.latest}</h2>
            {latest.length === 0 ? (
              <Empty title={t.emptyHome} text={t.emptyHomeText} />
            ) : (
              <>
                <Register page={page} items={latest} heading="h3" />
                <p className="more">
                  <a href={href(locale, list)}>{t.allModels(total)}</a>
                </p>
              </>
            )}
          </section>
          <section className="aside" aria-labelledby="kiem-tra">
            <h2 id="kiem-tra">{t.checkTitle}</h2>
            <p>{t.checkText}</p>
            <CodeForm page={page} />
          </section>
        </div>
        {overview.total > 0 && (
          <section className="overview" aria-labelledby="toan-canh">
            <div className="wrap">
              <h2 id="toan-canh">{t.overview}</h2>
              <p className="muted">{t.overviewText(total)}</p>
              <div className="overview-tables">
                <BarTable
                  page={page}
                  caption={t.byField}
                  column={t.field}
                  rows={overview.fields}
                  name={(code) => t.fields[code] ?? code}
                  address={(code) => `${list}?${PARAMS.field}=${encodeURIComponent(toParam(code))}`}
                />
                <BarTable
                  page={page}
                  caption={t.byLevel}
                  column={t.level}
                  rows={overview.levels}
                  name={(code) => t.levels[code] ?? code}
                  address={(code) => `${list}?${PARAMS.level}=${encodeURIComponent(toParam(code))}`}
                />
                <BarTable
                  page={page}
                  caption={t.byYear}
                  column={t.year}
                  rows={overview.years.slice(0, YEARS)}
                  name={(code) => code}
                  address={(code) => `${list}?${PARAMS.year}=${encodeURIComponent(code)}`}
                />
              </div>
            </div>
          </section>
        )}
      </>
    ),
  });
}
