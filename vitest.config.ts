import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Real processes on two cores: a slow machine is no failure, a hang is.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
