import { useDesk } from '../link/desk.ts';
import { useLive, useShowState } from '../link/show-store.ts';

/** The coded counters that the measuring page films, so that nobody leaves them on the walls. */
export function FrameCodeKey() {
  const desk = useDesk();
  const live = useLive();
  const isOn = useShowState((state) => state.inhibits.frameCode.on) ?? false;
  return (
    <button
      type="button"
      className="button"
      aria-pressed={isOn}
      data-inhibit={isOn}
      disabled={!live}
      onClick={() => void desk.command({ type: 'stage.frameCode', on: !isOn })}
    >
      {isOn ? 'Counters are on the walls' : 'Counters on the walls'}
    </button>
  );
}
