import { describe, expect, it } from 'vitest';
import { PhotonChain } from '../../../server/tracking/photon-chain.ts';

describe('the chain from a frame to its light', () => {
  it('is what was measured and set, at once', () => {
    const chain = new PhotonChain();
    chain.set(42);
    expect(chain.at(1000)).toBe(42);
    chain.set(8);
    expect(chain.at(1001)).toBe(8);
  });

  it('is at least what the pages report of themselves', () => {
    const chain = new PhotonChain();
    chain.reported(12);
    expect(chain.at(0)).toBe(12);
    chain.set(8);
    expect(chain.at(5000)).toBe(12);
    chain.set(40);
    expect(chain.at(5001)).toBe(40);
  });

  it('follows the reports so slowly that no camera jumps', () => {
    const chain = new PhotonChain();
    chain.reported(10);
    chain.at(0);
    chain.reported(40);
    expect(chain.at(1000)).toBeCloseTo(20, 9);
    expect(chain.at(3500)).toBe(40);
    chain.reported(0);
    expect(chain.at(4500)).toBeCloseTo(30, 9);
  });
});
