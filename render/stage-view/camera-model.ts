import {
  BoxGeometry,
  BufferGeometry,
  CylinderGeometry,
  DynamicDrawUsage,
  Float32BufferAttribute,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
} from 'three';
import { halfTangents, viewCentre } from '../../core/stage/inner-frustum.ts';
import type { FrameCamera } from '../../core/wire/frame-packet.ts';

const reachMeters = 3.5;
/** Four rays from the pupil and the four sides of the picture. */
const lineVertices = 16;

/** A tracked camera in the stage view: body, lens, and the lines of what it sees. */
export class CameraModel {
  readonly group = new Group();
  readonly #half = { x: 0, y: 0 };
  readonly #centre = { x: 0, y: 0 };
  readonly #lines = new BufferGeometry();
  readonly #body = new BoxGeometry(0.16, 0.18, 0.34).translate(0, 0, 0.25);
  readonly #lens = new CylinderGeometry(0.055, 0.06, 0.12, 16).rotateX(Math.PI / 2);
  readonly #material = new MeshBasicMaterial({ color: 0x8fa3b8 });
  readonly #lineMaterial = new LineBasicMaterial({
    color: 0x7fd4ff,
    transparent: true,
    opacity: 0.8,
  });

  constructor() {
    const positions = new Float32BufferAttribute(new Float32Array(lineVertices * 3), 3);
    positions.setUsage(DynamicDrawUsage);
    this.#lines.setAttribute('position', positions);
    const lines = new LineSegments(this.#lines, this.#lineMaterial);
    lines.frustumCulled = false;
    this.group.add(
      new Mesh(this.#body, this.#material),
      new Mesh(this.#lens, this.#material),
      lines,
    );
  }

  set(camera: FrameCamera): void {
    const { position: p, orientation: q } = camera.pose;
    this.group.position.set(p[0], p[1], p[2]);
    this.group.quaternion.set(q[0], q[1], q[2], q[3]);
    const { x, y } = halfTangents(this.#half, camera.lens);
    const centre = viewCentre(this.#centre, camera.lens);
    const [w, h] = [x * reachMeters, y * reachMeters];
    const [dx, dy] = [centre.x * reachMeters, centre.y * reachMeters];
    const corners = [dx - w, dy + h, dx + w, dy + h, dx + w, dy - h, dx - w, dy - h];
    const positions = this.#lines.getAttribute('position');
    for (let i = 0; i < 4; i++) {
      const next = (i + 1) % 4;
      const [cx = 0, cy = 0] = [corners[i * 2], corners[i * 2 + 1]];
      const [nx = 0, ny = 0] = [corners[next * 2], corners[next * 2 + 1]];
      positions.setXYZ(i * 4, 0, 0, 0);
      positions.setXYZ(i * 4 + 1, cx, cy, -reachMeters);
      positions.setXYZ(i * 4 + 2, cx, cy, -reachMeters);
      positions.setXYZ(i * 4 + 3, nx, ny, -reachMeters);
    }
    positions.needsUpdate = true;
    const isTracked = camera.status === 'ok' || camera.status === 'degraded';
    this.#lineMaterial.color.set(isTracked ? 0x7fd4ff : 0xffb224);
  }

  dispose(): void {
    this.#lines.dispose();
    this.#body.dispose();
    this.#lens.dispose();
    this.#material.dispose();
    this.#lineMaterial.dispose();
  }
}
