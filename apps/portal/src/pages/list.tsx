import { formatNumber } from '../format.rules';
import { href, type PageContext } from '../locale';
import {
  activeFilters,
  FIELDS,
  type FilterName,
  LEVELS,
  type ListFilter,
  PARAMS,
  SUBJECT_TYPES,
  toParam,
  withoutPaging,
  writeFilter,
} from '../list-filter.rules';
import { COUNT_LIMIT, type Facet, type ModelList, type ModelRow, type Overview } from '../model.queries';
import { renderPage } from './layout';
import { Empty, Register } from './parts';

const LIST = '/guong-dien-hinh';

export interface ListProps {
  filter: ListFilter;
  ignored: readonly FilterName[];
  list: ModelList;
  overview: Overview;
  suggestions: readonly ModelRow[];
}

/** How a filter's value reads in the page's language. */
function valueName(page: PageContext, name: FilterName, filter: ListFilter): string {
  const given = filter[name];
  const value = typeof given === 'object' ? '' : String(given ?? '');
  const { fields, levels, subjectTypes } = page.t;
  const names: Partial<Record<FilterName, Record<string, string>>> = {
    field: fields,
    level: levels,
    subjectType: subjectTypes,
  };
  return names[name]?.[value] ?? (name === 'q' ? `“${value}”` : value);
}

function Choice(props: {
  page: PageContext;
  name: FilterName;
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
}) {
  const id = `loc-${PARAMS[props.name]}`;
  return (
    <p className="field">
      <label htmlFor={id}>{props.label}</label>
      <select id={id} name={PARAMS[props.name]} defaultValue={props.value}>
        <option value="">{props.page.t.all}</option>
        {props.options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </p>
  );
}

function FilterForm({ page, filter, overview }: { page: PageContext; filter: ListFilter; overview: Overview }) {
  const { t, locale } = page;
  const counted = (facets: readonly Facet[], code: string, name: string): readonly [string, string] => {
    const count = facets.find((facet) => facet.code === code)?.count;
    return [toParam(code), count === undefined ? name : `${name} (${formatNumber(count, locale)})`];
  };
  const restricting = activeFilters(filter).filter((name) => name !== 'q');
  return (
    <form className="search filters" method="get" action={href(locale, LIST)} role="search">
      <label htmlFor="tim">{t.searchLabel}</label>
      <div className="search-row">
        <input
          id="tim"
          name={PARAMS.q}
          type="search"
          maxLength={100}
          defaultValue={filter.q ?? ''}
          aria-describedby="tim-goi-y"
          autoComplete="off"
        />
        <button type="submit">{t.search}</button>
      </div>
      <p id="tim-goi-y" className="muted small">
        {t.searchHint}
      </p>
      <details open={restricting.length > 0}>
        <summary>{t.filter}</summary>
        <div className="filter-grid">
          <Choice
            page={page}
            name="year"
            label={t.year}
            value={String(filter.year ?? '')}
            options={overview.years.map((f) => counted(overview.years, f.code, f.code))}
          />
          <Choice
            page={page}
            name="field"
            label={t.field}
            value={toParam(filter.field ?? '')}
            options={FIELDS.map((code) => counted(overview.fields, code, t.fields[code] ?? code))}
          />
          <Choice
            page={page}
            name="level"
            label={t.level}
            value={toParam(filter.level ?? '')}
            options={LEVELS.map((code) => counted(overview.levels, code, t.levels[code] ?? code))}
          />
          <Choice
            page={page}
            name="subjectType"
            label={t.subjectType}
            value={toParam(filter.subjectType ?? '')}
            options={SUBJECT_TYPES.map((code) => [toParam(code), t.subjectTypes[code] ?? code])}
          />
          <Choice
            page={page}
            name="province"
            label={t.province}
            value={filter.province ?? ''}
            options={overview.provinces.map((f) => [f.code, `${f.code} (${formatNumber(f.count, locale)})`])}
          />
          <p className="field">
            <label htmlFor="loc-dia-ban">{t.place}</label>
            <input
              id="loc-dia-ban"
              name={PARAMS.place}
              maxLength={100}
              defaultValue={filter.place ?? ''}
              autoComplete="off"
            />
          </p>
        </div>
        <button type="submit">{t.apply}</button>
      </details>
    </form>
  );
}

function Active({ page, filter }: { page: PageContext; filter: ListFilter }) {
  const { t, locale } = page;
  const names = activeFilters(filter);
  if (names.length === 0) return null;
  const base = withoutPaging(filter);
  return (
    <ul className="chips">
      {names.map((name) => {
        const value = valueName(page, name, filter);
        return (
          <li key={name}>
            <a href={href(locale, LIST + writeFilter({ ...base, [name]: undefined }))} aria-label={t.remove(value)}>
              {value} <span aria-hidden="true">×</span>
            </a>
          </li>
        );
      })}
      <li>
        <a className="plain" href={href(locale, LIST)}>
          {t.clear}
        </a>
      </li>
    </ul>
  );
}

function Pages({ page, filter, list }: { page: PageContext; filter: ListFilter; list: ModelList }) {
  const { t, locale } = page;
  const [first, last] = [list.items[0], list.items.at(-1)];
  if (!first || !last || (!list.hasPrevious && !list.hasNext)) return null;
  const base = withoutPaging(filter);
  return (
    <nav className="pages" aria-label={t.pages}>
      {list.hasPrevious && (
        <a rel="prev" href={href(locale, LIST + writeFilter({ ...base, before: { year: first.year, id: first.id } }))}>
          <span aria-hidden="true">← </span>
          {t.previous}
        </a>
      )}
      {list.hasNext && (
        <a
          className="next"
          rel="next"
          href={href(locale, LIST + writeFilter({ ...base, after: { year: last.year, id: last.id } }))}
        >
          {t.next}
          <span aria-hidden="true"> →</span>
        </a>
      )}
    </nav>
  );
}

export function listPage(page: PageContext, { filter, ignored, list, overview, suggestions }: ListProps): string {
  const { t, locale } = page;
  const limit = formatNumber(COUNT_LIMIT, locale);
  const found = list.count > COUNT_LIMIT ? t.foundOver(limit) : t.found(formatNumber(list.count, locale));
  const names = [...new Set(ignored.map((name) => t.filters[name] ?? name))];
  return renderPage({
    page,
    title: filter.q ? `“${filter.q}” – ${t.models}` : t.listTitle,
    description: t.heroText,
    section: 'models',
    hidden: filter.q !== undefined || ignored.length > 0,
    children: (
      <div className="wrap">
        <h1>{t.listTitle}</h1>
        {names.length > 0 && (
          <p className="note" role="status">
            {t.ignored(names.join(', '))}
          </p>
        )}
        <FilterForm page={page} filter={filter} overview={overview} />
        <Active page={page} filter={filter} />
        {list.items.length > 0 ? (
          <>
            <h2 className="count">{found}</h2>
            <Register page={page} items={list.items} heading="h3" />
            <Pages page={page} filter={filter} list={list} />
          </>
        ) : overview.total === 0 ? (
          <Empty title={t.emptyHome} text={t.emptyHomeText} />
        ) : (
          <Empty title={t.nothing} text={t.nothingText} />
        )}
        {list.items.length === 0 && suggestions.length > 0 && (
          <section aria-labelledby="goi-y">
            <h2 id="goi-y">{t.didYouMean}</h2>
            <Register page={page} items={suggestions} heading="h3" />
          </section>
        )}
      </div>
    ),
  });
}
