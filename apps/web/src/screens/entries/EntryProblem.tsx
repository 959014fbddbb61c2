import { asProblem } from '../../api/problem';
import { t } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';

/** An entry that could not be read: not there (or not for this reader), or something to try again. */
export function EntryProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const problem = asProblem(error);
  return (
    <Page title={t('entries.entry')}>
      {problem.status === 404 ? (
        <div className="dvk-card">
          <EmptyState
            title={t('entries.not_found')}
            hint={t('entries.not_found_hint')}
            action={<LinkButton to="/entries">{t('entries.to_list')}</LinkButton>}
          />
        </div>
      ) : (
        <ProblemAlert problem={problem} onRetry={onRetry} />
      )}
    </Page>
  );
}
