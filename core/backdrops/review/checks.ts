import type { ReviewFigures } from './figures.ts';

/** One line of a backdrop's review. `state`: nothing to see, worth a look, or it should not go on a wall so. */
export interface ReviewCheck {
  id: string;
  label: string;
  /** The figure with its unit. */
  value: string;
  state: 'fine' | 'look' | 'bad';
  /** What it means and what to do; empty where it is fine. */
  words: string;
}

export interface CheckedBackdrop {
  figures: ReviewFigures | undefined;
  /** Pixels of the picture per pixel of the wall; null for scenes, which are drawn at the wall's own pixels. */
  pixelsPerWallPixel: number | null;
  /** Probability of each kind of content, where a model has looked. */
  content: Readonly<Record<string, number>> | undefined;
  licence: string;
}

type State = ReviewCheck['state'];
const atMost = (value: number, look: number, bad: number): State =>
  value > bad ? 'bad' : value > look ? 'look' : 'fine';
const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

function check(id: string, label: string, value: string, state: State, words: string): ReviewCheck {
  return { id, label, value, state, words: state === 'fine' ? '' : words };
}

/** Below this the picture is seen to be coarser than the wall; a camera out of focus hides it for a while. */
const softBelow = 0.7;
const coarseBelow = 0.35;
/** Beside a wall people look into it for hours. */
const brightMean = 0.5;
/** ITU-R BT.1702: no more general flashes in a second. */
const mostFlashes = 3;
const likely = 0.5;
const possible = 0.2;

/** What a person should know before saying yes, each with its number. */
export function reviewChecks({
  figures,
  content,
  licence,
  pixelsPerWallPixel,
}: CheckedBackdrop): ReviewCheck[] {
  return [
    ...densityCheck(pixelsPerWallPixel),
    ...(figures ? pictureChecks(figures) : []),
    ...contentCheck(content),
    licenceCheck(licence),
  ];
}

function densityCheck(ratio: number | null): ReviewCheck[] {
  if (ratio === null) return [];
  const state = ratio < coarseBelow ? 'bad' : ratio < softBelow ? 'look' : 'fine';
  const words = 'Softer than the wall. Enlarge it, or keep it out of focus.';
  return [check('density', 'Sharpness', `${ratio.toFixed(2)} px per wall px`, state, words)];
}

function pictureChecks(figures: ReviewFigures): ReviewCheck[] {
  const { seam, banding, clipped, crushed, meanLuminance, peakLuminance, flicker } = figures;
  const seamLine =
    seam === null
      ? []
      : [
          check(
            'seam',
            'Seam',
            `${seam.toFixed(2)} × a step within`,
            atMost(seam, 1.1, 2),
            'Its left and right edges do not meet. Turn the seam away from the wall, or make it anew.',
          ),
        ];
  const flickerLine = flicker ? [flickerCheck(flicker)] : [];
  return [
    ...seamLine,
    check(
      'banding',
      'Banding',
      percent(banding),
      atMost(banding, 0.02, 0.1),
      'Smooth parts show stairs. Defocus hides them; more bits cure them.',
    ),
    check(
      'clipping',
      'Clipped',
      percent(clipped),
      atMost(clipped, 0.02, 0.15),
      'Brighter than the wall can show. Lower its exposure.',
    ),
    check(
      'crushed',
      'Black',
      percent(crushed),
      atMost(crushed, 0.3, 0.8),
      'A good part is black: an LED wall shows its seams there.',
    ),
    check(
      'mean',
      'Mean light',
      percent(meanLuminance),
      atMost(meanLuminance, brightMean, 0.8),
      'Bright to stand beside for long. Lower its exposure.',
    ),
    check('peak', 'Peak light', percent(peakLuminance), 'fine', ''),
    ...flickerLine,
  ];
}

function flickerCheck({
  flashesPerSecond,
  overS,
}: NonNullable<ReviewFigures['flicker']>): ReviewCheck {
  const state = flashesPerSecond > mostFlashes ? 'bad' : flashesPerSecond > 1 ? 'look' : 'fine';
  const words =
    'It flashes: warn people on the stage, more than three a second can cause seizures.';
  const value = `${flashesPerSecond} flashes a second in ${overS.toFixed(1)} s`;
  return check('flicker', 'Flicker', value, state, words);
}

/** What a classifier of pictures takes for unfit; `neutral` and `drawing` are not. */
const unfit = ['porn', 'hentai', 'sexy'] as const;

function contentCheck(content: CheckedBackdrop['content']): ReviewCheck[] {
  if (!content) return [];
  const worst = Math.max(...unfit.map((name) => content[name] ?? 0));
  const words = 'A model takes it for unfit to be shown. Look at it at full size first.';
  return [
    check('content', 'Content', `${percent(worst)} unfit`, atMost(worst, possible, likely), words),
  ];
}

const unclear = /unknown|not stated|^$/i;
const nonCommercial = /non-?commercial|\bNC\b/i;

function licenceCheck(licence: string): ReviewCheck {
  if (nonCommercial.test(licence))
    return check(
      'licence',
      'Licence',
      licence,
      'bad',
      'Not for commercial use. Ask whose it is before it is shot.',
    );
  if (unclear.test(licence))
    return check(
      'licence',
      'Licence',
      licence || 'not stated',
      'look',
      'Nobody has said who may use it. Ask whose it is.',
    );
  return check('licence', 'Licence', licence, 'fine', '');
}
