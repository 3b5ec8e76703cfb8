import { defineConfig } from 'vitest/config';

const long = process.env.CYCLORAMA_LONG === '1';

// Browser tests share two cores with their Chromium, so they run one file at a time. What a stall of the
// machine spoils is tried once more, and named at the end of the run.
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'plain',
          include: [
            'tests/{core,devices,server,scenes,render,stage-client,operator-ui,tools}/**/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/{browser,e2e}/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          retry: 1,
        },
      },
      ...(long
        ? [
            {
              extends: true as const,
              test: {
                name: 'long',
                include: ['tests/long/**/*.test.ts'],
                fileParallelism: false,
                testTimeout: 3_600_000,
              },
            },
          ]
        : []),
    ],
  },
});
