import type { Encoder } from './encoder.ts';

/** What the rings of one maker's FreeD senders count. */
export interface EncoderProfile {
  name: string;
  zoom: Encoder;
  focus: Encoder;
  iris?: Encoder;
}

const ring = (from: number, to: number, mask: number, invert = false): Encoder => ({
  from,
  to,
  mask,
  invert,
});

/**
 * Ranges to start from, as Unreal's FreeD plugin has them (Epic, `LiveLinkFreeDSourceSettings`). A
 * ring that was racked from end to end tells better: see `learn-encoder.ts`.
 */
export const encoderProfiles: readonly EncoderProfile[] = [
  { name: 'Generic', zoom: ring(0, 0xffff, 0xffff), focus: ring(0, 0xffff, 0xffff) },
  {
    name: 'Panasonic',
    zoom: ring(0x0555, 0x0fff, 0xffff),
    focus: ring(0x0555, 0x0fff, 0xffff),
    iris: ring(0x0555, 0x0fff, 0xffff, true),
  },
  {
    name: 'Sony',
    zoom: ring(0, 0x7ac0, 0xffff),
    focus: ring(0x1000, 0xf000, 0xffff),
    iris: ring(0, 0x0fff, 0x0fff),
  },
  { name: 'Mo-Sys', zoom: ring(0, 0xffff, 0xffff), focus: ring(0, 0xffff, 0xffff) },
  {
    name: 'stYpe, Ncam',
    zoom: ring(0, 0xffffff, 0xffffff),
    focus: ring(0, 0xffffff, 0xffffff),
  },
];
