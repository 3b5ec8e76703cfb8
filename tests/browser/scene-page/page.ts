import {
  FloatType,
  HalfFloatType,
  NoToneMapping,
  PerspectiveCamera,
  Scene,
  WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import {
  noObjects,
  type SceneContext,
  type SceneInstance,
  type SceneParams,
  type SceneQuality,
} from '../../../scenes/scene.ts';

/** One picture to draw: which scene, when, from where. Yaw + is left, pitch + is up, degrees. */
export interface Shot {
  scene: string;
  glb?: string;
  /** Address of the picture of a `panorama` or a `plate`, or of the file of `layers`. */
  picture?: string;
  seed?: number;
  quality?: SceneQuality;
  size?: [number, number];
  eye?: [number, number, number];
  yawDeg?: number;
  pitchDeg?: number;
  fovDeg?: number;
  /** Lens shift as a share of the view, for an off-axis frustum. */
  shift?: [number, number];
  timeMs?: number;
  params?: SceneParams;
  placement?: { position: [number, number, number]; yawDeg: number; scale: number };
}

const renderer = new WebGLRenderer({ antialias: false, reversedDepthBuffer: true });
renderer.toneMapping = NoToneMapping;

const instances = new Map<string, SceneInstance>();

async function instanceOf(shot: Shot): Promise<SceneInstance> {
  const key = JSON.stringify([shot.scene, shot.glb, shot.picture, shot.seed, shot.quality]);
  const known = instances.get(key);
  if (known !== undefined) return known;
  const context: SceneContext = {
    renderer,
    quality: shot.quality ?? 'low',
    seed: shot.seed ?? 1,
    assetUrl: (path) => path,
  };
  const created = await createInstance(shot, context);
  instances.set(key, created);
  return created;
}

async function createInstance(shot: Shot, context: SceneContext): Promise<SceneInstance> {
  if (shot.scene === 'gltf') {
    const { createGltfScene } = await import('../../../scenes/gltf/gltf-scene.ts');
    return createGltfScene(context, shot.glb ?? '');
  }
  if (shot.scene === 'panorama' || shot.scene === 'plate') {
    const { createPanorama } = await import('../../../scenes/picture/panorama.ts');
    const { createPlate } = await import('../../../scenes/picture/plate.ts');
    return (shot.scene === 'panorama' ? createPanorama : createPlate)(context, shot.picture ?? '');
  }
  if (shot.scene === 'layers') {
    const { createLayers } = await import('../../../scenes/layers/layers.ts');
    return createLayers(context, shot.picture ?? '');
  }
  const { sceneModules } = await import('../../../scenes/registry.ts');
  const module = await sceneModules[shot.scene]?.();
  if (module === undefined) throw new Error(`no scene ${shot.scene}`);
  return module.create(context);
}

function aim(shot: Shot, width: number, height: number): PerspectiveCamera {
  const camera = new PerspectiveCamera(shot.fovDeg ?? 50, width / height, 0.05, 20_000);
  camera.position.set(...(shot.eye ?? [0, 1.6, 0]));
  camera.rotation.order = 'YXZ';
  camera.rotation.set(
    ((shot.pitchDeg ?? 0) * Math.PI) / 180,
    ((shot.yawDeg ?? 0) * Math.PI) / 180,
    0,
  );
  const [x, y] = shot.shift ?? [0, 0];
  if (x !== 0 || y !== 0) camera.setViewOffset(width, height, x * width, y * height, width, height);
  camera.updateMatrixWorld();
  return camera;
}

function place(instance: SceneInstance, shot: Shot): void {
  const { position, yawDeg, scale } = shot.placement ?? {
    position: [0, 0, 0],
    yawDeg: 0,
    scale: 1,
  };
  instance.scene.position.set(...position);
  instance.scene.rotation.set(0, (yawDeg * Math.PI) / 180, 0);
  instance.scene.scale.setScalar(scale);
}

/** Draws one shot as the wall does, into a linear half-float target with four samples. */
async function draw(
  shot: Shot,
): Promise<{ pixels: Float32Array; width: number; height: number; ms: number }> {
  const [width, height] = shot.size ?? [160, 90];
  const instance = await instanceOf(shot);
  instance.update(shot.timeMs ?? 0, shot.params ?? {}, noObjects);
  place(instance, shot);
  const type = shot.scene === 'gltf' ? FloatType : HalfFloatType;
  const target = new WebGLRenderTarget(width, height, { type, samples: 4 });
  const camera = aim(shot, width, height);
  renderer.setRenderTarget(target);
  renderer.render(instance.scene, camera);
  const bytes =
    type === FloatType ? new Float32Array(width * height * 4) : new Uint16Array(width * height * 4);
  await renderer.readRenderTargetPixelsAsync(target, 0, 0, width, height, bytes);
  const ms: number[] = [];
  for (let i = 0; i < (timing ? 9 : 0); i++) {
    const start = performance.now();
    instance.update((shot.timeMs ?? 0) + 40 * i, shot.params ?? {}, noObjects);
    renderer.render(instance.scene, camera);
    renderer.readRenderTargetPixels(target, 0, 0, 1, 1, bytes);
    ms.push(performance.now() - start);
  }
  renderer.setRenderTarget(null);
  target.dispose();
  return {
    pixels: bytes instanceof Float32Array ? bytes : floatsOf(bytes),
    width,
    height,
    ms: Math.min(...ms),
  };
}

let timing = false;

/** Half floats to floats, infinities and NaN kept (IEEE 754-2008 binary16). */
function floatsOf(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    if (exponent === 0) return sign * 2 ** -24 * fraction;
    return sign * 2 ** (exponent - 25) * (1024 + fraction);
  });
}

