import {
  AddEquation,
  BackSide,
  CustomBlending,
  OneFactor,
  OneMinusSrcAlphaFactor,
  ShaderMaterial,
  SphereGeometry,
} from 'three';
import domeVertex from '../../shaders/scenes/common/sky-dome.vert.glsl?raw';
import solidVertex from '../../shaders/scenes/common/solid.vert.glsl?raw';
import domeFragment from '../../shaders/scenes/grid/dome.frag.glsl?raw';
import floorFragment from '../../shaders/scenes/grid/floor.frag.glsl?raw';
import labelFragment from '../../shaders/scenes/grid/label.frag.glsl?raw';
import labelVertex from '../../shaders/scenes/grid/label.vert.glsl?raw';
import linesGlsl from '../../shaders/scenes/grid/lines.glsl?raw';
import targetFragment from '../../shaders/scenes/grid/target.frag.glsl?raw';
import targetVertex from '../../shaders/scenes/grid/target.vert.glsl?raw';
import { addStatic, createEnvironmentScene, disposeScene } from '../environment-scene.ts';
import { numberReader, toggleReader } from '../parameter-reader.ts';
import type { SceneContext, SceneInstance, SceneModule } from '../scene.ts';
import { gridLight } from './grid-light.ts';
import { createFloorGeometry, createLabelGeometry, createTargetGeometry } from './grid-meshes.ts';
import { createLabelAtlas } from './label-atlas.ts';
import { gridManifest } from './manifest.ts';
import { planLabels } from './marks.ts';
import { ObjectMarks } from './object-marks.ts';

const readBrightness = numberReader(gridManifest, 'brightness');
const readLabels = toggleReader(gridManifest, 'labels');
const readTargets = toggleReader(gridManifest, 'targets');
const readObjects = toggleReader(gridManifest, 'objects');
const readSweep = toggleReader(gridManifest, 'sweep');
const sweepPeriodMs = 60_000;

async function create(context: SceneContext): Promise<SceneInstance> {
  const { scene, eyeInEnvironment } = createEnvironmentScene();
  const planned = planLabels();
  const atlas = createLabelAtlas(
    planned.map(({ text }) => text),
    context.quality === 'low' ? 2 : 8,
  );
  const uniforms = {
    eyeInEnvironment,
    atlas: { value: atlas.texture },
    brightness: { value: Number.NaN },
    sweepRad: { value: 0 },
    sweepOn: { value: 1 },
  };
  const opaque = (vertexShader: string, fragmentShader: string): ShaderMaterial =>
    new ShaderMaterial({ uniforms, vertexShader, fragmentShader: linesGlsl + fragmentShader });
  addStatic(scene, createFloorGeometry(), opaque(solidVertex, floorFragment)).frustumCulled = false;
  const targets = addStatic(scene, createTargetGeometry(), opaque(targetVertex, targetFragment));
  const ink = new ShaderMaterial({
    uniforms,
    vertexShader: labelVertex,
    fragmentShader: labelFragment,
    transparent: true,
    depthWrite: false,
    blending: CustomBlending,
    blendEquation: AddEquation,
    blendSrc: OneFactor,
    blendDst: OneMinusSrcAlphaFactor,
  });
  const labels = addStatic(scene, createLabelGeometry(planned, atlas), ink);
  const sky = opaque(domeVertex, domeFragment);
  sky.side = BackSide;
  sky.depthWrite = false;
  const dome = addStatic(scene, new SphereGeometry(1, 48, 32), sky);
  dome.frustumCulled = false;
  dome.renderOrder = 1;
  const marks = new ObjectMarks();
  scene.add(marks.mesh);

  let light = gridLight(0);
  return {
    scene,
    update(contentTimeMs, params, objects) {
      const brightness = readBrightness(params);
      if (brightness !== uniforms.brightness.value) {
        uniforms.brightness.value = brightness;
        light = gridLight(brightness);
      }
      labels.visible = readLabels(params);
      targets.visible = readTargets(params);
      marks.set(objects, readObjects(params));
      uniforms.sweepOn.value = readSweep(params) ? 1 : 0;
      const turn = contentTimeMs / sweepPeriodMs;
      uniforms.sweepRad.value = 2 * Math.PI * (turn - Math.floor(turn));
    },
    light: () => light,
    dispose: () => disposeScene(scene, [atlas.texture]),
  };
}

export const gridScene: SceneModule = { manifest: gridManifest, create };
