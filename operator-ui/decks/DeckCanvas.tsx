import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { DeckViewMode } from '../../render/deck-view.ts';
import type { StageMark } from '../../render/stage-view/stage-mark.ts';
import { useDesk } from '../link/desk.ts';
import type { DeckName } from '../link/show-store.ts';
import { useTicker } from '../link/use-ticker.ts';
import { type OpenDeckView, openDeckView } from './open-deck-view.ts';
import { liveState, type StateSource } from './state-source.ts';
import type { ViewTwins } from './view-twins.ts';

interface Props {
  deck: DeckName;
  mode: DeckViewMode;
  label: string;
  /** Of which show; the live one unless said otherwise. Keeps its identity, or the view is opened anew. */
  source?: StateSource;
  /** Names what is shown: another one is hidden until it is drawn. */
  subject?: string;
  /** It stands on a sheet under which the page's decks rest. */
  isInFront?: boolean;
  /** Views that are turned with it. */
  twins?: ViewTwins;
  /** Numbered places to show over the stage. */
  marks?: readonly StageMark[];
  /** What stands over the picture. */
  children: ReactNode;
}

const noMarks: readonly StageMark[] = [];

/** The live 3D view of a deck. React only places the canvas; the deck loop draws it. */
export function DeckCanvas({
  deck,
  mode,
  label,
  source = liveState,
  isInFront = false,
  subject,
  twins,
  marks = noMarks,
  children,
}: Props) {
  const desk = useDesk();
  const frame = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<OpenDeckView>();
  const [isDrawn, setDrawn] = useState(false);
  const [fault, setFault] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const [travel, setTravel] = useState<string>();
  useTicker(500, () => {
    const state = source();
    setDrawn(state !== undefined && (opened?.view.isReady(state) ?? false));
    setFailure(opened?.view.failure());
    setTravel(opened?.view.lookAtTravel());
  });

  useEffect(() => {
    // A canvas of its own per opening: a disposed one cannot give a second context.
    const canvas = document.createElement('canvas');
    frame.current?.append(canvas);
    let isGone = false;
    let close = () => canvas.remove();
    openDeckView(canvas, { deck, source, isInFront, twins }, desk).then(
      (view) => {
        const closeAll = () => {
          view.close();
          canvas.remove();
        };
        if (isGone) return closeAll();
        close = closeAll;
        setOpened(view);
      },
      (error: unknown) => setFault(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      isGone = true;
      close();
    };
  }, [deck, desk, source, isInFront, twins]);

  useEffect(() => {
    opened?.view.setMode(mode);
    opened?.drawSoon();
  }, [opened, mode]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject is not what was drawn.
  useLayoutEffect(() => {
    setDrawn(false);
    opened?.drawSoon();
  }, [opened, subject]);
  useEffect(() => opened?.view.setMarks(marks), [opened, marks]);

  return (
    <div className="deck-canvas">
      <div ref={frame} className="deck-frame" role="img" aria-label={label} />
      {fault && (
        <p className="deck-fault">
          No 3D view: {fault}. Everything else works. Reload the page; the view needs WebGL 2.
        </p>
      )}
      {!isDrawn && !fault && (
        <p className="deck-loading">
          {failure ? `It cannot be shown: ${failure}` : 'Loading the picture …'}
        </p>
      )}
      {travel && (
        <p className="deck-travel" role="status">
          {travel}
        </p>
      )}
      {children}
    </div>
  );
}
