import { describe, expect, it } from 'vitest';
import { parseSkybox, skyboxSeed } from '../../../core/backdrops/skybox.ts';

describe('Skybox', () => {
  it('gets a seed that it keeps: never 0, which would be a random one', () => {
    for (const seed of [0, 1, 2_147_483_646, 2_147_483_647, 4_294_967_295]) {
      expect(skyboxSeed(seed)).toBeGreaterThanOrEqual(1);
      expect(skyboxSeed(seed)).toBeLessThanOrEqual(2_147_483_647);
    }
    expect(skyboxSeed(7)).not.toBe(skyboxSeed(8));
  });

  it('tells its state, bare or under "request"', () => {
    expect(parseSkybox({ id: 12, status: 'pending', file_url: '' })).toMatchObject({
      id: '12',
      status: 'waiting',
      fileUrl: null,
    });
    expect(
      parseSkybox({ request: { id: 12, status: 'complete', file_url: 'https://x/y.jpg' } }),
    ).toMatchObject({
      status: 'complete',
      fileUrl: 'https://x/y.jpg',
    });
    expect(
      parseSkybox({ request: { id: 1, status: 'error', error_message: 'bad words' } }),
    ).toMatchObject({
      status: 'failed',
      reason: 'bad words',
    });
    expect(parseSkybox({ error: 'no' })).toBeUndefined();
    expect(parseSkybox(null)).toBeUndefined();
  });
});
