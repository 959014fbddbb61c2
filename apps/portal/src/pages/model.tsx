import { formatNumber, paragraphs, summary } from '../format.rules';
import { href, modelPath, type PageContext, photoPath } from '../locale';
import type { Model } from '../model.queries';
import { renderPage } from './layout';
import { decisionText, Facts, placeLine } from './parts';

/** What a search engine learns about a model (schema.org). */
function dataOf(page: PageContext, model: Model, description: string): object {
  const url = page.origin + modelPath(model.slug);
  return {
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: model.title,
    description,
    url,
    inLanguage: 'vi',
    datePublished: model.publishedAt.toISOString(),
    about: {
      '@type': model.subjectType === 'INDIVIDUAL' ? 'Person' : 'Organization',
      name: model.recipientName,
      award: model.awardFormName,
    },
    contentLocation: { '@type': 'Place', name: placeLine(model) },
    ...(model.photos.length > 0
      ? { image: model.photos.map((photo) => page.origin + photoPath(photo.fileId, 960)) }
      : {}),
  };
}

function Figures({ page, model }: { page: PageContext; model: Model }) {
  const { t, locale } = page;
  if (model.contributions.length === 0) return null;
  return (
    <section className="figures" aria-labelledby="ket-qua">
      <h2 id="ket-qua">{t.result}</h2>
      <ul>
        {model.contributions.map((one, i) => (
          <li key={i}>
            <span className="figure-value">
              {t.qualifiers[one.qualifier] && <small>{t.qualifiers[one.qualifier]} </small>}
              <b className="figure">{formatNumber(one.amount, locale)}</b> <span lang="vi">{one.unit}</span>
            </span>
            <span className="figure-name" lang="vi">
              {one.name}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Photos({ page, model }: { page: PageContext; model: Model }) {
  if (model.photos.length === 0) return null;
  return (
    <section className="photos" aria-labelledby="hinh-anh">
      <h2 id="hinh-anh">{page.t.photos}</h2>
      <div className="photo-grid">
        {model.photos.map((photo, i) => (
          <figure key={photo.fileId}>
            <img
              src={photoPath(photo.fileId, 960)}
              srcSet={[480, 960, 1600].map((width) => `${photoPath(photo.fileId, width)} ${width}w`).join(', ')}
              sizes="(min-width: 60rem) 38rem, 100vw"
              alt={photo.caption || page.t.photoAlt(String(i + 1))}
              loading="lazy"
            />
            {photo.caption && <figcaption lang="vi">{photo.caption}</figcaption>}
          </figure>
        ))}
      </div>
    </section>
  );
}

export function modelPage(page: PageContext, model: Model): string {
  const { t, locale } = page;
  const description = summary(
    model.sections.map((section) => section.text).find((text) => text.trim() !== '') ?? placeLine(model),
    200,
  );
  const place = placeLine({ ...model, unitName: '' });
  return renderPage({
    page,
    title: model.title,
    description,
    image: model.photoId ? photoPath(model.photoId, 960) : undefined,
    section: 'models',
    data: dataOf(page, model, description),
    children: (
      <article className="wrap model">
        <header className="model-head">
          <p className="back no-print">
            <a href={href(locale, '/guong-dien-hinh')}>
              <span aria-hidden="true">← </span>
              {t.back}
            </a>
          </p>
          <p className="kicker">
            <span lang="vi">{model.awardFormName}</span> · <span className="figure">{model.year}</span>
          </p>
          <h1 lang="vi" className={model.title.length > 110 ? 'long' : undefined}>
            {model.title}
          </h1>
          <p className="model-who" lang="vi">
            {model.recipientName}
          </p>
          <p className="muted" lang="vi">
            {place}
          </p>
        </header>
        <div className="model-body">
          <Figures page={page} model={model} />
          <div className="story" lang="vi">
            {model.sections.map((section, i) => (
              <section key={i}>
                <h2>{section.title}</h2>
                {paragraphs(section.text).map((text, no) => (
                  <p key={no}>{text}</p>
                ))}
              </section>
            ))}
          </div>
          <Photos page={page} model={model} />
          <p className="print-only small">
            {t.share}: {page.origin + modelPath(model.slug)}
          </p>
        </div>
        <aside className="model-facts">
          <Facts
            items={[
              [t.unit, model.unitName === model.recipientName ? '' : <span lang="vi">{model.unitName}</span>],
              [t.decision, decisionText(page, model.decisionNumber, model.decidedOn)],
              [t.award, <span lang="vi">{model.awardFormName}</span>],
              [t.field, t.fields[model.fieldCode] ?? model.fieldCode],
              [t.level, t.levels[model.level] ?? model.level],
              [t.subjectType, t.subjectTypes[model.subjectType] ?? model.subjectType],
              [t.round, <span lang="vi">{model.roundName}</span>],
            ]}
          />
        </aside>
      </article>
    ),
  });
}
