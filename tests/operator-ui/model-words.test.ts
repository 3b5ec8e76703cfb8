import { describe, expect, it } from 'vitest';
import type { ModelReport } from '../../core/wire/model-report.ts';
import { kindWords, modelDetails, ranOnWords } from '../../operator-ui/models/model-words.ts';

const model: ModelReport = {
  id: 'esrgan-slim-x4',
  name: 'ESRGAN slim ×4',
  kind: 'upscale',
  scale: 4,
  licence: 'MIT',
  isBuiltIn: true,
  sha256: '360416d8'.padEnd(64, '0'),
  bytes: 936_750,
  memoryBytes: 663_000_000,
  trouble: null,
};

describe('a model in the list', () => {
  it('says what it can do', () => {
    expect(kindWords(model)).toBe('Enlarges pictures ×4');
    expect(kindWords({ kind: 'gate', scale: null })).toBe('Judges what pictures show');
    expect(kindWords({ kind: null, scale: null })).toBe('Nothing that is known');
  });

  it('says whose it is, how large it is and what it takes', () => {
    expect(modelDetails(model)).toBe(
      'Licence MIT · 0.9 MB on disk · about 663 MB of memory · SHA-256 360416d8…',
    );
    const unread = { ...model, sha256: null, memoryBytes: null, licence: 'not stated', bytes: 0 };
    expect(modelDetails(unread)).toBe('Licence not stated · 0.0 MB on disk');
  });

  it('says what it ran on, and what could not be used', () => {
    expect(ranOnWords({ ranOn: null })).toBe('Nothing has run yet.');
    const skipped = [{ provider: 'cuda', why: 'no library' }];
    expect(ranOnWords({ ranOn: { provider: 'cpu', skipped } })).toBe(
      'Runs on the processor. Not usable here: cuda.',
    );
    expect(ranOnWords({ ranOn: { provider: 'webgpu', skipped: [] } })).toBe('Runs on webgpu.');
  });
});
