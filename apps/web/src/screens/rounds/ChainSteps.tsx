import { t } from '../../i18n';
import css from './ChainSteps.module.css';
import type { StageRule } from './types';
import { kindName, levelName, stageWords } from './words';
/** A chain as steps that follow each other; on the phone one under the other. `short` leaves out what each step asks for. */
export function ChainSteps({ chain, short, from }: { chain: readonly StageRule[]; short?: boolean; from?: string }) {
  return (
    <ol className={short ? `${css.chain} ${css.short}` : css.chain} aria-label={t('rounds.chain')}>
      {from && <li className={css.start}>{from}</li>}
      {chain.map((stage, index) => (
        <li key={`${stage.code} ${index}`} className={css.step} data-kind={stage.kind}>
          <span className={css.number} aria-hidden>
            {index + 1}
          </span>
          <span className={css.words}>
            <span className={css.name}>{stage.name || kindName(stage.kind)}</span>
            {!short && (
              <span className={css.what}>
                {!stage.name.startsWith(kindName(stage.kind)) && (
                  <>
                    {kindName(stage.kind)} · {levelName(stage.level)}
                    <br />
                  </>
                )}
                {stageWords(stage)}
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
