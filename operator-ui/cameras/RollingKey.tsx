import { useDesk } from '../link/desk.ts';
import { useLive, useShowState } from '../link/show-store.ts';

/** The switch for a take that something else records. What the cameras could see changes by itself in no take. */
export function RollingKey() {
  const desk = useDesk();
  const live = useLive();
  const isRolling = useShowState((state) => state.rolling) ?? false;
  const isRecording = useShowState((state) => state.takes.rolling !== null) ?? false;
  return (
    <div className="rolling">
      {isRolling && <small>overscan does not shrink</small>}
      {!isRecording && (
        <button
          type="button"
          className="button"
          aria-pressed={isRolling}
          disabled={!live}
          onClick={() => void desk.command({ type: 'stage.rolling', on: !isRolling })}
        >
          Rolling elsewhere
        </button>
      )}
    </div>
  );
}
