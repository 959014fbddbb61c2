import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { t } from '../../i18n';
import { isWithin, moveAt, patchAt, removeAt, useEditor } from './editor';
import css from './ItemList.module.css';

interface Props<T> {
  items: readonly T[];
  /** Place in the rules: `chain`, `rubrics.0.criteria`. */
  path: string;
  /** What the list holds, for people who do not see it. */
  label: string;
  title: (item: T, index: number) => string;
  /** In front of the title: number of the step, points. */
  mark?: (item: T, index: number) => ReactNode;
  summary?: (item: T, index: number) => ReactNode;
  children: (item: T, change: (patch: Partial<T>) => void, path: string) => ReactNode;
  onChange: (items: T[]) => void;
  /** Without it nothing can be added or taken away. */
  blank?: () => T;
  addLabel?: string;
  /** Smaller, for a list in a list. */
  inner?: boolean;
  /** The line says everything: readers get no more than the lines. */
  flat?: boolean;
}

/** A list of the rules: each line says what stands there and opens for editing. */
export function ItemList<T extends { code: string }>({
  items,
  path,
  label,
  addLabel,
  blank,
  onChange,
  inner,
  flat,
  ...parts
}: Props<T>) {
  const { readOnly, at, count } = useEditor();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const target = items.findIndex((_, index) => isWithin(at, `${path}.${index}`));
  useEffect(() => {
    if (target >= 0) setOpen((before) => new Set(before).add(target));
  }, [target, at]);
  // A line that was moved by keys keeps the focus at its new place.
  const list = useRef<HTMLOListElement>(null);
  const [focus, setFocus] = useState<{ at: number } | null>(null);
  useEffect(() => {
    if (focus) list.current?.querySelectorAll<HTMLElement>(':scope > li > div > button')[focus.at]?.focus();
  }, [focus]);
  const toggle = (index: number): void =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(index)) next.add(index);
      return next;
    });
  if (readOnly && flat)
    return (
      <ol className={css.lines} aria-label={label}>
        {items.map((item, index) => (
          <li key={index}>
            {parts.mark && <strong>{parts.mark(item, index)}</strong>} {parts.title(item, index)}
          </li>
        ))}
      </ol>
    );
  return (
    <>
      <ol ref={list} className={inner ? `${css.list} ${css.inner}` : css.list} aria-label={label}>
        {items.map((item, index) => (
          <Item
            key={index}
            item={item}
            index={index}
            last={index === items.length - 1}
            path={`${path}.${index}`}
            open={open.has(index)}
            problems={count(`${path}.${index}`)}
            onToggle={() => toggle(index)}
            onChange={(patch) => onChange(patchAt(items, index, patch))}
            onMove={(by) => {
              onChange(moveAt(items, index, by));
              setOpen(new Set());
              setFocus({ at: Math.min(Math.max(index + by, 0), items.length - 1) });
            }}
            onRemove={
              blank &&
              (() => {
                onChange(removeAt(items, index));
                setOpen(new Set());
              })
            }
            {...parts}
          />
        ))}
      </ol>
      {blank && !readOnly && (
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => {
            onChange([...items, blank()]);
            setOpen(new Set([items.length]));
          }}
        >
          {addLabel}
        </Button>
      )}
    </>
  );
}

interface ItemProps<T> extends Pick<Props<T>, 'title' | 'mark' | 'summary' | 'children'> {
  item: T;
  index: number;
  last: boolean;
  path: string;
  open: boolean;
  problems: number;
  onToggle: () => void;
  onChange: (patch: Partial<T>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: (() => void) | undefined;
}

function Item<T extends { code: string }>({
  item,
  index,
  last,
  path,
  open,
  problems,
  title,
  mark,
  summary,
  children,
  ...act
}: ItemProps<T>) {
  const { readOnly, at } = useEditor();
  const body = useId();
  const row = useRef<HTMLLIElement>(null);
  const wanted = isWithin(at, path);
  useEffect(() => {
    if (wanted) row.current?.scrollIntoView({ block: 'center' });
  }, [wanted]);
  const name = title(item, index) || t('rounds.unnamed');
  const below = summary?.(item, index);
  return (
    <li ref={row} className={css.item} data-problem={problems > 0 || undefined}>
      <div className={css.row}>
        <button
          type="button"
          className={css.face}
          aria-expanded={open}
          aria-controls={open ? body : undefined}
          onClick={act.onToggle}
          onKeyDown={(event: KeyboardEvent) => {
            if (!event.altKey || readOnly || !act.onRemove) return;
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            act.onMove(event.key === 'ArrowUp' ? -1 : 1);
          }}
        >
          {mark && <span className={css.mark}>{mark(item, index)}</span>}
          <span className={css.words}>
            <span className={css.title}>{name}</span>
            {below && <span className={css.summary}>{below}</span>}
            {problems > 0 && (
              <span className={css.problem}>
                <IconAlertTriangle size={16} aria-hidden /> {t('rounds.to_mend', { n: problems })}
              </span>
            )}
          </span>
          <IconChevronDown size={20} stroke={1.6} aria-hidden className={css.arrow} />
        </button>
      </div>
      {open && (
        <div id={body} className={css.body}>
          {children(item, act.onChange, path)}
          {!readOnly && act.onRemove && (
            <div className={css.tools}>
              <Button
                variant="subtle"
                disabled={index === 0}
                leftSection={<IconArrowUp size={18} aria-hidden />}
                onClick={() => act.onMove(-1)}
              >
                {t('rounds.move_up')}
              </Button>
              <Button
                variant="subtle"
                disabled={last}
                leftSection={<IconArrowDown size={18} aria-hidden />}
                onClick={() => act.onMove(1)}
              >
                {t('rounds.move_down')}
              </Button>
              <Button
                variant="subtle"
                color="red"
                leftSection={<IconTrash size={18} aria-hidden />}
                onClick={act.onRemove}
                aria-label={`${t('common.remove')}: ${name}`}
              >
                {t('common.remove')}
              </Button>
            </div>
          )}
        </div>
      )}
    </li>
  );
}