const base64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < bytes.length; i += 32768) {
    text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  }
  return btoa(text);
};

const page = {
  /** Linear RGBA floats, bottom row first, as base64. */
  async pixels(shot: Shot): Promise<string> {
    const { pixels } = await draw(shot);
    return base64(new Uint8Array(pixels.buffer));
  },
  /** What an sRGB wall would show, as a data URL. */
  async png(shot: Shot): Promise<string> {
    const { pixels, width, height } = await draw(shot);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    const image = new ImageData(width, height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        for (let c = 0; c < 3; c++) {
          const linear = Math.min(
            1,
            Math.max(0, pixels[4 * ((height - 1 - y) * width + x) + c] ?? 0),
          );
          const encoded =
            linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
          image.data[4 * (y * width + x) + c] = Math.round(255 * encoded);
        }
        image.data[4 * (y * width + x) + 3] = 255;
      }
    }
    context?.putImageData(image, 0, 0);
    return canvas.toDataURL('image/png');
  },
  /** Shortest of nine draws with a read-back of one pixel, and what was drawn. */
  async cost(shot: Shot): Promise<{ ms: number; triangles: number; calls: number }> {
    timing = true;
    const { ms } = await draw(shot);
    timing = false;
    const { triangles, calls } = renderer.info.render;
    return { ms, triangles, calls };
  },
  /**
   * What the stage view draws of an environment's safe travel, alone and seen as `shot` says, and what is said of
   * camera A at `camera`.
   */
  async travel(shot: Shot, camera: [number, number, number]) {
    const { TravelWatch } = await import('../../../render/travel-watch.ts');
    const { TravelModel } = await import('../../../render/stage-view/travel-model.ts');
    const { createFramePacket } = await import('../../../core/wire/frame-packet.ts');
    const { idHash } = await import('../../../core/wire/message-type.ts');
    const instance = await instanceOf(shot);
    instance.update(0, shot.params ?? {}, noObjects);
    const placement = shot.placement ?? {
      position: [0, 0, 0] as [number, number, number],
      yawDeg: 0,
      scale: 1,
    };
    const packet = createFramePacket();
    const [first] = packet.cameras;
    if (!first) throw new Error('a packet has cameras');
    first.idHash = idHash('A');
    first.status = 'ok';
    first.pose.position = camera;
    packet.cameraCount = 1;
    const model = new TravelModel();
    const words = new TravelWatch().look(instance.travel?.(), placement, ['A'], packet, model);
    const [width, height] = shot.size ?? [160, 90];
    const target = new WebGLRenderTarget(width, height, { type: FloatType });
    renderer.setRenderTarget(target);
    renderer.render(new Scene().add(model.group), aim(shot, width, height));
    const pixels = new Float32Array(width * height * 4);
    renderer.readRenderTargetPixels(target, 0, 0, width, height, pixels);
    renderer.setRenderTarget(null);
    target.dispose();
    model.dispose();
    let drawn = 0;
    for (let i = 0; i < pixels.length; i += 4) if ((pixels[i + 1] ?? 0) > 0.01) drawn++;
    return { words: words ?? null, drawn };
  },
  async light(shot: Shot) {
    const instance = await instanceOf(shot);
    instance.update(shot.timeMs ?? 0, shot.params ?? {}, noObjects);
    return instance.light();
  },
  memory: () => ({ ...renderer.info.memory, programs: renderer.info.programs?.length ?? 0 }),
  disposeAll(): void {
    for (const instance of instances.values()) instance.dispose();
    instances.clear();
  },
};

export type ScenePage = typeof page;
Object.assign(globalThis, { scenePage: page });
