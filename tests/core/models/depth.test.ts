import { describe, expect, it } from 'vitest';
import { depthCodes, depthInput, depthInputSize, spreadDepth } from '../../../core/models/depth.ts';
import { providersFor } from '../../../core/models/providers.ts';

describe('pictures for depth models', () => {
  it('go in at multiples of 14 with 518 on their longer side', () => {
    expect(depthInputSize({ width: 1920, height: 1080 })).toEqual({ width: 518, height: 294 });
    expect(depthInputSize({ width: 100, height: 1000 })).toEqual({ width: 56, height: 518 });
  });

  it('have ImageNet’s mean and deviation taken out, channel after channel', () => {
    const [red, , green, , blue] = depthInput(Uint8Array.of(255, 0, 0, 0, 0, 0));
    expect(red).toBeCloseTo((1 - 0.485) / 0.229, 5);
    expect(green).toBeCloseTo(-0.456 / 0.224, 5);
    expect(blue).toBeCloseTo(-0.406 / 0.225, 5);
  });

  it('spread from 0, farthest, to 1, nearest; what is no number is far', () => {
    expect([...spreadDepth([2, 6, 4, Number.NaN])]).toEqual([0, 1, 0.5, 0]);
    expect([...spreadDepth([3, 3])]).toEqual([0, 0]);
    expect([...depthCodes(Float32Array.of(0, 0.5, 1))]).toEqual([0, 32768, 65535]);
  });
});

describe('what a session runs on', () => {
  it('is the fastest the runtime knows on the platform, and the processor last', () => {
    expect(providersFor('linux', ['cpu', 'webgpu', 'cuda'])).toEqual(['cuda', 'webgpu', 'cpu']);
    expect(providersFor('win32', ['cpu', 'dml'])).toEqual(['dml', 'cpu']);
    expect(providersFor('darwin', ['cpu', 'coreml', 'webgpu'])).toEqual([
      'coreml',
      'webgpu',
      'cpu',
    ]);
    expect(providersFor('freebsd', ['cpu', 'cuda'])).toEqual(['cpu']);
  });
});
