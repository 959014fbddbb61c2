import { lazy, Suspense, useEffect, useState } from 'react';
import { Outlet } from '@tanstack/react-router';
import { onSignInAsked } from '../api/sign-in-gate';
import { useLanguage } from '../i18n';
import { OfflineBanner } from './OfflineBanner';

// Rarely needed: fetched when a session has ended.
const SignInDialog = lazy(() => import('./SignInDialog'));

export function Root() {
  useLanguage();
  const [asked, setAsked] = useState(false);
  const [everAsked, setEverAsked] = useState(false);
  useEffect(
    () =>
      onSignInAsked((open) => {
        setAsked(open);
        if (open) setEverAsked(true);
      }),
    [],
  );
  return (
    <>
      <OfflineBanner />
      <Outlet />
      {everAsked && (
        <Suspense>
          <SignInDialog open={asked} />
        </Suspense>
      )}
    </>
  );
}
