import { useDesk } from '../link/desk.ts';
import { useLive, useShowState } from '../link/show-store.ts';

/** Says that a take rolls: nothing that the cameras could see then changes by itself. */
export function RollingKey() {
  const desk = useDesk();
  const live = useLive();
  const isRolling = useShowState((state) => state.rolling) ?? false;
  return (
    <div className="rolling">
      {isRolling && <small>overscan does not shrink</small>}
      <button
        type="button"
        className="button"
        aria-pressed={isRolling}
        disabled={!live}
        onClick={() => void desk.command({ type: 'stage.rolling', on: !isRolling })}
      >
        Rolling
      </button>
    </div>
  );
}
