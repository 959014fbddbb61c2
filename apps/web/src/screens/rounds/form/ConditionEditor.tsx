import { ActionIcon, Button, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type Condition, conditionText, type ConditionTest, type FormField, testsFor } from '@app/forms';
import { t } from '../../../i18n';
import { DateField } from '../../../ui/DateField';
import { DecimalInput } from '../../../ui/form/DecimalInput';
import { useEditor } from '../editor';
import { Shown } from '../fields';
import css from './form-designer.module.css';
import { conditionWords } from './words';

interface Props {
  label: string;
  hint: string;
  /** The field whose condition it is: it cannot ask itself. */
  of: string;
  path: string;
  value: Condition | undefined;
  onChange: (value: Condition | undefined) => void;
}

/** A condition in plain words: single tests, and groups of them in each other. */
export function ConditionEditor({ label, hint, of, path, value, onChange }: Props) {
  const { rules, readOnly, error } = useEditor();
  const others = rules.form.filter((field) => field.code !== of);
  const reads = value && conditionText(rules.form, value, conditionWords());
  if (readOnly) return <Shown label={label} value={reads} />;
  const first = others[0];
  const wrong = error(path);
  return (
    <fieldset className={css.condition}>
      <legend>{label}</legend>
      {value ? (
        <>
          <Node value={value} path={path} depth={1} fields={others} onChange={onChange} />
          {reads && <p className={css.reads}>{t('forms.cond_reads', { text: reads })}</p>}
        </>
      ) : (
        <p className={css.hint}>{hint}</p>
      )}
      {wrong && (
        <p className={css.error} role="alert">
          {wrong}
        </p>
      )}
      {!value && first && (
        <Button variant="default" onClick={() => onChange(blank(first))}>
          {t('forms.cond_add')}
        </Button>
      )}
    </fieldset>
  );
}

const blank = (field: FormField): Condition => {
  const [choice] = field.choices ?? [];
  return choice ? { field: field.code, is: 'EQUALS', value: choice.code } : { field: field.code, is: 'FILLED' };
};

type GroupKind = 'all' | 'any' | 'none';
interface Group {
  kind: GroupKind;
  parts: Condition[];
  /** Place of a part under the condition's own. */
  place: (index: number) => string;
}

/** A group as people see it: all, any or none of its parts. */
function groupOf(value: Condition): Group | undefined {
  if ('all' in value) return { kind: 'all', parts: value.all, place: (index) => `all.${index}` };
  if ('any' in value) return { kind: 'any', parts: value.any, place: (index) => `any.${index}` };
  if (!('not' in value)) return undefined;
  const { not } = value;
  return 'any' in not
    ? { kind: 'none', parts: not.any, place: (index) => `not.any.${index}` }
    : { kind: 'none', parts: [not], place: () => 'not' };
}

function fromGroup(kind: GroupKind, parts: Condition[]): Condition {
  if (kind === 'all') return { all: parts };
  return kind === 'any' ? { any: parts } : { not: { any: parts } };
}

interface NodeProps {
  value: Condition;
  path: string;
  depth: number;
  fields: readonly FormField[];
  onChange: (value: Condition | undefined) => void;
}

