// Builds the window. `--mode invented` adds the in-memory desk; the production bundle never contains it.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { catalogues } from './plugins/catalogues.ts';
import { firstPaint } from './plugins/first-paint.ts';

export default defineConfig(({ mode }) => ({
  plugins: [
    catalogues(),
    svelte(),
    ...(mode === 'test' ? [svelteTesting()] : []),
    ...(mode === 'production' ? [firstPaint()] : []),
  ],
  define: { __INVENTED__: JSON.stringify(mode === 'invented' || mode === 'test') },
  build: {
    target: ['chrome111', 'safari16.4'],
    outDir: mode === 'invented' ? 'dist-invented' : 'dist',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { port: 5173, strictPort: true, host: '127.0.0.1', fs: { allow: ['..'] } },
  clearScreen: false,
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test-setup.ts'],
    restoreMocks: true,
    // No test depends on how fast the machine is: what never comes still ends.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'Asia/Shanghai', DEBUG_PRINT_LIMIT: '0' },
  },
}));
