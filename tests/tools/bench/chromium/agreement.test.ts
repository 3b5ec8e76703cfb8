import { describe, expect, it } from 'vitest';
import {
  agreementByFrame,
  agreementByRefresh,
} from '../../../../tools/bench/chromium/agreement.ts';
import type { DrawnFrame } from '../../../../tools/bench/chromium/page-task.ts';

const frame = (k: number, hash: number, refreshMs = 0): DrawnFrame => ({
  k,
  hash,
  stamp: 0,
  refreshMs,
  shownMs: refreshMs,
  lateMs: null,
  pose: [0, 0, 0, 0, 0, 0, 1],
});
const wall = { num: 60, den: 1 };

describe('agreement by frame', () => {
  it('compares what was drawn for the same k, whenever it was shown', () => {
    const displays = [[frame(1, 7, 0), frame(2, 8, 17)], [frame(1, 7, 33)], [frame(2, 9, 17)]];
    expect(agreementByFrame(displays)).toEqual({ compared: 2, same: 1 });
  });

  it('leaves out a frame that one display alone has drawn', () => {
    expect(agreementByFrame([[frame(1, 7)], [frame(2, 7)]])).toEqual({ compared: 0, same: 0 });
  });

  it('needs all displays to be alike', () => {
    const displays = [[frame(1, 7)], [frame(1, 7)], [frame(1, 6)]];
    expect(agreementByFrame(displays)).toEqual({ compared: 1, same: 0 });
  });
});

describe('agreement by refresh', () => {
  it('compares what stood on all displays at one time', () => {
    const displays = [
      [frame(0, 7, 0), frame(0, 8, 16.7)],
      [frame(0, 7, 3), frame(0, 9, 16)],
    ];
    expect(agreementByRefresh(displays, wall)).toEqual({ compared: 2, same: 1 });
  });

  it('leaves out a refresh that another display did not have', () => {
    const displays = [[frame(0, 7, 0), frame(0, 8, 16.7)], [frame(0, 7, 0)]];
    expect(agreementByRefresh(displays, wall)).toEqual({ compared: 1, same: 1 });
  });
});
