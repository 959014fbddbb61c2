import { IconScale } from '@tabler/icons-react';
import { t } from '../../i18n';
import type { VotingRule } from '../rounds/types';
import { quorumWords, thresholdWords } from '../rounds/words';
import css from './council.module.css';

/** What the vote needs, in words and with the numbers of this very council. */
export function VotingRuleBox({ rule, members }: { rule: VotingRule; members: number }) {
  return (
    <div className={css.rule}>
      <IconScale size={24} aria-hidden />
      <div>
        <strong>{t('council.rule')}</strong>
        <p>{thresholdWords(rule, members)}</p>
        <p>{quorumWords(rule, members)}</p>
        <p>
          {t(rule.secret ? 'rounds.vote_secret' : 'rounds.vote_open')} {t(rule.writtenAllowed ? 'rounds.vote_written' : 'rounds.vote_in_room')}
        </p>
      </div>
    </div>
  );
}
