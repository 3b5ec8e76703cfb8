import { describe, expect, it } from 'vitest';
import { commandArguments } from '../../../core/commands/table.ts';
import { nextTake } from '../../../core/takes/take-label.ts';

describe('the number of a take', () => {
  it('begins at one and counts on by scene and slate', () => {
    expect(nextTake('12', 'A', [])).toEqual({ id: '12-A-t01', scene: '12', slate: 'A', number: 1 });
    const ids = ['12-A-t01', '12-A-t02', '12-B-t07', '121-A-t09', '12-A-t02.old'];
    expect(nextTake('12', 'A', ids).number).toBe(3);
    expect(nextTake('12', 'B', ids).id).toBe('12-B-t08');
    expect(nextTake('12', 'C', ids).number).toBe(1);
    expect(nextTake('12', 'A', ['12-A-t99']).id).toBe('12-A-t100');
  });

  it('is shared by names that would share a file', () => {
    expect(nextTake('12/3', 'é', ['12_3-x-t04']).id).toBe('12_3-x-t05');
    expect(nextTake('scene one', 'a', ['Scene_One-A-t02']).id).toBe('scene_one-a-t03');
  });

  it('makes ids that may stand in commands and in names of files', () => {
    const names = ['12', 'A B', '__x__', '…', '-', '24 letters, all of them!'];
    for (const scene of names) {
      for (const slate of names) {
        const { id } = nextTake(scene, slate, []);
        expect(commandArguments['take.mark'].safeParse({ take: id }).success).toBe(true);
        expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
      }
    }
  });
});
