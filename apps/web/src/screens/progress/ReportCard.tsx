import { Anchor, Button } from '@mantine/core';
import { formatDate, formatDateTime, formatNumber, formatSize, t } from '../../i18n';
import { qualifierWord } from '../../ui/EntryReader';
import { LinkButton } from '../../ui/LinkButton';
import { StateBadge } from '../../ui/StateBadge';
import type { ReportItem, ReportList } from './api';
import css from './progress.module.css';

interface Props {
  report: ReportItem;
  kinds: ReportList['contributionKinds'];
  /** Begins a correction; left out where one may not be begun now. */
  onCorrect?: (() => void) | undefined;
}

/** One report as it is read. */
export function ReportCard({ report, kinds, onCorrect }: Props) {
  const draft = report.state === 'DRAFT';
  const title =
    report.periodFrom && report.periodTo
      ? t('progress.report_of', { from: formatDate(report.periodFrom), to: formatDate(report.periodTo) })
      : t('progress.report_draft');
  return (
    <article className={`${css.report} dvk-card`} data-replaced={report.replacedById !== null || undefined}>
      <div className={css.head}>
        <h3>{title}</h3>
        {draft && <StateBadge state="DRAFT" />}
        {report.replacedById !== null && <strong>{t('progress.report_replaced')}</strong>}
      </div>
      {report.submittedAt && (
        <p className={css.dim}>
          {report.submittedBy
            ? t('progress.report_sent_by', { at: formatDateTime(report.submittedAt), name: report.submittedBy })
            : t('progress.report_sent', { at: formatDateTime(report.submittedAt) })}
        </p>
      )}
      {report.reason && <p className={css.dim}>{t('progress.report_replaces', { reason: report.reason })}</p>}
      <p className={css.text}>{report.body}</p>
      {report.contributions.length > 0 && (
        <dl className={css.figures}>
          {report.contributions.map((line, index) => {
            const kind = kinds.find((one) => one.code === line.kind);
            return (
              <div key={index}>
                <dt>{kind?.name ?? line.kind}</dt>
                <dd className="dvk-num">
                  {`${qualifierWord(line.qualifier)} ${formatNumber(line.amount)} ${kind?.unit ?? ''}`.trim()}
                  {line.note && <span className={css.dim}> ({line.note})</span>}
                </dd>
              </div>
            );
          })}
        </dl>
      )}
      <ReportFiles report={report} />
      {((draft && report.can.includes('write')) || (report.can.includes('correct') && onCorrect)) && (
        <div className={css.actions}>
          {draft ? (
            <LinkButton to="/progress/$id" params={{ id: report.id }} variant="default">
              {t('progress.report_go_on')}
            </LinkButton>
          ) : (
            <Button variant="default" onClick={onCorrect} aria-label={`${t('progress.report_correct')}: ${title}`}>
              {t('progress.report_correct')}
            </Button>
          )}
        </div>
      )}
    </article>
  );
}

/** Files as links that download them. */
export function ReportFiles({
  report,
  onRemove,
}: {
  report: ReportItem;
  onRemove?: ((id: string) => void) | undefined;
}) {
  if (report.files.length === 0) return null;
  return (
    <ul className={css.files} aria-label={t('progress.report_files')}>
      {report.files.map((file) => (
        <li key={file.id}>
          <Anchor href={`/api/progress/${report.id}/files/${file.fileId}`} download>
            {file.caption || file.name}
          </Anchor>
          <span className={css.dim}>{formatSize(file.size)}</span>
          {onRemove && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              aria-label={t('progress.report_file_remove', { name: file.name })}
              onClick={() => onRemove(file.id)}
            >
              {t('common.remove')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
