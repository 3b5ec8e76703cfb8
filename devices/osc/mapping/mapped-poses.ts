import type { TrackingSample } from '../../../core/tracking/tracking-sample.ts';
import { settlePose } from '../../sample-orientation.ts';
import type { SampleFault } from '../codec.ts';
import type { OscMessage } from '../message.ts';
import type { CompiledMapping } from './compile.ts';
import { createMappedValues, decodeMapped } from './decode.ts';
import type { Arrival } from './subject-pose.ts';
import type { MappedAddress } from './table.ts';

/** What became of a mapped message: a sample, one part of a pose, or why it is refused. */
export type MappedResult = 'sample' | 'part' | SampleFault | 'unmapped';

const house = { wire: [0, 1, 2], sign: [1, 1, 1], handed: 1 } as const;

/** Reads the messages of other senders and puts their poses together. Allocates nothing a message. */
export class MappedPoses {
  readonly #decoded = createMappedValues();
  readonly #arrival: Arrival = {
    values: this.#decoded.values,
    filled: 0,
    order: 'YXZ',
    axes: house,
    nowMs: 0,
  };

  /** Gives a message to the first of its mappings whose literals fit; fills the sample when it is whole. */
  take(
    { mappings, subject }: MappedAddress,
    message: OscMessage,
    nowMs: number,
    sample: TrackingSample,
  ): MappedResult {
    for (let i = 0; i < mappings.length; i += 1) {
      const mapping = mappings[i];
      if (!mapping) continue;
      this.#decoded.subject = mapping.subject ?? subject;
      const fault = decodeMapped(message, mapping, this.#decoded);
      if (fault === 'other') continue;
      return fault ?? this.#assemble(mapping, message, nowMs, sample);
    }
    return 'unmapped';
  }

  #assemble(
    mapping: CompiledMapping,
    message: OscMessage,
    nowMs: number,
    sample: TrackingSample,
  ): MappedResult {
    const arrival = this.#arrival;
    arrival.filled = mapping.filled;
    arrival.order = mapping.order;
    arrival.axes = mapping.axes;
    arrival.nowMs = nowMs;
    const name = this.#decoded.subject;
    const subject = mapping.group.subject(name);
    const outcome = subject.take(arrival);
    if (outcome === 'nothing') return 'part';
    sample.clear();
    sample.kind = mapping.group.as;
    sample.subject = name;
    sample.receivedMs = nowMs;
    sample.sourceTimeMs = message.timeMs;
    subject.fill(sample, outcome);
    return (outcome === 'pose' ? settlePose(sample) : undefined) ?? 'sample';
  }
}
