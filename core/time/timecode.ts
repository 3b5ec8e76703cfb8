import { type Rate, rateName, standardRates } from './rate.ts';

/** A frame of the day as it is written: 0 to 23, 0 to 59, 0 to 59, 0 to the rate less one. */
export interface Timecode {
  hours: number;
  minutes: number;
  seconds: number;
  frames: number;
}

export const createTimecode = (): Timecode => ({ hours: 0, minutes: 0, seconds: 0, frames: 0 });

/** The subject of a sample that carries timecode and nothing else. */
export const timecodeSubject = 'timecode';

/** How frames are numbered: `base` numbers to a second, of which drop-frame leaves some out. */
export interface TimecodeFormat {
  rate: Rate;
  base: number;
  /** Numbers that each minute leaves out at its beginning, but for every tenth; 0 without drop-frame. */
  dropped: number;
  /** `29.97 DF`, `25`. */
  name: string;
}

/**
 * The numbering of a rate (SMPTE ST 12-1): its whole frames per second, and with `dropFrame` two
 * numbers a minute left out for each 30 of them. Drop-frame exists at multiples of 30000/1001 alone
 * and is left aside elsewhere.
 */
export function timecodeFormat(rate: Rate, dropFrame = false): TimecodeFormat {
  const base = Math.round(rate.num / rate.den);
  const canDrop = base % 30 === 0 && rate.num * 1001 === base * 1000 * rate.den;
  const dropped = dropFrame && canDrop ? base / 15 : 0;
  return { rate, base, dropped, name: `${rateName(rate)}${dropped > 0 ? ' DF' : ''}` };
}

/** Every numbering of the standard rates, ascending, drop-frame behind the rate that has it. */
export const standardTimecodes: readonly TimecodeFormat[] = standardRates.flatMap((rate) => {
  const formats = [timecodeFormat(rate), timecodeFormat(rate, true)];
  return formats.filter(({ dropped }, i) => i === 0 || dropped > 0);
});

const minutesPerDay = 24 * 60;

/** Frames from one midnight to the next: 2 589 408 in 29.97 DF. */
export const framesPerDay = ({ base, dropped }: TimecodeFormat): number =>
  minutesPerDay * 60 * base - (minutesPerDay - minutesPerDay / 10) * dropped;

/** The same frame of the day, 0 up to `framesPerDay`: 24 hours after midnight is midnight. */
export function wrapFrame(frame: number, format: TimecodeFormat): number {
  const day = framesPerDay(format);
  return ((frame % day) + day) % day;
}

/** Frames from one frame of the day to another, the short way round midnight: minus to plus half a day. */
export function framesBetween(from: number, to: number, format: TimecodeFormat): number {
  const day = framesPerDay(format);
  const ahead = wrapFrame(to - from, format);
  return ahead * 2 > day ? ahead - day : ahead;
}

/**
 * Frames since midnight, every frame counted once; NaN for what names no frame, such as a number that
 * drop-frame leaves out (00:01:00;00) or one beyond the rate. Allocates nothing.
 */
export function frameFromTimecode(timecode: Readonly<Timecode>, format: TimecodeFormat): number {
  const { hours, minutes, seconds, frames } = timecode;
  const { base, dropped } = format;
  const isTime =
    isBelow(hours, 24) && isBelow(minutes, 60) && isBelow(seconds, 60) && isBelow(frames, base);
  if (!isTime) return Number.NaN;
  const minute = hours * 60 + minutes;
  if (seconds === 0 && frames < dropped && minute % 10 !== 0) return Number.NaN;
  return (minute * 60 + seconds) * base + frames - droppedBefore(minute, dropped);
}

/** The timecode of a frame since midnight, any whole number, into `out`: the inverse of `frameFromTimecode`. */
export function timecodeFromFrame(out: Timecode, frame: number, format: TimecodeFormat): Timecode {
  const { base, dropped } = format;
  const perTen = 600 * base - 9 * dropped;
  const ofDay = wrapFrame(frame, format);
  const tens = Math.floor(ofDay / perTen);
  // The first minute of ten is whole, the nine after it are shorter.
  const intoTen = ofDay - tens * perTen - 60 * base;
  const minuteOfTen = intoTen < 0 ? 0 : 1 + Math.floor(intoTen / (60 * base - dropped));
  const number = ofDay + droppedBefore(tens * 10 + minuteOfTen, dropped);
  const second = Math.floor(number / base);
  out.frames = number % base;
  out.seconds = second % 60;
  out.minutes = Math.floor(second / 60) % 60;
  out.hours = Math.floor(second / 3600);
  return out;
}

/** `01:02:03:04`, with a semicolon before the frames in drop-frame. */
export function timecodeText(timecode: Readonly<Timecode>, { dropped }: TimecodeFormat): string {
  const { hours, minutes, seconds, frames } = timecode;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(hours)}:${two(minutes)}:${two(seconds)}${dropped > 0 ? ';' : ':'}${two(frames)}`;
}

/** Numbers left out from midnight up to and with the beginning of this minute of the day. */
const droppedBefore = (minute: number, dropped: number): number =>
  (minute - Math.floor(minute / 10)) * dropped;

const isBelow = (value: number, limit: number): boolean =>
  Number.isInteger(value) && value >= 0 && value < limit;
