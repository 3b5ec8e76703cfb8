import { describe, expect, it } from 'vitest';
import { vec3 } from '../../../core/math.ts';
import { wall as wallSchema } from '../../../core/show/stage-schema.ts';
import { stagePointAt, wallGeometry } from '../../../core/stage/wall-geometry.ts';
import { wallHit } from '../../../core/stage/wall-hit.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';

const wall = (surface: object, extra: object = {}) =>
  wallGeometry(wallSchema.parse({ id: 'w', surface, pixels: [1000, 500], ...extra }));

const point = (geometry: ReturnType<typeof wall>, x: number, y: number) =>
  stagePointAt(vec3.create(), geometry, x, y) ?? vec3.create();

describe('a wall pixel stands where DESIGN section 2 says', () => {
  it('has a flat wall start bottom centre, grow to the right and face +Z', () => {
    const flat = wall({ kind: 'flat', width: 4, height: 2 });
    expect(point(flat, 0, 0)).toEqual([-2, 2, 0]);
    expect(point(flat, 1000, 500)).toEqual([2, 0, 0]);
  });

  it('turns a wall by 35° to the left and a wall by 90° face down', () => {
    const left = wall({ kind: 'flat', width: 2, height: 2 }, { pose: { rotationDeg: [0, 35, 0] } });
    const right = point(left, 1000, 250);
    expect(right[0]).toBeCloseTo(Math.cos((35 * Math.PI) / 180), 12);
    expect(right[2]).toBeCloseTo(-Math.sin((35 * Math.PI) / 180), 12);
    const ceiling = wall(
      { kind: 'flat', width: 2, height: 2 },
      { pose: { position: [0, 3, 0], rotationDeg: [90, 0, 0] } },
    );
    // Its upper edge, +Y of the wall, points to +Z of the stage; its front looks down.
    expect(point(ceiling, 500, 0)[2]).toBeCloseTo(2, 12);
    expect(point(ceiling, 500, 0)[1]).toBeCloseTo(3, 12);
  });

  it('runs a smooth arc over φ = (X/W − ½)·sweep, concave and centred on −Z', () => {
    const arc = wall({ kind: 'arc', radius: 4, sweepDeg: 90, height: 3 });
    const at = point(arc, 750, 250);
    const phi = (0.25 * 90 * Math.PI) / 180;
    expect(at[0]).toBeCloseTo(4 * Math.sin(phi), 12);
    expect(at[1]).toBeCloseTo(1.5, 12);
    expect(at[2]).toBeCloseTo(-4 * Math.cos(phi), 12);
  });

  it('puts the edges of facets on the circle and their middles inside it', () => {
    const arc = wall({ kind: 'arc', radius: 4, sweepDeg: 90, height: 3, facets: 13 });
    const edge = point(arc, (1000 / 13) * 5, 0);
    expect(Math.hypot(edge[0], edge[2])).toBeCloseTo(4, 12);
    const middle = point(arc, (1000 / 13) * 5.5, 0);
    expect(Math.hypot(middle[0], middle[2])).toBeCloseTo(
      4 * Math.cos((90 / 26) * (Math.PI / 180)),
      12,
    );
  });
});

describe('a line from inside meets the wall', () => {
  const surfaces = {
    flat: { kind: 'flat', width: 6, height: 3 },
    'smooth arc': { kind: 'arc', radius: 4, sweepDeg: 120, height: 3 },
    'faceted arc': { kind: 'arc', radius: 4, sweepDeg: 120, height: 3, facets: 13 },
  };
  for (const [name, surface] of Object.entries(surfaces)) {
    it(`at the pixel whose stage point the line goes through, on a ${name}`, () => {
      const random = seededRandom(printedSeed(name));
      const geometry = wall(surface, {
        pose: { position: [0.3, 0.2, -1], rotationDeg: [5, 20, -3] },
      });
      for (let i = 0; i < 500; i++) {
        const [x, y] = [random() * 1000, random() * 500];
        const target = point(geometry, x, y);
        const origin = vec3.transformMat4(
          vec3.create(),
          [random() - 0.5, 1 + random(), 1 + random()],
          geometry.stageFromWall,
        );
        const hit = wallHit(geometry, origin, vec3.subtract(vec3.create(), target, origin));
        expect(hit?.x).toBeCloseTo(x, 6);
        expect(hit?.y).toBeCloseTo(y, 6);
        expect(hit?.t).toBeCloseTo(1, 9);
      }
    });
  }

  it('misses a wall that is behind the line, or beyond its edges', () => {
    const flat = wall({ kind: 'flat', width: 2, height: 2 });
    expect(wallHit(flat, [0, 1, 1], [0, 0, 1])).toBeUndefined();
    expect(wallHit(flat, [0, 1, 1], [5, 0, -1])).toBeUndefined();
  });

  it('leaves an arc at its far side', () => {
    const arc = wall({ kind: 'arc', radius: 4, sweepDeg: 300, height: 3 });
    const hit = wallHit(arc, [3, 1, 0], [-1, 0, -0.2]);
    expect(hit?.t).toBeGreaterThan(4);
  });
});
