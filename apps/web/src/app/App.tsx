import { useEffect, useMemo } from 'react';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useLanguage } from '../i18n';
import { colorSchemeManager, cssVariables, makeTheme } from '../theme/theme';
import { queries, router } from './router';

export function App() {
  const language = useLanguage();
  const theme = useMemo(() => makeTheme(), [language]);
  useEffect(() => {
    // Titles and labels that come from the server are in the old language.
    void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  }, [language]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
