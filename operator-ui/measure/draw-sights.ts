import type { PatchSight } from '../../core/latency/read-frame-codes.ts';

/** Outlines every patch that was seen: whole where it was read, dashed where it was not. */
export function drawSights(
  canvas: HTMLCanvasElement,
  sights: readonly PatchSight[],
  width: number,
  height: number,
): void {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (!context) return;
  const style = getComputedStyle(canvas);
  context.clearRect(0, 0, width, height);
  context.lineWidth = Math.max(2, width / 240);
  for (const { outline, reading } of sights) {
    context.strokeStyle = style.getPropertyValue(reading ? '--focus' : '--fault');
    context.setLineDash(reading ? [] : [context.lineWidth * 3, context.lineWidth * 2]);
    context.beginPath();
    for (const { x, y } of outline) context.lineTo(x, y);
    context.closePath();
    context.stroke();
  }
}
