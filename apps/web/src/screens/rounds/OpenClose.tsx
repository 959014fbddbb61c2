import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Section } from '../../ui/Section';
import { closeRound, openRound, roundQuery } from './api';
import type { RoundDetail } from './types';
import type { RulesDraft } from './useRulesDraft';

export function OpenRound({ round, draft }: { round: RoundDetail; draft: RulesDraft }) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  async function ask(): Promise<void> {
    setBusy(true);
    // What is on the screen is what will be opened.
    const saved = draft.state === 'saved' || (await draft.save());
    setBusy(false);
    setAsking(saved);
  }
  return (
    <Section title={t('rounds.open')} hint={t('rounds.open_hint')}>
      <Button size="md" loading={busy} disabled={draft.state === 'conflict'} onClick={() => void ask()}>
        {t('rounds.open')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('rounds.open_title', { name: round.name })}
        consequences={[t('rounds.open_then_freeze'), t('rounds.open_then_units'), t('rounds.open_then_back')]}
        confirmLabel={t('rounds.open')}
        onConfirm={async () => {
          const answer = await openRound(round.id, round.version);
          queries.setQueryData(roundQuery(round.id).queryKey, answer);
          await queries.invalidateQueries({ queryKey: ['rounds'] });
        }}
      />
    </Section>
  );
}

export function CloseRound({ round }: { round: RoundDetail }) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('rounds.close')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('rounds.close_title', { name: round.name })}
        consequences={[t('rounds.close_then_new'), t('rounds.close_then_running'), t('rounds.close_then_back')]}
        confirmLabel={t('rounds.close')}
        onConfirm={async () => {
          const answer = await closeRound(round.id, round.version);
          queries.setQueryData(roundQuery(round.id).queryKey, answer);
          await queries.invalidateQueries({ queryKey: ['rounds'] });
        }}
      />
    </>
  );
}
