import { useQuery } from '@tanstack/react-query';
import { formatDateTime, formatNumber, t } from '../../i18n';
import { Section } from '../../ui/Section';
import { StateBadge } from '../../ui/StateBadge';
import { type Appraisal, type AppraisalRecord, checklistNamesQuery, type Entry, type LeafCriterion } from './api';
import css from './appraisal.module.css';

/** What the levels below, and this one before a return, found. */
export function Earlier({ entry, appraisal, leaves }: { entry: Entry; appraisal: Appraisal; leaves: readonly LeafCriterion[] }) {
  const names = useQuery({ ...checklistNamesQuery(entry.roundId), enabled: appraisal.earlier.length > 0 });
  return (
    <Section title={t('appraisal.earlier_title')}>
      {appraisal.earlier.length === 0 && <p className={css.dim}>{t('appraisal.earlier_none')}</p>}
      {appraisal.earlier.toReversed().map((record) => (
        <Record key={record.id} record={record} selfScores={appraisal.selfScores} leaves={leaves} nameOf={(code) => names.data?.[code] ?? code} />
      ))}
    </Section>
  );
}

interface RecordProps {
  record: AppraisalRecord;
  selfScores: Record<string, string>;
  leaves: readonly LeafCriterion[];
  nameOf: (code: string) => string;
}

function Record({ record, selfScores, leaves, nameOf }: RecordProps) {
  const notOk = record.checklist.filter(({ ok }) => ok === false);
  return (
    <article className={css.record}>
      <div className={css.record_head}>
        <h3>
          {record.unitName} <span className={css.dim}>{`${record.stageName} · ${t('appraisal.revision', { no: record.revisionNo })}`}</span>
        </h3>
        <StateBadge state={record.state} area="appraisal" />
      </div>
      {record.finding && <blockquote className={css.finding}>{record.finding}</blockquote>}
      <p className={css.record_line}>
        {t('appraisal.earlier_checked', { ok: formatNumber(record.checklist.filter(({ ok }) => ok).length), all: formatNumber(record.checklist.length) })}
      </p>
      {notOk.length > 0 && (
        <ul className={css.record_list}>
          {notOk.map(({ code, note }) => (
            <li key={code}>
              {t('appraisal.check_not_ok')}: {nameOf(code)}
              {note && <span className={css.note}>{note}</span>}
            </li>
          ))}
        </ul>
      )}
      {record.scores.length === 0 ? (
        <p className={css.record_line}>{t('appraisal.earlier_scores_none')}</p>
      ) : (
        <>
          <p className={css.record_line}>{t('appraisal.earlier_scores')}:</p>
          <ul className={css.record_list}>
            {record.scores.map(({ criterion, points, reason }) => (
              <li key={criterion}>
                {leaves.find(({ code }) => code === criterion)?.name ?? criterion}:{' '}
                <strong className="dvk-num">{t('appraisal.from_to', { from: formatNumber(selfScores[criterion]), to: formatNumber(points) })}</strong>
                <span className={css.note}>{reason}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {record.reason && (
        <p className={css.note}>
          {t('appraisal.leader_note')}: {record.reason}
        </p>
      )}
      {record.stepBackReason && <p className={css.note}>{t('review.stepped_back', { reason: record.stepBackReason })}</p>}
      {record.officer && (
        <p className={css.dim}>
          {record.leader ? t('appraisal.earlier_who', { officer: record.officer, leader: record.leader }) : t('appraisal.earlier_officer', { officer: record.officer })}
          {(record.decidedAt ?? record.proposedAt) && ` · ${formatDateTime(record.decidedAt ?? record.proposedAt)}`}
        </p>
      )}
    </article>
  );
}
