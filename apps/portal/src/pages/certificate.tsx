import { formatDate, formatDay } from '../format.rules';
import { href, type PageContext } from '../locale';
import type { Certificate } from '../certificate.queries';
import { renderPage } from './layout';
import { decisionText, Facts } from './parts';

/** Where a code is typed; `problem` is shown beside the field. */
export function CodeForm({ page, typed = '', problem }: { page: PageContext; typed?: string; problem?: string }) {
  const { t, locale } = page;
  return (
    <form className="search code-form" method="get" action={href(locale, '/kiem-tra')}>
      <label htmlFor="ma">{t.code}</label>
      <div className="search-row">
        <input
          id="ma"
          name="ma"
          className="code"
          defaultValue={typed}
          maxLength={200}
          required
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? 'ma-loi ma-goi-y' : 'ma-goi-y'}
        />
        <button type="submit">{t.checkButton}</button>
      </div>
      {problem && (
        <p id="ma-loi" className="problem">
          {problem}
        </p>
      )}
      <p id="ma-goi-y" className="muted small">
        {t.codeHint}
      </p>
    </form>
  );
}

/** The empty form, or the form with what was typed and why it cannot be a code. */
export function checkPage(page: PageContext, typed?: string): string {
  const { t } = page;
  return renderPage({
    page,
    title: t.checkTitle,
    description: t.checkText,
    section: 'check',
    hidden: typed !== undefined,
    children: (
      <div className="wrap narrow-page">
        <h1>{t.checkTitle}</h1>
        <p className="lead">{t.checkText}</p>
        <CodeForm page={page} typed={typed} problem={typed === undefined ? undefined : t.notACode} />
      </div>
    ),
  });
}

export function unknownCertificatePage(page: PageContext, code: string): string {
  const { t } = page;
  return renderPage({
    page,
    title: t.unknownTitle,
    section: 'check',
    hidden: true,
    children: (
      <div className="wrap narrow-page">
        <h1>{t.unknownTitle}</h1>
        <p className="lead">{t.unknownText(code)}</p>
        <CodeForm page={page} typed={code} />
      </div>
    ),
  });
}

/** Not by colour alone: a sign and words for each state. */
const SIGNS = { VALID: '✓', REVOKED: '✕', REISSUED: '↻' } as const;

export function certificatePage(page: PageContext, found: Certificate): string {
  const { t, locale } = page;
  const name = { VALID: t.valid, REVOKED: t.revoked, REISSUED: t.reissued }[found.state];
  const text = { VALID: t.validText, REVOKED: t.revokedText, REISSUED: t.reissuedText }[found.state];
  return renderPage({
    page,
    title: `${t.code} ${found.code}: ${name}`,
    section: 'check',
    hidden: true,
    children: (
      <div className="wrap narrow-page">
        <p className="kicker">
          {t.code} <span className="code">{found.code}</span>
        </p>
        <div className={`verdict verdict-${found.state.toLowerCase()}`}>
          <span className="verdict-sign" aria-hidden="true">
            {SIGNS[found.state]}
          </span>
          <div>
            <h1>{name}</h1>
            <p>
              {text} {found.stateChangedAt && found.state !== 'VALID' && t.since(formatDay(found.stateChangedAt))}
            </p>
            {found.stateReason && found.state !== 'VALID' && (
              <p>
                {t.reason}: <span lang="vi">{found.stateReason}</span>
              </p>
            )}
          </div>
        </div>
        <Facts
          items={[
            [t.recipient, <strong lang="vi">{found.recipientName}</strong>],
            [t.unit, found.unitName === found.recipientName ? '' : <span lang="vi">{found.unitName}</span>],
            [t.model, <span lang="vi">{found.title}</span>],
            [t.award, <span lang="vi">{found.awardFormName}</span>],
            [t.decision, decisionText(page, found.decisionNumber, found.decidedOn)],
            [t.issuer, <span lang="vi">{found.issuerName}</span>],
            [t.signer, <span lang="vi">{[found.signerTitle, found.signerName].filter(Boolean).join(' ')}</span>],
            [t.goldenBook, found.numberText],
            [t.issuedOn, formatDate(found.issuedOn)],
          ]}
        />
        {found.state === 'VALID' && (
          <p className="no-print">
            <a className="button" href={`/kiem-tra/${found.code}.pdf`}>
              {t.pdf}
            </a>
            <span className="muted small after-button">{t.pdfNote}</span>
          </p>
        )}
        <p className="no-print">
          <a href={href(locale, '/kiem-tra')}>{t.checkAnother}</a>
        </p>
      </div>
    ),
  });
}
