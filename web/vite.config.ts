import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:8911';

export default defineConfig(({ command }) => {
  // Whatever started the build (a test run sets another value), what people get is React for production.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    base: '/',
    plugins: [react()],
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      target: 'es2022',
      // Small files stay files: the content security policy allows no data: scripts and few data: images.
      assetsInlineLimit: 0,
      rolldownOptions: {
        output: {
          // What changes seldom is kept apart and stays in the browser's cache over releases.
          codeSplitting: {
            groups: [
              { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
              { name: 'data', test: /node_modules\/(@tanstack|zod)\// },
              { name: 'wavesurfer', test: /node_modules\/wavesurfer\.js\// },
            ],
          },
        },
      },
    },
    server: {
      host: '127.0.0.1',
      proxy: { '/api': { target: server, ws: true }, '/docs': server, '/health': server, '/ready': server },
    },
  };
});
