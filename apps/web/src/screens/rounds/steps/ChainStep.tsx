import { t } from '../../../i18n';
import { Section } from '../../../ui/Section';
import { ChainSteps } from '../ChainSteps';
import { freeCode, useEditor } from '../editor';
import { ItemList } from '../ItemList';
import type { StageRule } from '../types';
import { kindName, levelName, stageWords } from '../words';
import { MinimumRules } from './MinimumRules';
import { StageEditor } from './StageEditor';

export function ChainStep() {
  const { rules, edit } = useEditor();
  return (
    <>
      <Section title={t('rounds.chain')} hint={t('rounds.chain_hint')}>
        <ChainSteps chain={rules.chain} short from={t('rounds.unit_submits')} />
      </Section>
      <Section title={t('rounds.stages')} hint={t('rounds.stages_hint')}>
        <ItemList
          items={rules.chain}
          path="chain"
          label={t('rounds.stages')}
          title={(stage) => stage.name}
          mark={(_, index) => index + 1}
          summary={(stage) => `${kindName(stage.kind)} · ${levelName(stage.level)} · ${stageWords(stage)}`}
          onChange={(chain) => edit((before) => ({ ...before, chain }))}
          addLabel={t('rounds.add_stage')}
          blank={(): StageRule => ({
            code: freeCode(
              'BUOC',
              rules.chain.map((stage) => stage.code),
            ),
            kind: 'APPRAISAL',
            level: 'COMMUNE',
            name: '',
            days: 10,
          })}
        >
          {(stage, change, path) => <StageEditor stage={stage} change={change} path={path} />}
        </ItemList>
      </Section>
      <MinimumRules />
    </>
  );
}
