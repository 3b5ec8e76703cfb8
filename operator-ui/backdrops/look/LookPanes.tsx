import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { environmentOfVariation } from '../../../core/backdrops/environment-of-variation.ts';
import type { Candidate } from '../../../core/show/candidate.ts';
import { trackedCamera } from '../../../core/stage/tracked-camera.ts';
import type { BackdropReport, VariationReport } from '../../../core/wire/backdrop-report.ts';
import type { DeckViewMode } from '../../../render/deck-view.ts';
import { DeckCanvas } from '../../decks/DeckCanvas.tsx';
import { useShownName } from '../../decks/DeckPanel.tsx';
import { coverDecks } from '../../decks/deck-loop.ts';
import { useTally } from '../../decks/use-tally.ts';
import { ViewTwins } from '../../decks/view-twins.ts';
import { type Desk, useDesk } from '../../link/desk.ts';
import { useTicker } from '../../link/use-ticker.ts';
import { CandidateSource } from './candidate-source.ts';

interface Props {
  report: BackdropReport;
  chosen: number;
  variation: VariationReport;
  mode: DeckViewMode;
  /** The stage is to be shown instead. */
  onStage(): void;
}

/** The candidate and what is on air, side by side, drawn and turned alike. */
export function LookPanes({ report, chosen, variation, mode, onStage }: Props) {
  const source = useCandidate(report, chosen, variation);
  const [twins] = useState(() => new ViewTwins());
  const onAir = useShownName('program', useTally());
  const isBlind = useBlind() && mode === 'camera';
  useEffect(coverDecks, []);
  const notice = isBlind && <NoCamera onStage={onStage} />;
  return (
    <div className="look-panes">
      <figure className="look-pane">
        <figcaption>
          <span className="chip">CANDIDATE</span>
          <strong>
            {chosen + 1} of {report.variations.length}
          </strong>
        </figcaption>
        <DeckCanvas
          deck="preview"
          source={source.state}
          subject={`${report.id}-${chosen}`}
          isInFront
          twins={twins}
          mode={mode}
          label={`Candidate ${chosen + 1}: ${report.prompt}`}
        >
          {notice}
        </DeckCanvas>
      </figure>
      <figure className="look-pane" data-tally="program">
        <figcaption>
          <span className="chip tally" data-tone="program">
            PROGRAM
          </span>
          <strong>{onAir}</strong>
        </figcaption>
        <DeckCanvas deck="program" isInFront twins={twins} mode={mode} label={`On air: ${onAir}`}>
          {notice}
        </DeckCanvas>
      </figure>
    </div>
  );
}

/** The show with the variation on preview, for the views of this sheet. */
function useCandidate(
  { id, prompt }: BackdropReport,
  chosen: number,
  { asset, spec, picture, seed }: VariationReport,
): CandidateSource {
  const desk = useDesk();
  const [source] = useState(() => new CandidateSource());
  // The list is told anew each second; what is looked at changes with its asset only.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the asset is the hash of spec and picture.
  const candidate = useMemo(
    () => candidateOf(`${id}-${chosen}`, prompt, { spec, picture, seed }, desk),
    [id, chosen, prompt, asset, desk],
  );
  useLayoutEffect(() => source.set(candidate), [source, candidate]);
  return source;
}

function candidateOf(
  id: string,
  name: string,
  variation: Pick<VariationReport, 'spec' | 'picture' | 'seed'>,
  desk: Desk,
): Candidate | undefined {
  const environment = environmentOfVariation(id, name, variation);
  const sha256 = variation.picture?.sha256;
  return environment && { environment, sha256, sinceMs: desk.showTimeMs() };
}

/** Whether no camera is heard. */
function useBlind(): boolean {
  const { frames, showTimeMs } = useDesk();
  const [isBlind, setBlind] = useState(false);
  useTicker(500, () => setBlind(trackedCamera(frames.at(showTimeMs())) < 0));
  return isBlind;
}

function NoCamera({ onStage }: { onStage(): void }) {
  return (
    <div className="look-blind">
      <p>No tracked camera is heard, so there is nothing to look through.</p>
      <button type="button" className="button" onClick={onStage}>
        Show the stage
      </button>
    </div>
  );
}
