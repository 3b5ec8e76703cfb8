import { sentenceOf } from '../../core/backdrops/backdrop-request.ts';
import type { BackdropSpec } from '../../core/backdrops/backdrop-spec.ts';
import { changedSpec } from '../../core/backdrops/changed-spec.ts';
import type { BackdropRequest, Variation } from '../../core/backdrops/job.ts';
import type { BackdropAmount } from '../../core/backdrops/kinds.ts';
import { backdropAmounts } from '../../core/backdrops/kinds.ts';
import { nudgedSpec } from '../../core/backdrops/nudge.ts';
import { readSentence } from '../../core/backdrops/read-sentence.ts';
import { variationOf } from '../../core/backdrops/variation.ts';
import { jsonOf } from './canonical-json.ts';
import type { BackdropEngine, Making } from './engine.ts';

interface Reading {
  spec: BackdropSpec;
  fixed: readonly BackdropAmount[];
  notUnderstood: string[];
}

/** The sentence as it was understood, or as it changes the variation that more is wanted of. */
function reading(request: BackdropRequest, making: Making): Reading {
  const { like, seed, nudge = {} } = request;
  const sentence = sentenceOf(request);
  const parent = like && making.variation(like.id, like.variation)?.spec;
  if (like && !parent)
    throw new Error(
      `Backdrop "${like.id}" has no place to go on from in its variation ${like.variation}.`,
    );
  const { spec, fixed, notUnderstood } = parent
    ? changedSpec({ ...parent, seed }, sentence)
    : readSentence(sentence, seed);
  const named = backdropAmounts.filter((name) => nudge[name] !== undefined);
  return { spec: nudgedSpec(spec, nudge), fixed: [...fixed, ...named], notUnderstood };
}

async function* make(request: BackdropRequest, making: Making): AsyncIterable<Variation> {
  const { spec, fixed, notUnderstood } = reading(request, making);
  for (let index = 0; index < request.count; index++) {
    making.signal.throwIfAborted();
    const varied = variationOf(spec, index, fixed);
    const asset = await making.keep(Buffer.from(jsonOf(varied)), 'json');
    const undrawn = { asset, thumbnail: null, spec: varied, notUnderstood, seed: varied.seed };
    yield await making.drawn(undrawn);
    making.progress((index + 1) / request.count);
  }
}

/**
 * The engine that is always there: a sentence becomes numbers, and the numbers a three-dimensional scene
 * with parallax and light. It makes no photographs and says so.
 */
export const proceduralEngine: BackdropEngine = {
  id: 'procedural',
  version: `1 (${backdropAmounts.length} amounts)`,
  sourceType: 'algorithmicMedia',
  licence: 'Apache-2.0',
  capabilities: { seed: true, progress: true, cancel: true, offline: true },
  atOnce: 1,
  isLocal: true,
  trouble: async () => null,
  make,
};
