import { t } from '../../../i18n';
import type { Choice } from '@app/forms';
import { freeCode } from '../editor';
import { TextField } from '../fields';
import grid from '../Grid.module.css';
import { ItemList } from '../ItemList';

interface Props {
  choices: readonly Choice[];
  path: string;
  onChange: (choices: Choice[] | undefined) => void;
}

/** What can be chosen; of a field or of a column. */
export function Choices({ choices, path, onChange }: Props) {
  return (
    <>
      <h3 className={grid.subtitle}>{t('rounds.f_choices')}</h3>
      <ItemList
        inner
        flat
        items={choices}
        path={path}
        label={t('rounds.f_choices')}
        title={(choice) => choice.name}
        onChange={(items) => onChange(items.length > 0 ? items : undefined)}
        addLabel={t('rounds.add_choice')}
        blank={() => ({
          code: freeCode(
            'CHON',
            choices.map((choice) => choice.code),
          ),
          name: '',
        })}
      >
        {(choice, change, place) => (
          <TextField
            label={t('rounds.f_name')}
            path={`${place}.name`}
            value={choice.name}
            onChange={(name) => change({ name })}
          />
        )}
      </ItemList>
    </>
  );
}
