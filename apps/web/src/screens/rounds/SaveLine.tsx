import type { ReactNode } from 'react';
import { Alert, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatTime, t } from '../../i18n';
import grid from './Grid.module.css';
import type { Mode, RulesDraft } from './useRulesDraft';

/** Where the rules on the screen are kept, and what to do when they could not be saved. */
export function SaveLine({ id, draft, mode }: { id: string; draft: RulesDraft; mode: Mode }) {
  if (mode === 'amend' && draft.problems.length === 0)
    return draft.recovered ? <Line>{t('common.save_recovered')}</Line> : null;
  if (draft.state === 'conflict')
    return (
      <Alert color="amber" role="alert" mb="md" title={t('common.conflict_title')}>
        {t('common.conflict_hint')}
        <div className={grid.buttons}>
          <Button onClick={() => void draft.keepMine()}>{t('common.conflict_keep_mine')}</Button>
          <Button variant="default" onClick={() => void draft.takeTheirs()}>
            {t('common.conflict_take_theirs')}
          </Button>
        </div>
      </Alert>
    );
  return (
    <Line>
      {draft.problems.length > 0 ? (
        <>
          {t('rounds.kept_with_problems', { n: draft.problems.length })}{' '}
          <Link to="/rounds/$id" params={{ id }} search={{ step: 'check' }}>
            {t('rounds.see_problems')}
          </Link>
        </>
      ) : (
        words(draft)
      )}
      {draft.recovered && draft.state !== 'saved' && <> · {t('common.save_recovered')}</>}
    </Line>
  );
}

function Line({ children }: { children: ReactNode }) {
  return (
    <p className={grid.muted} role="status" style={{ margin: '0 0 0.75rem' }}>
      {children}
    </p>
  );
}

function words({ state, savedAt }: RulesDraft): string {
  if (state === 'saved') return savedAt ? t('common.save_saved', { at: formatTime(savedAt) }) : t('common.save_idle');
  if (state === 'saving') return t('common.save_saving');
  if (state === 'offline') return t('common.save_offline');
  if (state === 'error') return t('common.save_error');
  return t('common.save_dirty');
}
