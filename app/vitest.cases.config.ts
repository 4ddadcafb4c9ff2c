import { defineConfig } from 'vitest/config';

// One case after the other: they share a server, and some of them restore it.
export default defineConfig({ test: { include: ['src/sync/cases.server.ts'], environment: 'node', testTimeout: 120_000, fileParallelism: false } });
