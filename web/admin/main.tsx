import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '../shared/tokens.css';
import '../shared/ui.css';
import '../shared/desk.css';
import './admin.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { LocaleProvider } from './i18n.tsx';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';
import { Theme } from './theme.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');

createRoot(root).render(
  <StrictMode>
    <Theme>
      <QueryClientProvider client={queryClient}>
        <Suspense>
          <LocaleProvider>
            <RouterProvider router={router} />
          </LocaleProvider>
        </Suspense>
      </QueryClientProvider>
    </Theme>
  </StrictMode>,
);
