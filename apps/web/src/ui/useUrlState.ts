import { useCallback } from 'react';
import { useNavigate, useRouterState } from '@tanstack/react-router';

/**
 * Choices of a list, kept in the address: a filtered list can be sent to a colleague, and "back" returns to it.
 * All values are text; an empty one leaves the address.
 */
export function useUrlState(): [state: Record<string, string>, change: (part: Record<string, string | undefined>) => void] {
  const state = useRouterState({ select: (router) => router.location.search as Record<string, string> });
  const navigate = useNavigate();
  const change = useCallback(
    (part: Record<string, string | undefined>) =>
      void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, ...part }), replace: true, resetScroll: false } as Parameters<typeof navigate>[0]),
    [navigate],
  );
  return [state, change];
}
