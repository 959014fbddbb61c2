import type { ReactNode } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { t } from '../../i18n';
import { useEditor } from './editor';
import { type Step, stepName, stepOf, steps } from './places';
import css from './StepFrame.module.css';

interface Props {
  step: Step;
  onStep: (step: Step) => void;
  children: ReactNode;
  /** Readers have nothing to open. */
  withCheck: boolean;
}

/** The steps of the set-up: beside the screen on the desk, in a choice on the phone; back and on below. */
export function StepFrame({ step, onStep, children, withCheck }: Props) {
  const { problems } = useEditor();
  const shown = steps.map((name) => ({
    name,
    label: name === 'check' && !withCheck ? t('rounds.simulation') : stepName(name),
  }));
  const at = steps.indexOf(step);
  const before = shown[at - 1];
  const after = shown[at + 1];
  const wrong = (name: Step): number => problems.filter((problem) => stepOf(problem.field) === name).length;
  return (
    <div className={css.frame}>
      <nav aria-label={t('rounds.steps')} className={`${css.steps} dvk-no-print`}>
        <ol>
          {shown.map(({ name, label }, index) => (
            <li key={name}>
              <button
                type="button"
                className={css.step}
                aria-current={name === step ? 'step' : undefined}
                onClick={() => onStep(name)}
              >
                <span className={css.number}>{index + 1}</span>
                <span>
                  {label}
                  {wrong(name) > 0 && <span className={css.wrong}>{t('rounds.to_mend', { n: wrong(name) })}</span>}
                </span>
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <NativeSelect
        className={`${css.choice} dvk-no-print`}
        label={t('rounds.step_of', { n: at + 1, total: steps.length })}
        value={step}
        data={shown.map(({ name, label }, index) => ({
          value: name,
          label: `${index + 1}. ${label}${wrong(name) ? ` (${t('rounds.to_mend', { n: wrong(name) })})` : ''}`,
        }))}
        onChange={(event) => {
          const next = steps.find((name) => name === event.currentTarget.value);
          if (next) onStep(next);
        }}
      />
      <div className={css.body}>
        {children}
        <div className={`${css.turn} dvk-no-print`}>
          {before && (
            <Button variant="default" onClick={() => onStep(before.name)}>
              {t('rounds.step_back', { step: before.label })}
            </Button>
          )}
          {after && (
            <Button variant={withCheck ? 'filled' : 'default'} onClick={() => onStep(after.name)}>
              {t('rounds.step_next', { step: after.label })}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
