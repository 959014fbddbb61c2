import type { FunctionComponent } from 'react';
import { lazyRouteComponent } from '@tanstack/react-router';
import { useLanguage } from '../i18n';

/**
 * The component of a route, fetched when it is first needed: `component: screen(() => import('./EntryList'))`.
 * The file exports the screen as default. It draws again when the language changes, and keeps what was typed.
 */
export function screen(load: () => Promise<{ default: FunctionComponent }>) {
  const Lazy = lazyRouteComponent(load);
  function Screen() {
    useLanguage();
    return <Lazy />;
  }
  return Object.assign(Screen, { preload: Lazy.preload });
}