function Node({ value, path, depth, fields, onChange }: NodeProps) {
  const group = groupOf(value);
  const first = fields[0];
  if (!group)
    return (
      <>
        <Test value={value as Test} path={path} fields={fields} onChange={onChange} />
        {depth === 1 && first && (
          <Button variant="subtle" className={css.more} onClick={() => onChange({ all: [value, blank(first)] })}>
            {t('forms.cond_add_one')}
          </Button>
        )}
      </>
    );
  const put = (parts: Condition[]): void => {
    const [only] = parts;
    if (!only) return onChange(undefined);
    // A group of one says no more than the one.
    onChange(parts.length === 1 && group.kind !== 'none' ? only : fromGroup(group.kind, parts));
  };
  return (
    <div className={css.group}>
      <NativeSelect
        aria-label={t('forms.cond_kind')}
        value={group.kind}
        data={[
          { value: 'all', label: t('forms.cond_group_all') },
          { value: 'any', label: t('forms.cond_group_any') },
          { value: 'none', label: t('forms.cond_group_not') },
        ]}
        onChange={(event) => {
          const kind = (['all', 'any', 'none'] as const).find((each) => each === event.currentTarget.value);
          if (kind) onChange(fromGroup(kind, group.parts));
        }}
      />
      <ul className={css.parts}>
        {group.parts.map((part, index) => (
          <li key={index}>
            <Node
              value={part}
              path={`${path}.${group.place(index)}`}
              depth={depth + 1}
              fields={fields}
              onChange={(next) =>
                put(
                  next
                    ? group.parts.map((each, at) => (at === index ? next : each))
                    : group.parts.filter((_, at) => at !== index),
                )
              }
            />
          </li>
        ))}
      </ul>
      {first && (
        <div className={css.more}>
          <Button variant="subtle" onClick={() => put([...group.parts, blank(first)])}>
            {t('forms.cond_add_one')}
          </Button>
          {depth < 3 && (
            <Button
              variant="subtle"
              onClick={() => put([...group.parts, { any: [blank(first), blank(fields[1] ?? first)] }])}
            >
              {t('forms.cond_add_group')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

type Test = Extract<Condition, { field: string }>;

function Test({ value, path, fields, onChange }: Omit<NodeProps, 'depth' | 'value'> & { value: Test }) {
  const { error } = useEditor();
  const field = fields.find(({ code }) => code === value.field);
  // A list of texts is not asked for here: "any" of several tests says the same.
  const tests = testsFor(field?.type ?? 'TEXT').filter((test) => test !== 'IN' || field?.choices);
  const known = tests.includes(value.is) ? tests : [...tests, value.is];
  return (
    <div className={css.test}>
      <NativeSelect
        aria-label={t('forms.cond_field')}
        value={value.field}
        error={error(`${path}.field`)}
        data={[
          ...(field ? [] : [{ value: value.field, label: value.field }]),
          ...fields.map(({ code, label }) => ({ value: code, label: label || t('rounds.unnamed') })),
        ]}
        onChange={(event) => {
          const next = fields.find(({ code }) => code === event.currentTarget.value);
          if (next) onChange(blank(next));
        }}
      />
      <NativeSelect
        aria-label={t('forms.cond_test')}
        value={value.is}
        error={error(`${path}.is`)}
        data={known.map((test) => ({ value: test, label: t(`forms.test_${test}`) }))}
        onChange={(event) => {
          const is = known.find((test) => test === event.currentTarget.value);
          if (is) onChange({ field: value.field, is, ...carried(is, value) });
        }}
      />
      <Wanted field={field} value={value} error={error(`${path}.value`)} onChange={onChange} />
      <ActionIcon variant="subtle" size="lg" aria-label={t('forms.cond_remove')} onClick={() => onChange(undefined)}>
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
}

/** The value that goes along when the test changes. */
function carried(is: ConditionTest, { value = '' }: Test): { value?: string | string[] } {
  if (is === 'FILLED' || is === 'EMPTY') return {};
  const list = [value].flat();
  return { value: is === 'IN' ? list.filter(Boolean) : (list[0] ?? '') };
}

interface WantedProps {
  field: FormField | undefined;
  value: Test;
  error: string | undefined;
  onChange: (value: Condition) => void;
}

function Wanted({ field, value, error, onChange }: WantedProps) {
  if (value.is === 'FILLED' || value.is === 'EMPTY') return null;
  const list = [value.value ?? ''].flat();
  const text = list[0] ?? '';
  const put = (next: string | string[]): void => onChange({ ...value, value: next });
  const label = t('forms.cond_value');
  const choices = (field?.choices ?? []).map(({ code, name }) => ({ value: code, label: name || code }));
  if (value.is === 'IN')
    return <MultiSelect aria-label={label} data={choices} value={list} error={error} onChange={put} />;
  if (field?.choices)
    return (
      <NativeSelect
        aria-label={label}
        data={[
          ...(choices.some((each) => each.value === text) ? [] : [{ value: text, label: text || '…' }]),
          ...choices,
        ]}
        value={text}
        error={error}
        onChange={(event) => put(event.currentTarget.value)}
      />
    );
  if (field?.type === 'DATE')
    return <DateField label={label} value={text || null} error={error} onChange={(day) => put(day ?? '')} />;
  if (field?.type === 'NUMBER' || field?.type === 'MONEY' || field?.type === 'TABLE')
    return (
      <DecimalInput
        label={label}
        classNames={{ label: css.unseen ?? '' }}
        unit={field.type === 'MONEY' ? t('forms.dong') : field.unit}
        value={text}
        error={error}
        onChange={put}
      />
    );
  return (
    <TextInput
      aria-label={label}
      value={text}
      maxLength={300}
      error={error}
      onChange={(event) => put(event.currentTarget.value)}
    />
  );
}
