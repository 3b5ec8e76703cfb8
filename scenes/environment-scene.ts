import {
  type BufferGeometry,
  type Camera,
  type IUniform,
  type Material,
  Matrix4,
  Mesh,
  Scene,
  type Texture,
  Vector3,
} from 'three';

export interface EnvironmentScene {
  scene: Scene;
  /**
   * Shared by every material of the scene: where the eye stands in environment space, however the
   * scene is placed on the stage. Set just before each draw, for that draw's camera.
   */
  eyeInEnvironment: IUniform<Vector3>;
}

/** A scene whose shaders work in environment space: its children keep identity transforms. */
export function createEnvironmentScene(): EnvironmentScene {
  const scene = new Scene();
  const eyeInEnvironment = { value: new Vector3() };
  const environmentFromStage = new Matrix4();
  scene.onBeforeRender = (_renderer, _scene, camera: Camera) => {
    environmentFromStage.copy(scene.matrixWorld).invert();
    eyeInEnvironment.value
      .setFromMatrixPosition(camera.matrixWorld)
      .applyMatrix4(environmentFromStage);
  };
  return { scene, eyeInEnvironment };
}

/** Adds a mesh that stands still in environment space. */
export function addStatic(scene: Scene, geometry: BufferGeometry, material: Material): Mesh {
  const mesh = new Mesh(geometry, material);
  mesh.matrixAutoUpdate = false;
  scene.add(mesh);
  return mesh;
}

/** Releases everything below the scene, and the textures that only uniforms hold. */
export function disposeScene(scene: Scene, textures: readonly Texture[]): void {
  scene.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    object.geometry.dispose();
    const materials: Material[] = Array.isArray(object.material)
      ? object.material
      : [object.material];
    for (const material of materials) material.dispose();
  });
  for (const texture of textures) texture.dispose();
  scene.clear();
}
