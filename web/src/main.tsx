import './styles.ts';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { LiveUpdates } from './api/LiveUpdates.tsx';
import { LiveCalls } from './api/live/LiveCalls.tsx';
import { openQueryClient } from './api/query-client.ts';
import { UploadsProvider } from './pages/upload/UploadsProvider.tsx';
import { loadPagesWhenIdle, openRouter } from './routes.tsx';
import { ShortcutsProvider } from './shell/Shortcuts.tsx';
import { theme, themeVariables } from './theme.ts';

// Zod would try `new Function`, which the content security policy refuses and reports.
z.config({ jitless: true });

const colorScheme = localStorageColorSchemeManager({ key: 'earshot-color-scheme' });
const queries = openQueryClient();
const router = openRouter();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={themeVariables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queries}>
        <LiveUpdates>
          <LiveCalls>
            <UploadsProvider>
              <ShortcutsProvider>
                <RouterProvider router={router} />
              </ShortcutsProvider>
            </UploadsProvider>
          </LiveCalls>
        </LiveUpdates>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

loadPagesWhenIdle();
