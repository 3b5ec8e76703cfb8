import { describe, expect, it } from 'vitest';
import { GroupLoss } from '../../../core/tracking/group-loss.ts';
import { chooseSource, type SourceHealth } from '../../../core/tracking/source-choice.ts';

const good = (steadyForMs = 10_000): SourceHealth => ({ status: 'ok', steadyForMs });
const gone: SourceHealth = { status: 'hold', steadyForMs: 0 };
const calm = { groupLoss: false, rolling: false };

describe('the choice between a source and its backup', () => {
  it('stays while the source runs, and while there is no backup', () => {
    expect(chooseSource('primary', good(), good(), calm)).toBe('primary');
    expect(chooseSource('primary', gone, undefined, calm)).toBe('primary');
  });

  it('goes to a backup that has proved itself, and to no other', () => {
    expect(chooseSource('primary', gone, good(), calm)).toBe('backup');
    expect(chooseSource('primary', gone, good(500), calm)).toBe('primary');
    expect(chooseSource('primary', gone, gone, calm)).toBe('primary');
  });

  it('does not go while several sources have stopped together', () => {
    expect(chooseSource('primary', gone, good(), { ...calm, groupLoss: true })).toBe('primary');
  });

  it('comes back after five good seconds, and not while a take rolls', () => {
    expect(chooseSource('backup', good(4900), good(), calm)).toBe('backup');
    expect(chooseSource('backup', good(5100), good(), calm)).toBe('primary');
    expect(chooseSource('backup', good(5100), good(), { ...calm, rolling: true })).toBe('backup');
  });

  it('goes back at once when the backup stops, too', () => {
    expect(chooseSource('backup', good(1500), gone, calm)).toBe('primary');
  });
});

describe('the loss of a group', () => {
  it('is two sources of one interface within a quarter of a second, for two and a half', () => {
    const loss = new GroupLoss();
    loss.stopped('eth1', 'a', 1000);
    expect(loss.isActive(1100)).toBe(false);
    loss.stopped('eth1', 'b', 1200);
    expect([loss.isActive(1300), loss.isActive(3699), loss.isActive(3701)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is not one source that stops twice, nor two of different interfaces, nor two far apart', () => {
    const loss = new GroupLoss();
    loss.stopped('eth1', 'a', 1000);
    loss.stopped('eth1', 'a', 1100);
    loss.stopped('eth2', 'b', 1100);
    loss.stopped('eth1', 'c', 1400);
    expect(loss.isActive(1500)).toBe(false);
  });
});
