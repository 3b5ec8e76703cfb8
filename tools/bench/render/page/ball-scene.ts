import { BackSide, Mesh, MeshBasicMaterial, Scene, SphereGeometry } from 'three';
import type { SceneInstance } from '../../../../scenes/scene.ts';
import type { Ball } from '../calls.ts';

/** Fine enough that the outline is a circle to a thousandth of the radius. */
const sphere = new SphereGeometry(1, 96, 48);
const shell = new SphereGeometry(900, 48, 24);
const green = new MeshBasicMaterial({ color: 0x00ff00 });
const dimRed = new MeshBasicMaterial({ color: 0x400000, side: BackSide });

/** Green balls inside a dim red shell: were depth the wrong way round, the shell would hide them. */
export function ballScene(balls: readonly Ball[]): SceneInstance {
  const scene = new Scene();
  scene.add(new Mesh(shell, dimRed));
  for (const { centre, radius } of balls) {
    const ball = new Mesh(sphere, green);
    ball.position.set(...centre);
    ball.scale.setScalar(radius);
    scene.add(ball);
  }
  return stillInstance(scene);
}

/** A scene that never changes, as an environment. */
export const stillInstance = (scene: Scene): SceneInstance => ({
  scene,
  update: () => {},
  light: () => ({ harmonics: [], dominant: { direction: [0, 1, 0], colour: [0, 0, 0] } }),
  dispose: () => {},
});
