import { describe, expect, it } from 'vitest';
import { stage as stageSchema } from '../../../core/show/stage-schema.ts';
import { rowView, wallRow } from '../../../core/stage/wall-row.ts';

const flat = (id: string, x: number, turnDeg: number, pixels: [number, number]) => ({
  id,
  surface: { kind: 'flat', width: 3, height: 3 },
  pixels,
  pose: { position: [x, 0, -2], rotationDeg: [0, turnDeg, 0] },
});
const right = flat('right', 4, -70, [400, 300]);
const main = flat('main', 0, 0, [1000, 500]);
const left = flat('left', -4, 70, [400, 300]);

const rowOf = (walls: object[]) => wallRow(stageSchema.parse({ walls }));

describe('the walls laid flat', () => {
  it('stand from left to right as they are seen from the stage eye, whatever their order in the show', () => {
    const { walls } = rowOf([right, main, left]);
    expect(walls.map(({ id }) => id)).toEqual(['left', 'main', 'right']);
  });

  it('keep their pixels, with a small gap between neighbours and none outside', () => {
    // 2 % of 1800 px over three walls: 12 px.
    expect(rowOf([left, main, right])).toEqual({
      walls: [
        { id: 'left', left: 0, width: 400, height: 300 },
        { id: 'main', left: 412, width: 1000, height: 500 },
        { id: 'right', left: 1424, width: 400, height: 300 },
      ],
      width: 1824,
      height: 500,
    });
  });

  it('leave out what lights only and what cannot be unrolled', () => {
    const mesh = {
      kind: 'mesh',
      positions: [
        [0, 0, 0],
        [1, 0, 0],
        [0, 1, 0],
      ],
      uvs: [
        [0, 0],
        [1, 0],
        [0, 1],
      ],
      triangles: [[0, 1, 2]],
    };
    const ceiling = { ...main, id: 'ceiling', role: 'light' };
    const row = rowOf([ceiling, { id: 'rock', surface: mesh, pixels: [64, 64] }]);
    expect(row).toEqual({ walls: [], width: 0, height: 0 });
  });

  it('fill a pane as far as they fit, in its middle', () => {
    const row = rowOf([main]);
    expect(rowView(row, 2)).toEqual({ left: 0, right: 1000, bottom: 0, top: 500 });
    expect(rowView(row, 1)).toEqual({ left: 0, right: 1000, bottom: -250, top: 750 });
    expect(rowView(row, 4)).toEqual({ left: -500, right: 1500, bottom: 0, top: 500 });
  });
});
