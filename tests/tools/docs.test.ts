import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { deviceFactories } from '../../devices/registry.ts';
import { devicesPageFile } from '../../tools/docs/devices.ts';
import { devicesPage, unexplained } from '../../tools/docs/devices-page.ts';

test('docs/devices.md is what the schemas say now', () => {
  const page = devicesPage(deviceFactories.values());
  expect(readFileSync(devicesPageFile, 'utf8'), 'run npm run docs').toBe(page);
});

test('every option of every kind says what it means', () => {
  expect(unexplained(deviceFactories.values())).toEqual([]);
});
