import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { formatNumber, t } from '../../i18n';
import { EmptyState } from '../../ui/EmptyState';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Skeletons } from '../../ui/Skeletons';
import { unitsQuery } from './api';
import type { Unit } from './types';
import { kindName } from './kind-name';
import css from './UnitTree.module.css';

/** The branches below a unit (or the provinces), each fetched when it is opened. */
export function UnitTree({ parentId, asOf }: { parentId?: string; asOf?: string | undefined }) {
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    unitsQuery({ ...(parentId ? { parentId } : { kind: 'PROVINCE' as const }), ...(asOf ? { asOf } : {}) }),
  );
  if (isPending) return <Skeletons rows={3} height={40} />;
  if (error) return <ProblemAlert problem={asProblem(error)} onRetry={() => void refetch()} />;
  const units = data.pages.flatMap((page) => page.items);
  if (units.length === 0)
    return (
      <EmptyState
        title={t(parentId ? 'admin.no_children' : 'admin.no_units')}
        hint={parentId ? undefined : t('admin.no_units_hint')}
      />
    );
  return (
    <>
      <ul className={css.branch}>
        {units.map((unit) => (
          <Branch key={unit.id} unit={unit} asOf={asOf} opened={!parentId && units.length === 1} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.load_more')}
        </Button>
      )}
    </>
  );
}

function Branch({ unit, asOf, opened }: { unit: Unit; asOf: string | undefined; opened: boolean }) {
  const [open, setOpen] = useState(opened && unit.childCount > 0);
  return (
    <li>
      <div className={css.line}>
        {unit.childCount > 0 ? (
          <button
            type="button"
            className={css.toggle}
            aria-expanded={open}
            aria-label={t('admin.open_branch', { name: unit.name })}
            onClick={() => setOpen(!open)}
          >
            <IconChevronRight size={18} stroke={1.8} aria-hidden />
          </button>
        ) : (
          <span className={css.leaf} aria-hidden />
        )}
        <Link to="/units/$id" params={{ id: unit.id }} search={asOf ? { asOf } : {}} className={css.name}>
          {unit.name}
        </Link>
        <span className={css.dim}>
          {kindName(unit.kind)}
          {unit.childCount > 0 && ` · ${t('admin.n_children', { n: formatNumber(unit.childCount) })}`}
        </span>
      </div>
      {open && (
        <div className={css.below}>
          <UnitTree parentId={unit.id} asOf={asOf} />
        </div>
      )}
    </li>
  );
}
