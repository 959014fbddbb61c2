import { useEffect, useRef } from 'react';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useSession } from '../api/session';
import { t, useLanguage } from '../i18n';
import { AccountMenu } from './AccountMenu';
import { AppearanceMenu } from './AppearanceMenu';
import { LanguageSwitch } from './LanguageSwitch';
import { BottomBar, SideNav } from './Navigation';
import { NoticeBell } from './NoticeBell';
import css from './Shell.module.css';
import { Wordmark } from './Wordmark';

export function Shell() {
  useLanguage();
  const { account } = useSession();
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const firstPath = useRef(path);
  useEffect(() => {
    // A reader of the screen hears the new page; on the first page the browser does that itself.
    if (path !== firstPath.current) main.current?.focus({ preventScroll: true });
    firstPath.current = undefined;
  }, [path]);
  return (
    <div className={css.shell}>
      <a href="#main" className={css.skip}>
        {t('common.skip')}
      </a>
      <header className={`${css.header} dvk-no-print`}>
        <Link to="/" className={css.brand} aria-label={`${t('common.app')} – ${t('common.home')}`}>
          <Wordmark name={t('common.app')} below={account.unit.name} />
        </Link>
        <div className={css.tools}>
          <NoticeBell />
          <LanguageSwitch />
          <AppearanceMenu />
          <AccountMenu />
        </div>
      </header>
      <SideNav />
      <main id="main" ref={main} tabIndex={-1} className={css.main}>
        <Outlet />
      </main>
      <BottomBar />
    </div>
  );
}
