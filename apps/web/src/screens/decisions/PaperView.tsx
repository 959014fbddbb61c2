import { formatMoney, formatNumber, t } from '../../i18n';
import type { Award, Decision } from './api';
import { bareBasis } from './bases';
import css from './decisions.module.css';

const subjects = ['COLLECTIVE', 'INDIVIDUAL', 'HOUSEHOLD'] as const;

/** "5 tập thể, 2 cá nhân": counted from the annex, so text and annex cannot differ. */
function subjectWords(awards: readonly Award[]): string {
  return subjects
    .map((subject) => ({ subject, n: awards.filter((award) => award.subjectType === subject).length }))
    .filter(({ n }) => n > 0)
    .map(({ subject, n }) => t(`decisions.n_${subject}`, { n: String(n).padStart(2, '0') }))
    .join(', ');
}

function dateWords(decision: Decision): string {
  const place = decision.unitName.replace(/^(Tỉnh|Thành phố) /, '');
  const [y, m, d] = decision.decidedOn?.split('-') ?? [];
  return y && m && d ? t('decisions.date_line', { place, d, m, y }) : t('decisions.date_blank', { place });
}

/** Whom the signer stands for, as papers say it: the body itself (TM), its chair or secretary (KT, TL, TUQ). */
function onBehalf(decision: Decision): string {
  if (decision.signerAuthority === 'TM') return decision.issuerName;
  if (decision.signerAuthority === 'Q') return '';
  return t(`decisions.chair_${decision.family}`);
}

/** The decision as it looks on paper: head of its family, bases, articles, annex with totals. */
export function PaperView({ decision }: { decision: Decision }) {
  const party = decision.family === 'PARTY';
  const number = decision.numberText ?? `${t('decisions.number_blank')}${party ? '-' : '/'}${decision.typeSymbol}`;
  return (
    <article className={css.paper} aria-label={t('decisions.paper')}>
      {decision.state !== 'ISSUED' && <p className={css.draft}>{t('decisions.draft_mark')}</p>}
      <header className={css.paper_head}>
        <div>
          <p className={css.issuer}>{decision.issuerName}</p>
          <p>{party ? '*' : <span className={css.short_line} aria-hidden />}</p>
          <p>{t('decisions.number_line', { number })}</p>
        </div>
        <div>
          {party ? (
            <p className={css.motto_party}>{t('decisions.party_motto')}</p>
          ) : (
            <>
              <p className={css.motto}>{t('decisions.state_motto')}</p>
              <p className={css.motto_2}>{t('decisions.state_motto_2')}</p>
            </>
          )}
          <p className={css.paper_date}>{dateWords(decision)}</p>
        </div>
      </header>
      <h2 className={css.paper_heading}>{t('decisions.heading')}</h2>
      <p className={css.paper_title}>{decision.title}</p>
      <div className={css.bases}>
        {decision.legalBases.map((basis) => (
          <p key={basis}>{t('decisions.basis_line', { text: bareBasis(basis) })}</p>
        ))}
      </div>
      <p className={css.paper_heading}>{t('decisions.heading_decides')}</p>
      <p>
        <strong>{t('decisions.article', { n: 1 })}</strong> {t('decisions.article_1', { subjects: subjectWords(decision.awards) })}
      </p>
      <p>
        <strong>{t('decisions.article', { n: 2 })}</strong>{' '}
        {t('decisions.article_2', { forms: decision.totals.map(({ awardFormName, count }) => `${awardFormName}: ${String(count).padStart(2, '0')}`).join('; '), money: formatMoney(decision.totalAmount) })}
      </p>
      <p>
        <strong>{t('decisions.article', { n: 3 })}</strong> {t('decisions.article_3')}
      </p>
      {decision.signerName && (
        <div className={css.signature}>
          {decision.signerAuthority && <p className={css.signer_title}>{[`${decision.signerAuthority}.`, onBehalf(decision)].filter(Boolean).join(' ')}</p>}
          <p className={css.signer_title}>{decision.signerTitle}</p>
          <p className={css.signer_name}>{decision.signerName}</p>
        </div>
      )}
      <h3 className={css.paper_heading}>{t('decisions.annex')}</h3>
      <Annex decision={decision} />
      <p className={`${css.note} dvk-no-print`}>{t('decisions.article_note')}</p>
    </article>
  );
}

function Annex({ decision }: { decision: Decision }) {
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={t('decisions.annex_title')}>
      <table className={css.annex}>
        <thead>
          <tr>
            <th scope="col">{t('decisions.col_no')}</th>
            <th scope="col">{t('decisions.col_model')}</th>
            <th scope="col">{t('decisions.col_unit')}</th>
            <th scope="col">{t('decisions.col_score')}</th>
            <th scope="col">{t('decisions.col_form')}</th>
            <th scope="col">{t('decisions.col_money')}</th>
          </tr>
        </thead>
        <tbody>
          {decision.awards.map((award) => (
            <tr key={award.id}>
              <td>{award.position}</td>
              <th scope="row">
                {award.title}
                <span className={css.recipient}>{award.recipientName}</span>
              </th>
              <td>{award.unitName}</td>
              <td className={css.number}>{award.score === null ? '' : formatNumber(award.score)}</td>
              <td>{award.awardFormName}</td>
              <td className={css.number}>{formatNumber(award.amount)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {decision.totals.length > 1 &&
            decision.totals.map((total) => (
              <tr key={total.awardFormName}>
                <td colSpan={5}>
                  {total.awardFormName}: {total.count}
                </td>
                <td className={css.number}>{formatNumber(total.amount)}</td>
              </tr>
            ))}
          <tr className={css.sum}>
            <td colSpan={5}>
              {t('decisions.total')}: {subjectWords(decision.awards)}
            </td>
            <td className={css.number}>{formatNumber(decision.totalAmount)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
