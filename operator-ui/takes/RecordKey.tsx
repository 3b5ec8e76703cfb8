import type { KeyboardEvent, PointerEvent } from 'react';
import type { RollingTake } from '../../core/show/state.ts';
import { useDesk } from '../link/desk.ts';
import { useLive } from '../link/show-store.ts';
import { pressRecord, releaseRecord } from './record.ts';
import { useTakes } from './takes-store.ts';

interface Props {
  rolling: RollingTake | null;
  isWriting: boolean;
}

const isPress = ({ key }: KeyboardEvent): boolean => key === ' ' || key === 'Enter';

/** REC: a press rolls, a second's hold cuts. */
export function RecordKey({ rolling, isWriting }: Props) {
  const desk = useDesk();
  const live = useLive();
  const isHolding = useTakes((store) => store.isHolding);
  const press = (event: PointerEvent) => {
    if (event.button === 0) pressRecord(desk);
  };
  const keyDown = (event: KeyboardEvent) => {
    if (!isPress(event)) return;
    event.preventDefault();
    if (!event.repeat) pressRecord(desk);
  };
  const keyUp = (event: KeyboardEvent) => {
    if (!isPress(event)) return;
    event.preventDefault();
    releaseRecord();
  };
  return (
    <button
      type="button"
      className="button record"
      aria-pressed={rolling !== null}
      data-tone={rolling ? 'program' : 'plain'}
      data-writing={isWriting}
      data-holding={isHolding}
      disabled={!live}
      onPointerDown={press}
      onPointerUp={releaseRecord}
      onPointerLeave={releaseRecord}
      onPointerCancel={releaseRecord}
      onKeyDown={keyDown}
      onKeyUp={keyUp}
      onBlur={releaseRecord}
      onContextMenu={(event) => event.preventDefault()}
    >
      <span>● {isHolding ? 'CUT' : 'REC'}</span>
      <small className="record-hint">{words(rolling !== null, isHolding)}</small>
    </button>
  );
}

function words(isRolling: boolean, isHolding: boolean): string {
  if (isHolding) return 'keep holding';
  return isRolling ? 'hold to cut' : 'R';
}
