import { useEffect, useRef } from 'react';
import { useChoices } from './desk-choices.ts';
import { helpRows } from './keyboard-map.ts';

const words = [
  ['PROGRAM', 'what every wall shows now: solid red frame'],
  ['PREVIEW', 'what comes next and nobody sees: dashed green frame'],
  ['TAKE', 'moves preview to program in one agreed frame'],
  ['REC', 'red: the take is being written; it flashes only when it is not'],
  ['amber', 'something is wrong, or something holds the picture back'],
  ['STALE', 'the server is silent: what you see is the past, the walls go on'],
] as const;

/** The keys and the words of the page, on one sheet that prints. */
export function HelpSheet() {
  const isOpen = useChoices((choices) => choices.helpOpen);
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) sheet.current?.showModal();
    else sheet.current?.close();
  }, [isOpen]);
  const close = () => useChoices.setState({ helpOpen: false });
  return (
    <dialog ref={sheet} className="help" aria-label="Help" onClose={close}>
      <header>
        <h2>Keys</h2>
        <button type="button" className="button" onClick={close}>
          Close
        </button>
        <button type="button" className="button" onClick={() => window.print()}>
          Print
        </button>
      </header>
      <dl className="help-keys">
        {helpRows.map(({ keys, label }) => (
          <div key={label}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <h2>Words</h2>
      <dl className="help-words">
        {words.map(([word, meaning]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p>Drag a deck to look around, pinch or wheel to come closer, tap twice to go back.</p>
    </dialog>
  );
}
