import { type BufferGeometry, CylinderGeometry, SphereGeometry, Vector3 } from 'three';
import { MeshWriter } from '../mesh-writer.ts';
import type { LabelAtlas } from './label-atlas.ts';
import { type Label, planPoles, planTargets } from './marks.ts';

const reachM = 6000;

/** A floor as far as the horizon. */
export function createFloorGeometry(): BufferGeometry {
  const writer = new MeshWriter({ position: 3, normal: 3 });
  const ids = (
    [
      [-1, 1],
      [1, 1],
      [1, -1],
      [-1, -1],
    ] as const
  ).map(([x, z]) => writer.vertex({ position: [x * reachM, 0, z * reachM], normal: [0, 1, 0] }));
  writer.quad(ids[0] ?? 0, ids[1] ?? 0, ids[2] ?? 0, ids[3] ?? 0);
  return writer.build();
}

/** Copies a shape into the writer; `kind` is 0 for poles, 1 for spheres. */
function writeShape(
  writer: MeshWriter,
  shape: BufferGeometry,
  centre: Vector3,
  kind: number,
): void {
  const [position, normal, uv] = [
    shape.getAttribute('position'),
    shape.getAttribute('normal'),
    shape.getAttribute('uv'),
  ];
  const index = shape.getIndex();
  if (index === null) return;
  const ids: number[] = [];
  const point = new Vector3();
  for (let i = 0; i < position.count; i++) {
    point.fromBufferAttribute(position, i).add(centre);
    ids.push(
      writer.vertex({
        position: point.toArray(),
        normal: [normal.getX(i), normal.getY(i), normal.getZ(i)],
        chart: [uv.getX(i), uv.getY(i), kind],
      }),
    );
  }
  for (let i = 0; i < index.count; i += 3) {
    writer.triangle(
      ids[index.getX(i)] ?? 0,
      ids[index.getX(i + 1)] ?? 0,
      ids[index.getX(i + 2)] ?? 0,
    );
  }
}

/** Poles with a band every half metre, and spheres with a chequered chart. */
export function createTargetGeometry(): BufferGeometry {
  const writer = new MeshWriter({ position: 3, normal: 3, chart: 3 });
  for (const { x, z, heightM, radiusM } of planPoles()) {
    const shape = new CylinderGeometry(radiusM, radiusM, heightM, 10, 1);
    writeShape(writer, shape, new Vector3(x, heightM / 2, z), 0);
    shape.dispose();
  }
  for (const { centre, radiusM } of planTargets()) {
    const shape = new SphereGeometry(radiusM, 32, 20);
    writeShape(writer, shape, new Vector3(...centre), 1);
    shape.dispose();
  }
  return writer.build();
}

export function createLabelGeometry(labels: readonly Label[], atlas: LabelAtlas): BufferGeometry {
  const writer = new MeshWriter({ position: 3, uv: 2 });
  for (const { text, centre, right, up, heightM } of labels) {
    const cell = atlas.cell(text);
    const [halfW, halfH] = [(heightM * cell.aspect) / 2, heightM / 2];
    const ids = (
      [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ] as const
    ).map(([a, b]) =>
      writer.vertex({
        position: [0, 1, 2].map(
          (axis) =>
            (centre[axis] ?? 0) + a * halfW * (right[axis] ?? 0) + b * halfH * (up[axis] ?? 0),
        ),
        uv: [a < 0 ? cell.u0 : cell.u1, b < 0 ? cell.v0 : cell.v1],
      }),
    );
    writer.quad(ids[0] ?? 0, ids[1] ?? 0, ids[2] ?? 0, ids[3] ?? 0);
  }
  return writer.build();
}
