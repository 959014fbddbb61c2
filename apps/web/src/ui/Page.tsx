import { useEffect, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { t } from '../i18n';
import css from './Page.module.css';

export interface Crumb {
  label: string;
  to: string;
}

interface Props {
  title: string;
  /** A line under the title: unit, receipt number, state. */
  lead?: ReactNode;
  /** The one main action of the screen, and at most a few others. */
  actions?: ReactNode;
  breadcrumb?: Crumb[];
  /** `reading` (default): one column that is comfortable to read · `wide`: lists, split views. */
  width?: 'reading' | 'wide';
  children: ReactNode;
}

export function Page({ title, lead, actions, breadcrumb, width = 'reading', children }: Props) {
  useEffect(() => {
    document.title = `${title} – ${t('common.app')}`;
  }, [title]);
  return (
    <div className={width === 'wide' ? css.wide : css.reading}>
      {breadcrumb && breadcrumb.length > 0 && (
        <nav aria-label={t('common.breadcrumb')} className={`${css.crumbs} dvk-no-print`}>
          <ol>
            {breadcrumb.map((crumb) => (
              <li key={crumb.to}>
                <Link to={crumb.to}>{crumb.label}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className={css.head}>
        <div className={css.titles}>
          <h1 className={css.title}>{title}</h1>
          {lead && <div className={css.lead}>{lead}</div>}
        </div>
        {actions && <div className={`${css.actions} dvk-no-print`}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
