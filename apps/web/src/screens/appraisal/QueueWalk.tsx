import { Link, useNavigate } from '@tanstack/react-router';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect } from 'react';
import { formatNumber, t } from '../../i18n';
import type { QueueRow } from './api';
import css from './appraisal.module.css';

/** The entries of the queue one after the other, by button or by Alt and comma or full stop. */
export function QueueWalk({ entryId, rows }: { entryId: string; rows: readonly QueueRow[] }) {
  const navigate = useNavigate();
  const at = rows.findIndex(({ id }) => id === entryId);
  const before = at > 0 ? rows[at - 1] : undefined;
  const after = rows[at + 1];
  useEffect(() => {
    const walk = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      const to = event.code === 'Period' ? after : event.code === 'Comma' ? before : undefined;
      if (!to) return;
      event.preventDefault();
      void navigate({ to: '/appraisal/$entryId', params: { entryId: to.id } });
    };
    window.addEventListener('keydown', walk);
    return () => window.removeEventListener('keydown', walk);
  }, [after, before, navigate]);
  if (!before && !after) return null;
  return (
    <nav className={`${css.walk} dvk-no-print`} aria-label={t('review.walk')}>
      {before && (
        <Link to="/appraisal/$entryId" params={{ entryId: before.id }} aria-keyshortcuts="Alt+Comma" title={`${before.title} (Alt + ,)`}>
          <IconChevronLeft size={18} aria-hidden />
          {t('review.walk_before')}
        </Link>
      )}
      {at >= 0 && <span className={css.dim}>{t('review.walk_at', { n: formatNumber(at + 1), all: formatNumber(rows.length) })}</span>}
      {after && (
        <Link to="/appraisal/$entryId" params={{ entryId: after.id }} aria-keyshortcuts="Alt+Period" title={`${after.title} (Alt + .)`}>
          {t('review.walk_after')}
          <IconChevronRight size={18} aria-hidden />
        </Link>
      )}
    </nav>
  );
}
