import { type BufferGeometry, type Mesh, SphereGeometry } from 'three';
import type { BackdropPlace } from '../../core/backdrops/kinds.ts';
import { createRainGeometry } from '../city/glow-meshes.ts';
import { createMesaGeometries } from '../desert/mesas.ts';
import { addStatic, createEnvironmentScene, disposeScene } from '../environment-scene.ts';
import { createHeights, createLandGeometries } from '../land/land-mesh.ts';
import { createNoiseTexture } from '../noise-texture.ts';
import type { SceneContext, SceneInstance, SceneManifest } from '../scene.ts';
import { createBackdropMaterials } from './backdrop-materials.ts';
import { createBackdropUniforms } from './backdrop-uniforms.ts';
import { createFarmGeometries } from './farms.ts';
import { landHeights } from './land-heights.ts';
import { placeLooks } from './looks.ts';
import { addRoom } from './room.ts';
import { createReader, createSkyState } from './sky-state.ts';
import { addSkyline } from './skyline.ts';
import { isOnSquare, planSkyline, skylineHeights } from './skyline-plan.ts';
import { createStoneGeometries } from './stones.ts';
import { createTreeCover } from './tree-cover.ts';
import { createGrassGeometries, createTreeGeometries, showTrees } from './trees.ts';
import { createWaterGeometry } from './water-mesh.ts';

/** A relief of so much is what a place's heights are given for; less of it takes the lower half of its range quickly. */
const fullRelief = 1;

/** A place under the open sky: land, water, trees and weather. */
export async function createOpenLand(
  place: BackdropPlace,
  manifest: SceneManifest,
  context: SceneContext,
): Promise<SceneInstance> {
  const { scene, eyeInEnvironment } = createEnvironmentScene();
  const { seed } = context;
  const look = placeLooks[place];
  const noise = createNoiseTexture(seed, context.quality);
  const uniforms = createBackdropUniforms(eyeInEnvironment, noise, look);
  const materials = createBackdropMaterials(context, uniforms, look);
  const heightM = (x: number, z: number): number => landHeights[place](x, z, seed);
  // Not in the water, and in a city on its square only.
  const mayStand = (x: number, z: number): boolean =>
    heightM(x, z) > look.waterM + 0.6 && (place !== 'city' || isOnSquare(x, z));
  const heights = await createHeights(heightM);
  const houses = place === 'city' ? planSkyline(seed) : [];
  const casting = houses.length > 0 ? await createHeights(skylineHeights(houses)) : heights;
  for (const geometry of await createLandGeometries(heights, casting)) {
    const sphere = geometry.boundingSphere;
    // The relief may be turned down to nothing.
    if (sphere) sphere.radius += Math.abs(sphere.center.y);
    addStatic(scene, geometry, materials.land);
  }
  // Mostly behind dunes: a software renderer is spared them.
  if (place === 'desert' && context.quality !== 'low') {
    for (const geometry of createMesaGeometries(seed)) addStatic(scene, geometry, materials.land);
  }
  const water = addStatic(scene, createWaterGeometry(look.waterM), materials.water);
  const { geometries: trees, near } = createTreeGeometries(seed, look.conifers, heightM, mayStand);
  const bare = uniforms.treeCover.value;
  const cover = createTreeCover(near);
  uniforms.treeCover.value = cover.texture;
  for (const geometry of trees) addStatic(scene, geometry, materials.tree);
  for (const geometry of createGrassGeometries(seed, look, heightM)) {
    addStatic(scene, geometry, materials.grass);
  }
  const isSimple = context.quality === 'low';
  // A software renderer is spared the stones and every other bush of a hedge.
  const standing = [
    ...(isSimple ? [] : createStoneGeometries(seed, look, heightM)),
    ...(look.farmed ? createFarmGeometries(seed, isSimple ? 2 : 1, heightM) : []),
  ];
  for (const geometry of standing) addStatic(scene, geometry, materials.tree);
  const everywhere = (geometry: BufferGeometry, material: (typeof materials)['fall']): Mesh => {
    const mesh = addStatic(scene, geometry, material);
    mesh.frustumCulled = false;
    return mesh;
  };
  const fall = everywhere(createRainGeometry(seed), materials.fall);
  fall.renderOrder = 2;
  everywhere(new SphereGeometry(1, 32, 24), materials.dome).renderOrder = 1;

  const skyline = place === 'city' ? addSkyline(scene, context, uniforms, houses) : undefined;
  const setRoom = place === 'room' ? addRoom(scene, context, uniforms) : undefined;

  const { values, read } = createReader(manifest);
  const sky = createSkyState(uniforms, look, skyline ? 1 : 0.1, seed);
  let light = sky.day.light;
  return {
    scene,
    update(contentTimeMs, params) {
      if (read(params)) {
        sky.set(values);
        uniforms.reliefScale.value =
          look.keepsRelief || look.paved > 0 ? fullRelief : Math.sqrt(values.relief);
        for (const geometry of trees) showTrees(geometry, values.trees);
        cover.draw(values.trees);
        water.visible = look.keepsRelief || values.water > 0;
        uniforms.waterLevel.value = water.visible ? look.waterM : -1e6;
        // What falls around the stage would fall in the room.
        fall.visible = uniforms.amount.value > 0 && !setRoom;
        skyline?.set(values, sky.day.sunDirection[1]);
        light = setRoom?.(values, sky.day) ?? sky.day.light;
      }
      sky.move(contentTimeMs / 1000, values);
    },
    light: () => light,
    dispose: () =>
      disposeScene(scene, [
        noise,
        bare,
        cover.texture,
        uniforms.skyAir.value,
        uniforms.skyDust.value,
        ...(skyline ? [skyline.fronts.value] : []),
      ]),
  };
}
