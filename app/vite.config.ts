import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

import { offline } from './build/offline.ts';
import { packed } from './build/packed.ts';

// What the server's own program serves in production comes from it in development too.
const server = process.env.GANDAN_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [svelte(), offline(), packed()],
  build: {
    // The floor: Chrome/WebView 100, iOS 16.4.
    target: ['chrome100', 'safari16.4'],
    cssTarget: ['chrome100', 'safari16.4'],
    // Fonts as data: addresses would break the content security policy.
    assetsInlineLimit: 0,
    // The polyfill would be one more script for browsers below the floor.
    modulePreload: { polyfill: false },
    // The program's own start is what counts; brotli sizes are told by build/packed.ts.
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What several screens of the phone share travels as one file: packed together it is smaller by a third, and a
          // slow line answers one request sooner than sixty; so do its screens, all of which it holds for the days without one.
          groups: [
            { name: 'base', test: /node_modules|\/src\/(lib|i18n\/index|i18n\/(vi|en)\/ui|ui\/(Icon|icons|Btn|Blank|State))/, priority: 2 },
            { name: 'phone', test: /\/src\/(ui|help\/(HelpButton|pages)|store|sync|crypto|rooms\/(fieldwork|gathering|consent|work|join)|routes\/phone|i18n\/(vi|en)\/(fieldwork|gathering|consent|merging|work|join))[\/.]/, priority: 1 },
            { name: 'help', test: /\/src\/help\/phone\//, priority: 0 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': server } },
  // Components under test are the browser's, not the server's rendering of them.
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  test: { include: ['src/**/*.test.ts'], environment: 'node', testTimeout: 20_000 },
});
