import { type Material, type Mesh, type Object3D, SkinnedMesh, Texture } from 'three';

function disposeMaterial(material: Material): void {
  for (const value of Object.values(material)) {
    if (!(value instanceof Texture)) continue;
    value.dispose();
    const image: unknown = value.image;
    if (typeof ImageBitmap !== 'undefined' && image instanceof ImageBitmap) image.close();
  }
  material.dispose();
}

/** Releases everything that a loaded model holds on the GPU, and its decoded pictures. */
export function disposeModel(root: Object3D): void {
  root.traverse((object) => {
    if (object instanceof SkinnedMesh) object.skeleton.dispose();
    if (!('geometry' in object && 'material' in object)) return;
    // Points and lines have the same two members as meshes.
    const { geometry, material } = object as Mesh;
    geometry.dispose();
    for (const one of Array.isArray(material) ? material : [material]) disposeMaterial(one);
  });
}

/** Materials of a model, each once. */
export function materialsOf(root: Object3D): Set<Material> {
  const materials = new Set<Material>();
  root.traverse((object) => {
    if (!('material' in object)) return;
    const { material } = object as Mesh;
    for (const one of Array.isArray(material) ? material : [material]) materials.add(one);
  });
  return materials;
}
