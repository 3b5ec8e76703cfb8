import type { BakePart } from '../../core/backdrops/bake/parts.ts';
import type { BackdropRequest, Variation, VariationPicture } from '../../core/backdrops/job.ts';
import type { Baked } from './bake-desk.ts';

export type VariationSeeds = Pick<Variation, 'seed' | 'engineSeed'>;

/** What an engine may use while it makes a backdrop. */
export interface Making {
  signal: AbortSignal;
  /** Share of the work that is done, 0 to 1. */
  progress(share: number): void;
  /** A picture on its way, as the engine shows it. */
  preview(bytes: Buffer, contentType: string): void;
  /** A variation with its small picture, which a page draws. */
  drawn(variation: Variation): Promise<Variation>;
  /** What a page draws of a variation beside its small picture. Throws in words when nothing can be drawn of it. */
  bake(variation: Variation, wants: readonly BakePart[]): Promise<Baked>;
  /** A variation of a picture: judged by its header, kept, and drawn small. Throws in words when it is none. */
  picture(
    bytes: Buffer,
    projection: 'panorama' | 'plate' | 'by shape',
    seeds: VariationSeeds,
  ): Promise<Variation>;
  /** A variation of a picture that is in the library: looked at by the content gate, and drawn small. */
  kept(picture: VariationPicture, seeds: VariationSeeds): Promise<Variation>;
  /** A variation of a `.2p5d`: looked through, kept, and drawn small. Throws in words when it is none. */
  layers(bytes: Buffer, seeds: VariationSeeds): Promise<Variation>;
  /** Keeps bytes in the library; answers with their SHA-256. */
  keep(bytes: Buffer, extension: string): Promise<string>;
  /** Bytes of the library, by their SHA-256; `undefined` when they are gone or no longer the same. */
  read(sha256: string): Promise<Buffer | undefined>;
  /** A variation of another job, to go on from. */
  variation(id: string, index: number): Variation | undefined;
}

/** Whatever makes backdrops: one interface for what is built in and for what crews already use. */
export interface BackdropEngine {
  id: string;
  version: string;
  /** As it stands on record beside each asset: never passed off as anything else (IPTC digital source type). */
  sourceType:
    | 'algorithmicMedia'
    | 'algorithmicallyEnhanced'
    | 'trainedAlgorithmicMedia'
    | 'compositeWithTrainedAlgorithmicMedia';
  licence: string;
  capabilities: {
    seed: boolean;
    progress: boolean;
    cancel: boolean;
    offline: boolean;
    /** It works on a picture that there is, and not from a sentence. */
    fromPicture?: boolean;
  };
  /** How many of its jobs may run at once. */
  atOnce: number;
  /** More variations than this are never made, whatever is asked. */
  maxCount?: number;
  /** Whether it works on this machine: a rolling take pauses what does. */
  isLocal: boolean;
  /**
   * So long it may go without a sign (progress, a preview, a variation) before its job has failed; an hour when
   * absent. Waiting for a page that draws does not count: that has no end by design, and the job says so.
   */
  silentMs?: number;
  /** Why it cannot be used now, in words; `null` when it can. */
  trouble(): Promise<string | null>;
  make(request: BackdropRequest, making: Making): AsyncIterable<Variation>;
}
