/** What a deck view can be told by a hand. */
export interface Orbitable {
  orbit(deltaYawRad: number, deltaPitchRad: number): void;
  dolly(factor: number): void;
  resetView(): void;
}

const radPerPx = 0.006;
const wheelPerPx = 0.0012;
const doubleTapMs = 350;

interface Point {
  x: number;
  y: number;
}

const spread = ([a, b]: readonly Point[]): number =>
  a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;

/** Drag to orbit, wheel or pinch to dolly, double tap to reset. Returns how to stop listening. */
export function listenToGestures(element: HTMLElement, view: Orbitable): () => void {
  const fingers = new Map<number, Point>();
  let tappedMs = Number.NEGATIVE_INFINITY;
  let moved = 0;

  const down = (event: PointerEvent) => {
    element.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    moved = 0;
  };
  const move = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const before = spread([...fingers.values()]);
    const [dx, dy] = [event.clientX - finger.x, event.clientY - finger.y];
    finger.x = event.clientX;
    finger.y = event.clientY;
    moved += Math.abs(dx) + Math.abs(dy);
    if (fingers.size === 1) view.orbit(-dx * radPerPx, -dy * radPerPx);
    const after = spread([...fingers.values()]);
    if (before > 0 && after > 0) view.dolly(before / after);
  };
  const up = (event: PointerEvent) => {
    if (!fingers.delete(event.pointerId) || moved > 8 || event.type === 'pointercancel') return;
    if (event.timeStamp - tappedMs < doubleTapMs) view.resetView();
    tappedMs = event.timeStamp;
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    view.dolly(Math.exp(event.deltaY * wheelPerPx));
  };
  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', up);
  element.addEventListener('wheel', wheel, { passive: false });
  return () => {
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointercancel', up);
    element.removeEventListener('wheel', wheel);
  };
}
