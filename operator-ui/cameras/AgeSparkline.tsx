import { useRef } from 'react';
import { idHash } from '../../core/wire/message-type.ts';
import { useDesk } from '../link/desk.ts';
import { useTicker } from '../link/use-ticker.ts';
import { type AgeHistory, bucketCount, bucketMs } from './age-history.ts';

const [width, height] = [bucketCount, 34];
/** Above this a moving camera is seen to lag. */
const limitMs = 50;
const topMs = 100;

const heightOf = (ageMs: number): number => Math.min(1, Math.max(0, ageMs) / topMs) * (height - 2);

/** The pose age of the last minute, newest on the right. */
export function AgeSparkline({ cameraId }: { cameraId: string }) {
  const desk = useDesk();
  const canvas = useRef<HTMLCanvasElement>(null);
  useTicker(bucketMs, () => {
    const context = canvas.current?.getContext('2d');
    if (context) drawAges(context, desk.ages.of(idHash(cameraId)), performance.now());
  });
  return (
    <figure className="sparkline">
      <canvas ref={canvas} width={width} height={height} />
      <figcaption className="number">pose age, 60 s · line at {limitMs} ms</figcaption>
    </figure>
  );
}

function drawAges(context: CanvasRenderingContext2D, ages: AgeHistory, nowMs: number): void {
  const style = getComputedStyle(context.canvas);
  context.clearRect(0, 0, width, height);
  context.fillStyle = style.getPropertyValue('--divider');
  context.fillRect(0, height - heightOf(limitMs), width, 1);
  const [plain, fault] = [style.getPropertyValue('--ink-soft'), style.getPropertyValue('--fault')];
  for (let back = 0; back < bucketCount; back++) {
    const ageMs = ages.at(back, nowMs);
    if (Number.isNaN(ageMs)) continue;
    context.fillStyle = ageMs > limitMs ? fault : plain;
    const tall = Math.max(2, heightOf(ageMs));
    context.fillRect(width - 1 - back, height - tall, 1, tall);
  }
}
