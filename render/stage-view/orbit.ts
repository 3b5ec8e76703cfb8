import { PerspectiveCamera, Vector3 } from 'three';
import { halfTangents } from '../../core/stage/inner-frustum.ts';
import type { FrameCamera } from '../../core/wire/frame-packet.ts';

const home = { yaw: 0.5, pitch: 0.38, distance: 10.5 };
const target = new Vector3(0, 1.3, -1.2);

/** The viewer's eye: orbiting the stage, or in a tracked camera's place. */
export class Orbit {
  readonly camera = new PerspectiveCamera(42, 16 / 9, 0.05, 200);
  readonly #half = { x: 0, y: 0 };
  #yaw = home.yaw;
  #pitch = home.pitch;
  #distance = home.distance;
  #aspect = 16 / 9;

  reset(): void {
    this.#yaw = home.yaw;
    this.#pitch = home.pitch;
    this.#distance = home.distance;
  }

  turn(deltaYawRad: number, deltaPitchRad: number): void {
    this.#yaw += deltaYawRad;
    this.#pitch = Math.min(1.5, Math.max(-0.2, this.#pitch + deltaPitchRad));
  }

  dolly(factor: number): void {
    this.#distance = Math.min(40, Math.max(1.5, this.#distance * factor));
  }

  setAspect(aspect: number): void {
    this.#aspect = aspect;
  }

  /** Of the pane, width over height. */
  get aspect(): number {
    return this.#aspect;
  }

  /** Looks at the stage from the orbit. */
  aroundStage(): PerspectiveCamera {
    const flat = Math.cos(this.#pitch) * this.#distance;
    this.camera.position.set(
      target.x + Math.sin(this.#yaw) * flat,
      Math.max(0.1, target.y + Math.sin(this.#pitch) * this.#distance),
      target.z + Math.cos(this.#yaw) * flat,
    );
    this.camera.lookAt(target);
    // A narrow pane still shows the whole width of the stage.
    this.camera.fov = this.#aspect >= 1.4 ? 42 : Math.min(80, 42 * (1.4 / this.#aspect));
    return this.#ready();
  }

  /** Looks through a tracked camera, its whole picture inside the pane. */
  through({ pose, lens }: FrameCamera): PerspectiveCamera {
    this.camera.position.set(pose.position[0], pose.position[1], pose.position[2]);
    const q = pose.orientation;
    this.camera.quaternion.set(q[0], q[1], q[2], q[3]);
    const half = halfTangents(this.#half, lens);
    const tangent = Math.max(half.y, half.x / this.#aspect);
    this.camera.fov = (2 * Math.atan(tangent) * 180) / Math.PI;
    return this.#ready();
  }

  #ready(): PerspectiveCamera {
    this.camera.aspect = this.#aspect;
    this.camera.updateProjectionMatrix();
    this.camera.updateMatrixWorld(true);
    return this.camera;
  }
}
