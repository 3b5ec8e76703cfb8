import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deviceFactories } from '../../devices/registry.ts';
import { devicesPage } from './devices-page.ts';

/** Where the page stands. */
export const devicesPageFile = fileURLToPath(new URL('../../docs/devices.md', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(devicesPageFile, devicesPage(deviceFactories.values()));
}
