import { type PoseSource, setPose, type WantedFrame } from './pose-source.ts';

/**
 * A barrier as SAGE2 has it: the server says which frame is due and with what, every display draws it
 * and answers, and only when all have answered comes the next.
 */
export class BarrierSource implements PoseSource {
  readonly #socket = new WebSocket(location.origin.replace(/^http/, 'ws'));
  #due = new Float64Array(8);

  drawWhenTold(draw: () => void): void {
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
      this.#due = new Float64Array(data);
      draw();
      this.#socket.send('finished');
    });
  }

  frameAt(_refreshMs: number, out: WantedFrame): boolean {
    out.k = this.#due[0] ?? 0;
    setPose(out.pose, this.#due.subarray(1));
    return true;
  }
}
