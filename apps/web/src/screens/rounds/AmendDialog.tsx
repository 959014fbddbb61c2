import { useState } from 'react';
import { Button, Modal, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { asProblem } from '../../api/problem';
import { t } from '../../i18n';
import { ProblemAlert, useProblem } from '../../ui/ProblemAlert';
import { AmendmentEffects } from './form/AmendmentEffects';
import { amendRound, roundQuery } from './api';
import { changesOf } from './changes';
import grid from './Grid.module.css';
import type { RoundDetail } from './types';
import { forgetAmendment, type RulesDraft } from './useRulesDraft';

interface Props {
  opened: boolean;
  round: RoundDetail;
  draft: RulesDraft;
  onClose: () => void;
  onCheck: () => void;
  onDone: () => void;
}

/** Before a new version of the rules is sent: what changes, what it means for entries that are there, and why. */
export function AmendDialog({ opened, round, draft, onClose, onCheck, onDone }: Props) {
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { problem, busy, run } = useProblem();
  const changes = changesOf(round.rules, draft.rules);

  async function send(): Promise<void> {
    setTried(true);
    if (!reason.trim()) return;
    const done = await run(async () => {
      try {
        const answer = await amendRound(round.id, round.version, draft.rules, reason.trim());
        forgetAmendment(round.id);
        queries.setQueryData(roundQuery(round.id).queryKey, answer);
        await queries.invalidateQueries({ queryKey: ['rounds'] });
      } catch (error) {
        draft.refuse(asProblem(error));
        throw error;
      }
    });
    if (done) onDone();
  }

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={<Text fw={600}>{t('rounds.amend_title', { n: round.rulesVersion + 1 })}</Text>}
    >
      {changes.length === 0 ? (
        <p>{t('rounds.amend_nothing')}</p>
      ) : (
        <>
          <h3 className={grid.subtitle}>{t('rounds.amend_changes')}</h3>
          <ul className={grid.plain}>
            {changes.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <h3 className={grid.subtitle}>{t('rounds.amend_means')}</h3>
          {opened && <AmendmentEffects roundId={round.id} rules={draft.rules} />}
          <ul className={grid.plain}>
            <li>{t('rounds.amend_new')}</li>
            <li>{t('rounds.amend_seen')}</li>
          </ul>
          <Textarea
            label={t('common.reason')}
            description={t('rounds.amend_reason_hint')}
            autosize
            minRows={3}
            maxLength={2000}
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={tried && !reason.trim() ? t('common.reason_required') : problem?.field('reason')}
          />
          <ProblemAlert problem={problem} />
          <div className={grid.buttons}>
            <Button loading={busy} onClick={() => void send()}>
              {t('rounds.amend_send')}
            </Button>
            {problem?.code === 'RULES_INVALID' && (
              <Button variant="default" onClick={onCheck}>
                {t('rounds.see_problems')}
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}
