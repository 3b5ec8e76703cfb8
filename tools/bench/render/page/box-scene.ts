import {
  BoxGeometry,
  Color,
  DirectionalLight,
  HemisphereLight,
  Mesh,
  MeshStandardMaterial,
  PlaneGeometry,
  Scene,
} from 'three';
import { randomFrom } from '../../motion/random.ts';

const boxes = 200;
const materials = 12;

/** 200 lit boxes on a floor, behind a wall that stands 3 m ahead. */
export function boxScene(seed: number): Scene {
  const random = randomFrom(seed);
  const scene = new Scene();
  scene.background = new Color(0x20242c);
  scene.add(new HemisphereLight(0xbcd0ff, 0x403020, 1.2));
  const sun = new DirectionalLight(0xfff2dd, 2);
  sun.position.set(4, 9, 3);
  scene.add(sun);
  const floor = new Mesh(new PlaneGeometry(80, 80), new MeshStandardMaterial({ color: 0x707070 }));
  floor.rotation.x = -Math.PI / 2;
  scene.add(floor);
  const paints = Array.from(
    { length: materials },
    (_, i) => new MeshStandardMaterial({ color: new Color().setHSL(i / materials, 0.5, 0.5) }),
  );
  const geometry = new BoxGeometry();
  for (let i = 0; i < boxes; i++) {
    const box = new Mesh(geometry, paints[i % materials]);
    const away = 4 + 16 * random();
    box.position.set((random() * 2 - 1) * away, random() * 4, -away);
    box.rotation.set(random() * 3, random() * 3, random() * 3);
    box.scale.setScalar(0.3 + random());
    scene.add(box);
  }
  return scene;
}
