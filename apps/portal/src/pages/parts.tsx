import type { ReactNode } from 'react';
import { barLength, formatDate, formatNumber } from '../format.rules';
import { href, modelPath, type PageContext, photoPath } from '../locale';
import type { Facet, ModelRow } from '../model.queries';

/** Names of an entry's place; a part that repeats the one before it is said once. */
export function placeLine(row: Pick<ModelRow, 'recipientName' | 'unitName' | 'place' | 'provinceName'>): string {
  const parts = [row.unitName, row.place]
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== row.recipientName.trim());
  const line = parts.filter((part, i) => parts.indexOf(part) === i).join(', ');
  const whole = line.includes(row.provinceName.trim()) ? line : [line, row.provinceName].filter(Boolean).join(', ');
  // within a line the kind of a unit is written small: "xã Phú Tân, huyện Châu Thành, tỉnh Hậu Giang"
  return whole.replace(/, (Tỉnh|Thành phố|Huyện|Quận|Thị xã|Xã|Phường|Thị trấn|Đặc khu|Khu vực|Ấp) /g, (part) =>
    part.toLowerCase(),
  );
}

/** Models as lines of a register: year in the margin, name, who and where. */
export function Register({
  page,
  items,
  heading,
}: {
  page: PageContext;
  items: readonly ModelRow[];
  heading: 'h2' | 'h3';
}) {
  const Heading = heading;
  const { t, locale } = page;
  return (
    <ol className="register">
      {items.map((row) => (
        <li key={row.id}>
          <article>
            <p className="register-year">
              <span className="figure">{row.year}</span>
              <span lang="vi">{row.awardFormName}</span>
            </p>
            <div className="register-text">
              <Heading lang="vi">
                <a href={href(locale, modelPath(row.slug))}>{row.title}</a>
              </Heading>
              <p className="register-who" lang="vi">
                {row.recipientName}
              </p>
              <p className="muted" lang="vi">
                {placeLine(row)}
              </p>
              <p className="muted small">
                {[
                  t.fields[row.fieldCode] ?? row.fieldCode,
                  t.levels[row.level] ?? row.level,
                  t.subjectTypes[row.subjectType] ?? row.subjectType,
                ].join(' · ')}
              </p>
            </div>
            {row.photoId && (
              <img
                className="register-photo"
                src={photoPath(row.photoId, 480)}
                alt=""
                loading="lazy"
                width="160"
                height="120"
              />
            )}
          </article>
        </li>
      ))}
    </ol>
  );
}

/** A table whose numbers are also bars; the bar is only a picture of the number beside it. */
export function BarTable(props: {
  page: PageContext;
  caption: string;
  column: string;
  rows: readonly Facet[];
  name: (code: string) => string;
  address: (code: string) => string;
}) {
  const { page, rows } = props;
  const largest = Math.max(0, ...rows.map((row) => row.count));
  return (
    <table className="bars">
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{props.column}</th>
          <th scope="col" className="number">
            {page.t.number}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <th scope="row">
              <a href={href(page.locale, props.address(row.code))}>{props.name(row.code)}</a>
              <svg className="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                <rect width={barLength(row.count, largest)} height="1" />
              </svg>
            </th>
            <td className="number figure">{formatNumber(row.count, page.locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Names and values; empty values are left out. */
export function Facts({ items }: { items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {items
        .filter(([, value]) => value !== '' && value !== null && value !== undefined)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A decision as it is quoted: number and day. */
export const decisionText = (page: PageContext, number: string, date: string): string =>
  page.t.decisionOf(number, formatDate(date));

export function Empty({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}
