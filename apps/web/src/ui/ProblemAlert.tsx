import { useState } from 'react';
import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { asProblem, Problem } from '../api/problem';
import { t } from '../i18n';

/** What is wrong and what to do, beside the action that was refused. Reads itself out when it appears. */
export function ProblemAlert({ problem, onRetry }: { problem: Problem | null | undefined; onRetry?: () => void }) {
  if (!problem) return null;
  const { title, hint } = words(problem);
  const bare = hint === '' && problem.errors.length === 0;
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle aria-hidden />} title={bare ? undefined : title} my="md">
      {bare ? <strong>{title}</strong> : hint}
      {problem.errors.length > 0 && (
        <ul style={{ margin: '0.35rem 0 0', paddingInlineStart: '1.2rem' }}>
          {problem.errors.map((error) => (
            <li key={`${error.field} ${error.code}`}>{error.message}</li>
          ))}
        </ul>
      )}
      {onRetry && (
        <div style={{ marginTop: '0.75rem' }}>
          <Button variant="default" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        </div>
      )}
    </Alert>
  );
}

function words(problem: Problem): { title: string; hint: string } {
  if (problem.status === 0) return { title: t('common.problem_offline'), hint: t('common.problem_offline_hint') };
  if (problem.status === 401 && problem.code !== 'SIGN_IN_FAILED' && !problem.detail)
    return { title: t('common.problem_signed_out'), hint: t('common.problem_signed_out_hint') };
  if (problem.status >= 500) return { title: t('common.problem_server'), hint: t('common.problem_server_hint', { code: problem.code }) };
  // The server's detail begins with its title and ends with a line for each field; here both stand on their own.
  const lines = problem.detail.split('\n').filter((line) => line !== problem.title);
  const hint = problem.errors.length > 0 ? lines.slice(0, problem.detail.startsWith(problem.title) ? 0 : 1) : lines;
  return { title: problem.title || t('common.problem_title'), hint: hint.join('\n') };
}

/**
 * Runs an action and keeps its refusal for the screen.
 * `const { problem, busy, run } = useProblem();` … `onClick={() => run(async () => { … })}` …
 * `<ProblemAlert problem={problem} />` beside the button, `error={problem?.field('title')}` beside fields.
 */
export function useProblem() {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  /** Resolves to true when the action went through. Does not throw. */
  async function run(action: () => Promise<unknown>): Promise<boolean> {
    setBusy(true);
    setProblem(null);
    try {
      await action();
      return true;
    } catch (error) {
      setProblem(asProblem(error));
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { problem, setProblem, busy, run };
}
