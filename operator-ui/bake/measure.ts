import { bandingShare } from '../../core/backdrops/review/banding.ts';
import type { ReviewFigures } from '../../core/backdrops/review/figures.ts';
import { flickerOf } from '../../core/backdrops/review/flicker.ts';
import { lightFigures } from '../../core/backdrops/review/light-figures.ts';
import { paletteOf } from '../../core/backdrops/review/palette.ts';
import { createViewTarget } from '../../render/view-target.ts';
import { pause } from '../decks/idle.ts';
import type { Darkroom, Developed } from './darkroom.ts';
import { eightBitOf, lumaOf, seamOf } from './picture-pixels.ts';
import { openFloatReader } from './read-floats.ts';
import { presentStill, stillMomentMs, stillView } from './still.ts';

const light = { width: 192, height: 108 };
const shown = { width: 640, height: 360 };
const small = { width: 64, height: 36 };
/** A flash lasts some frames; a processor draws a tenth as fast as a GPU. */
const looks = { gpu: { count: 250, periodMs: 40 }, software: { count: 30, periodMs: 100 } };

/** Everything that is measured of an environment for its review. */
export async function measure(
  darkroom: Darkroom,
  developed: Developed,
  sha256: string | undefined,
): Promise<ReviewFigures> {
  const meter = openMeter(darkroom, developed, light.width, light.height);
  const { meanLuminance, peakLuminance, clipped, crushed } = lightFigures(meter.at(stillMomentMs));
  meter.close();
  presentStill(darkroom, developed, shown.width, shown.height);
  const bytes = eightBitOf(darkroom.canvas, shown.width, shown.height);
  presentStill(darkroom, developed, small.width, small.height);
  const palette = paletteOf(eightBitOf(darkroom.canvas, small.width, small.height));
  const { kind } = developed.environment;
  return {
    meanLuminance,
    peakLuminance,
    clipped,
    crushed,
    banding: bandingShare(lumaOf(bytes), shown.width, shown.height),
    seam: kind === 'panorama' && sha256 ? await seamOf(`/api/v1/assets/${sha256}`) : null,
    flicker: kind === 'scene' ? await flicker(darkroom, developed) : null,
    palette,
  };
}

async function flicker(
  darkroom: Darkroom,
  developed: Developed,
): Promise<ReviewFigures['flicker']> {
  const { count, periodMs } = darkroom.isSoftware ? looks.software : looks.gpu;
  const meter = openMeter(darkroom, developed, small.width, small.height);
  const means: number[] = [];
  for (let i = 0; i < count; i++) {
    // Between two looks an operator's page hears its keys.
    await pause(0);
    const floats = meter.at(stillMomentMs + i * periodMs);
    // As the wall shows it: no brighter than full drive.
    means.push(lightFigures(floats.map((value) => Math.min(1, value))).meanLuminance);
  }
  meter.close();
  return flickerOf(means, periodMs / 1000);
}

/** Reads what is seen of an environment at any moment, scene-linear. */
function openMeter(darkroom: Darkroom, developed: Developed, width: number, height: number) {
  const target = createViewTarget(width, height, 0);
  const reader = openFloatReader(darkroom, width, height);
  const view = stillView(width, height);
  const at = (momentMs: number): Float32Array => {
    developed.draw(view, target, momentMs);
    return reader.colours(target);
  };
  const close = () => {
    reader.close();
    target.dispose();
  };
  return { at, close };
}
