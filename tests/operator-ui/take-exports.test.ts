import { describe, expect, test } from 'vitest';
import {
  type ExportChoice,
  exportFiles,
  fileFormats,
  poseChoices,
  startChoices,
} from '../../operator-ui/takes/exports.ts';
import { exportQuery } from '../../server/takes/export-request.ts';

const take = { id: '12-A-t03', cameras: ['A', 'B'] };

describe('the files of a take', () => {
  const choice: ExportChoice = { format: 'usda', which: 'evaluated', start: null };
  const address = (more: Partial<ExportChoice>) =>
    exportFiles(take, { ...choice, ...more })[0]?.address;

  test('are one for all cameras, but one for each as .chan', () => {
    expect(exportFiles(take, { ...choice, which: 'raw' })).toEqual([
      { label: 'Export', address: '/api/v1/takes/12-A-t03/export?format=usda&which=raw' },
    ]);
    const chan = exportFiles(take, { ...choice, format: 'chan' });
    expect(chan.map((file) => file.address)).toEqual([
      '/api/v1/takes/12-A-t03/export?format=chan&which=evaluated&camera=A',
      '/api/v1/takes/12-A-t03/export?format=chan&which=evaluated&camera=B',
    ]);
  });

  test('have no choice of poses in a log', () => {
    expect(address({ format: 'ale', which: 'raw', start: 0 })).toBe(
      '/api/v1/takes/12-A-t03/export?format=ale',
    );
  });

  test('hold both series where the format can, and the chosen one alone comes back with it', () => {
    expect(address({ which: 'both' })).toContain('which=both');
    expect(address({ which: 'both', format: 'opentrackio' })).toContain('which=both');
    expect(address({ which: 'both', format: 'chan' })).toContain('which=evaluated');
  });

  test('count from where it was chosen, if their frames have numbers', () => {
    expect(address({ start: 0 })).toContain('&start=0');
    expect(address({ start: 1001, format: 'chan' })).toContain('&start=1001');
    expect(address({ start: 1001, format: 'gltf' })).not.toContain('start');
  });

  test('are asked for in words that the server takes, whatever is chosen', () => {
    for (const format of fileFormats) {
      for (const { which } of poseChoices) {
        for (const { start } of startChoices) {
          const query = new URLSearchParams(address({ format, which, start })?.split('?')[1]);
          expect(exportQuery.safeParse(Object.fromEntries(query)).success).toBe(true);
        }
      }
    }
  });
});
