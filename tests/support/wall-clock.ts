import { readFileSync } from 'node:fs';

/**
 * Loaded into a server before its own code: lays its wall clock by as many ms as stand in the file
 * that `WALL_CLOCK_FILE` names, read at the start and at every SIGUSR2, and prints what it then says.
 * Monotonic clocks stay.
 */
const file = process.env.WALL_CLOCK_FILE ?? '';
const TrueDate = Date;
let shiftMs = 0;

class ShiftedDate extends TrueDate {
  constructor(...args: [] | [number | string | Date]) {
    if (args.length === 0) super(ShiftedDate.now());
    else super(...args);
  }

  static override now(): number {
    return TrueDate.now() + shiftMs;
  }
}

function read(): void {
  shiftMs = Number(readFileSync(file, 'utf8'));
  console.log(`wall clock ${new Date().toISOString()}`);
}

globalThis.Date = ShiftedDate as DateConstructor;
read();
process.on('SIGUSR2', read);
