interface Run {
  length: number;
  value: number;
}

/** Narrower stairs are not seen as bands from where a camera stands. */
const narrowest = 8;
/** A step of more codes is an edge of what is shown, and no band. */
const mostCodes = 2;

/**
 * Share of pixels, 0 to 1, that stand on a stair: a run of one code of at least 8 pixels between two runs
 * alike, one or two codes up on one side and down on the other. That is what a smooth gradient becomes
 * with too few codes; noise or dither breaks the runs. `luma` is 8-bit, row by row.
 */
export function bandingShare(luma: Uint8Array, width: number, height: number): number {
  let banded = 0;
  for (let y = 0; y < height; y++) {
    banded += bandedInRow(luma.subarray(y * width, (y + 1) * width));
  }
  return banded / Math.max(1, width * height);
}

function bandedInRow(row: Uint8Array): number {
  const runs = runsOf(row);
  let banded = 0;
  for (let i = 1; i + 1 < runs.length; i++) {
    const [before, run, after] = runs.slice(i - 1, i + 2);
    if (before && run && after && isStair(before, run, after)) banded += run.length;
  }
  return banded;
}

function isStair(before: Run, run: Run, after: Run): boolean {
  const up = run.value - before.value;
  const on = after.value - run.value;
  const isSmooth =
    Math.sign(up) === Math.sign(on) && Math.max(Math.abs(up), Math.abs(on)) <= mostCodes;
  return isSmooth && Math.min(before.length, run.length, after.length) >= narrowest;
}

function runsOf(row: Uint8Array): Run[] {
  const runs: Run[] = [];
  for (const value of row) {
    const last = runs.at(-1);
    if (last?.value === value) last.length += 1;
    else runs.push({ length: 1, value });
  }
  return runs;
}
