import { useEffect } from 'react';
import { type Desk, useDesk } from '../link/desk.ts';
import { releaseRecord } from '../takes/record.ts';
import { perform, toggle } from './actions.ts';
import { useChoices } from './desk-choices.ts';
import { type Action, actionFor, type Focus, isPanic, isRecordKey } from './keyboard-map.ts';

function focusOf(element: EventTarget | null): Focus {
  if (element instanceof HTMLTextAreaElement) return 'text';
  if (element instanceof HTMLInputElement) return element.type === 'range' ? 'control' : 'text';
  if (element instanceof HTMLButtonElement || element instanceof HTMLSelectElement)
    return 'control';
  return element instanceof HTMLAnchorElement ? 'control' : 'nobody';
}

/** After a click the keyboard is the desk's again: only what was reached with Tab keeps its keys. */
function releaseFocus(event: Event): void {
  const target = document.activeElement;
  const byPointer = !(event instanceof MouseEvent) || event.detail > 0;
  if (byPointer && focusOf(target) === 'control' && target instanceof HTMLElement) target.blur();
}

/** Under the open help sheet the desk is not touched. */
const isCovered = (action: Action): boolean =>
  useChoices.getState().helpOpen && action.kind !== 'help' && action.kind !== 'escape';

function listen(desk: Desk): () => void {
  let escapedMs: number | null = null;
  const panicOrClose = (nowMs: number) => {
    if (isPanic(escapedMs, nowMs)) toggle(desk, 'safeLook', true);
    escapedMs = nowMs;
    useChoices.setState({ helpOpen: false });
  };
  const press = (event: KeyboardEvent) => {
    // Not what is focused now: a field that Enter has just left must not TAKE as well.
    const action = actionFor(event, focusOf(event.target));
    if (!action || isCovered(action)) return;
    event.preventDefault();
    if (action.kind === 'escape') panicOrClose(event.timeStamp);
    else perform(desk, action);
  };
  const release = (event: KeyboardEvent) => {
    if (isRecordKey(event.key)) releaseRecord();
  };
  window.addEventListener('keydown', press);
  window.addEventListener('keyup', release);
  // A key that is let go while another window is in front is never reported.
  window.addEventListener('blur', releaseRecord);
  window.addEventListener('click', releaseFocus);
  window.addEventListener('pointerup', releaseFocus);
  return () => {
    window.removeEventListener('keydown', press);
    window.removeEventListener('keyup', release);
    window.removeEventListener('blur', releaseRecord);
    window.removeEventListener('click', releaseFocus);
    window.removeEventListener('pointerup', releaseFocus);
  };
}

/** The keyboard map of the operator page, for as long as it stands. */
export function useShortcuts(): void {
  const desk = useDesk();
  useEffect(() => listen(desk), [desk]);
}
