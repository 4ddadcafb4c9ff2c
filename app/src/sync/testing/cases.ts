// All scripted cases, by the name of their file.

import { readFileSync, readdirSync } from 'node:fs';
import type { Case } from './case';

const folder = new URL('../../../../cases/sync/', import.meta.url);

export const cases = (): Case[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case);
