import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['harness/**/*.test.ts'],
    testTimeout: 60_000,
    // More than by default: most files wait for programs most of the time.
    maxWorkers: 3,
    coverage: {
      provider: 'v8',
      // The folders without effects: what is not run there by a test is not known to work.
      include: ['harness/{plan,match,transcript,judge,report,messages}/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: [['text', { skipFull: true }]],
      thresholds: { perFile: true, lines: 95, branches: 95, functions: 95, statements: 95 },
    },
  },
})
