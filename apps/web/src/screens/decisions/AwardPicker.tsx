import { Checkbox, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { asProblem, type Problem } from '../../api/problem';
import { formatMoney, formatNumber, t } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { LinkButton } from '../../ui/LinkButton';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { Skeletons } from '../../ui/Skeletons';
import { baseSalariesQuery } from '../rounds/api';
import { awardMoney, sumOf } from '../rounds/numbers';
import type { RoundDetail, SubjectType } from '../rounds/types';
import { type AwardCandidate, awardCandidatesQuery, type Decision, type Family } from './api';
import css from './decisions.module.css';
import { salaryOn, today } from './salary';

/** Entry → code of its award form; '' leaves it to the rules. */
export type Chosen = ReadonlyMap<string, string>;

interface Props {
  round: RoundDetail;
  decision?: Decision | undefined;
  family: Family;
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
  problem: Problem | null;
}

interface Line {
  entryId: string;
  title: string;
  unitName: string;
  words: string;
  subject: SubjectType | undefined;
  fitting: string[];
  /** What the rules give when nothing was chosen; '' where only the server knows. */
  proposed: string;
}

/** The annex: which entries, which award form each, and what it costs by today's base salary. */
export function AwardPicker({ round, decision, family, chosen, onChange, problem }: Props) {
  const candidates = useQuery(awardCandidatesQuery(round.id, family));
  const salaries = useQuery(baseSalariesQuery);
  const salary = salaryOn(salaries.data?.items ?? [], today());
  const forms = round.rules.awardForms.filter((form) => form.family === family);
  const lines = linesOf(decision, candidates.data?.items ?? [], round, forms.map(({ code }) => code));

  // A new draft starts with every entry that waits, in the form that its band gives.
  const filled = useRef(decision !== undefined);
  useEffect(() => {
    if (filled.current || !candidates.data) return;
    filled.current = true;
    onChange(new Map(candidates.data.items.flatMap((item) => (item.proposedFormCode ? [[item.entryId, item.proposedFormCode]] : []))));
  }, [candidates.data, onChange]);

  const codeOf = (line: Line): string | undefined => (chosen.has(line.entryId) ? chosen.get(line.entryId) || line.proposed : undefined);
  const moneyOf = (line: Line): string | null => {
    const form = forms.find(({ code }) => code === codeOf(line));
    return form && line.subject && salary ? awardMoney(form.coefficient[line.subject], salary.amount, round.rules.money) : null;
  };
  const taken = lines.filter(({ entryId }) => chosen.has(entryId));
  const sums = taken.map(moneyOf);

  if (candidates.data && lines.length === 0)
    return (
      <div className="dvk-card" style={{ marginBottom: '1rem' }}>
        <EmptyState
          title={t('decisions.entries_none')}
          hint={t('decisions.entries_none_hint')}
          action={
            <LinkButton to={`/rounds/${round.id}/councils` as string} variant="default">
              {t('decisions.to_councils')}
            </LinkButton>
          }
        />
      </div>
    );
  return (
    <Section title={t('decisions.entries')} hint={t('decisions.entries_hint')}>
      {candidates.error && <ProblemAlert problem={asProblem(candidates.error)} onRetry={() => void candidates.refetch()} />}
      {candidates.isPending && <Skeletons rows={4} />}
      {lines.length > 0 && <p className="dvk-num">{t('decisions.chosen', { n: taken.length, all: lines.length })}</p>}
      <ul className={css.lines}>
        {lines.map((line) => {
          const code = codeOf(line);
          const money = moneyOf(line);
          const at = [...chosen.keys()].indexOf(line.entryId);
          return (
            <li key={line.entryId} className={css.line} data-picked={code !== undefined}>
              <Checkbox
                className={css.grow}
                label={line.title}
                description={[line.unitName, line.words].filter(Boolean).join(' · ')}
                checked={code !== undefined}
                disabled={line.fitting.length === 0 && code === undefined}
                error={line.fitting.length === 0 ? t('decisions.form_unfit') : (problem?.field(`awards.${at}.entryId`) ?? problem?.field(`awards.${at}.awardFormCode`))}
                onChange={(event) => onChange(event.currentTarget.checked ? new Map([...chosen, [line.entryId, line.proposed]]) : new Map([...chosen].filter(([id]) => id !== line.entryId)))}
              />
              {code !== undefined && (
                <span className={css.line_form}>
                  <NativeSelect
                    aria-label={t('decisions.form_of', { title: line.title })}
                    value={code}
                    onChange={(event) => onChange(new Map([...chosen].map(([id, before]) => [id, id === line.entryId ? event.currentTarget.value : before])))}
                    data={[...(code === '' ? [{ value: '', label: t('decisions.form_auto') }] : []), ...forms.filter((form) => line.fitting.includes(form.code)).map((form) => ({ value: form.code, label: form.name }))]}
                  />
                  <span className={css.money}>{money === null ? t('decisions.unknown_money') : formatMoney(money)}</span>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {taken.length > 0 && salary && (
        <div className={css.total}>
          <span>
            <strong>{t('decisions.money_preview')}</strong>
            <span className={css.dim}>{t('decisions.money_basis', { amount: formatMoney(salary.amount), basis: salary.legalBasis })}</span>
          </span>
          <strong className={css.total_number}>{sums.includes(null) ? t('decisions.unknown_money') : formatMoney(sumOf(sums.filter((sum) => sum !== null)))}</strong>
        </div>
      )}
    </Section>
  );
}

function linesOf(decision: Decision | undefined, candidates: readonly AwardCandidate[], round: RoundDetail, formCodes: string[]): Line[] {
  const words = (score: string | null, rank: number | null, band: string | null): string =>
    [rank === null ? '' : t('council.rank_n', { n: rank }), score === null ? '' : t('council.score_n', { score: formatNumber(score) }), band ?? ''].filter(Boolean).join(' · ');
  const held = (decision?.awards ?? []).map((award): Line => ({
    entryId: award.entryId, title: award.title, unitName: award.unitName, words: words(award.score, award.rank, null), subject: award.subjectType,
    // What fits an entry of this draft is known to the server only: it says so when it does not.
    fitting: formCodes,
    proposed: formCodes.includes(award.awardFormCode) ? award.awardFormCode : '',
  }));
  const free = candidates
    .filter(({ entryId }) => !held.some((line) => line.entryId === entryId))
    .map((item): Line => ({
      entryId: item.entryId, title: item.title, unitName: item.unitName, words: [item.categoryName, words(item.score, item.rank, item.bandName)].filter(Boolean).join(' · '),
      subject: round.rules.categories.find(({ name }) => name === item.categoryName)?.subjectType,
      fitting: item.fittingFormCodes,
      proposed: item.proposedFormCode ?? item.fittingFormCodes[0] ?? '',
    }));
  return [...held, ...free];
}
