import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Every page, by the name of its bundle. */
const PAGES = {
  start: 'operator-ui/index.html',
  operator: 'operator-ui/operator.html',
  viewer: 'operator-ui/viewer.html',
  bake: 'operator-ui/bake.html',
  measure: 'operator-ui/measure.html',
  stage: 'stage-client/stage.html',
};

// The pages run under `default-src 'self'`: nothing may be inlined into them.
export default defineConfig({
  base: '/',
  publicDir: false,
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    target: 'chrome120',
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // three alone is larger than the default limit; the pages come from the local network.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: PAGES,
      output: {
        // Zod must be told to do without eval before anything makes a schema: in one chunk with it, it is.
        codeSplitting: {
          groups: [{ name: 'zod', test: /node_modules[\\/]zod[\\/]|without-eval/ }],
        },
      },
    },
  },
});
