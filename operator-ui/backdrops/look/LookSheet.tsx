import { useEffect, useRef, useState } from 'react';
import type { BackdropReport, VariationReport } from '../../../core/wire/backdrop-report.ts';
import type { DeckViewMode } from '../../../render/deck-view.ts';
import { useDeskKeysOff } from '../../setup/use-desk-keys-off.ts';
import { chooseVariation, chosenOf, useBackdrops } from '../backdrops-store.ts';
import { LookFoot } from './LookFoot.tsx';
import { LookPanes } from './LookPanes.tsx';
import { useLookKeys } from './use-look-keys.ts';
import './look.css';

const close = () => useBackdrops.setState({ looked: null });
const modes = { wall: 'Wall', camera: 'Camera', stage: 'Stage' } as const;
const modeNames = Object.keys(modes) as (keyof typeof modes)[];

/** The chosen variation at full size beside what is on air, while somebody looks. Nothing of it is sent anywhere. */
export function LookSheet() {
  const report = useBackdrops(({ looked, list }) => list?.find(({ id }) => id === looked));
  const chosen = useBackdrops((store) => (report ? chosenOf(store, report) : 0));
  const variation = report?.variations[chosen];
  if (!report || !variation) return null;
  return <OpenSheet key={report.id} report={report} chosen={chosen} variation={variation} />;
}

interface Props {
  report: BackdropReport;
  chosen: number;
  variation: VariationReport;
}

function OpenSheet({ report, chosen, variation }: Props) {
  const sheet = useRef<HTMLDialogElement>(null);
  const [mode, setMode] = useState<DeckViewMode>('wall');
  const count = report.variations.length;
  const step = (by: number) => chooseVariation(report.id, (chosen + by + count) % count);
  useDeskKeysOff(close);
  useLookKeys(step);
  useModal(sheet);
  return (
    <dialog ref={sheet} className="look-sheet" aria-label="Look" onClose={close}>
      <header>
        <h2>Look</h2>
        <div className="choice">
          {modeNames.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={mode === name}
              onClick={() => setMode(name)}
            >
              {modes[name]}
            </button>
          ))}
        </div>
        <button type="button" className="button" onClick={close}>
          Close
        </button>
      </header>
      <LookPanes
        report={report}
        chosen={chosen}
        variation={variation}
        mode={mode}
        onStage={() => setMode('stage')}
      />
      <LookFoot report={report} chosen={chosen} variation={variation} onStep={step} />
    </dialog>
  );
}

/** Over the page while it stands. A keyboard that was on the page's key is there again afterwards; after a click it is the desk's. */
function useModal(sheet: { current: HTMLDialogElement | null }): void {
  useEffect(() => {
    const before = document.activeElement;
    const isByKey = before?.matches(':focus-visible') ?? false;
    if (!sheet.current?.open) sheet.current?.showModal();
    return () => {
      if (isByKey && before instanceof HTMLElement) before.focus();
    };
  }, [sheet]);
}
