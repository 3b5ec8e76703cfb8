import { useDesk } from '../link/desk.ts';
import { useLive, useShowState } from '../link/show-store.ts';
import { toggle, toggleHoldTracking } from '../operator/actions.ts';

/** Always at the right edge, always the same order: what stops the picture from doing harm. */
export function EmergencyRail() {
  const desk = useDesk();
  const disabled = !useLive();
  const inhibits = useShowState((state) => state.inhibits);
  const held = inhibits?.holdTracking.length ?? 0;
  return (
    <nav className="emergency" aria-label="Emergency">
      <Latch
        word="FREEZE"
        hint="F"
        isOn={inhibits?.freeze.on ?? false}
        disabled={disabled}
        onPress={() => toggle(desk, 'freeze')}
      />
      <Latch
        word="HOLD TRACKING"
        hint="H"
        isOn={held > 0}
        disabled={disabled}
        onPress={() => toggleHoldTracking(desk)}
      />
      <Latch
        word="SAFE LOOK"
        hint="Esc Esc"
        isOn={inhibits?.safeLook.on ?? false}
        disabled={disabled}
        onPress={() => toggle(desk, 'safeLook')}
      />
      <Latch
        word="BLACKOUT"
        hint="press only"
        isOn={inhibits?.blackout.on ?? false}
        disabled={disabled}
        onPress={() => toggle(desk, 'blackout')}
      />
      <button
        type="button"
        className="button latch latch-undo"
        disabled={disabled}
        onClick={() => void desk.command({ type: 'show.undo' })}
      >
        UNDO
        <small>Ctrl Z</small>
      </button>
    </nav>
  );
}

interface LatchProps {
  word: string;
  hint: string;
  isOn: boolean;
  disabled: boolean;
  onPress(): void;
}

function Latch({ word, hint, isOn, disabled, onPress }: LatchProps) {
  return (
    <button
      type="button"
      className="button latch"
      aria-pressed={isOn}
      data-inhibit={isOn}
      disabled={disabled}
      onClick={onPress}
    >
      {word}
      <small>{isOn ? 'ON · press to clear' : hint}</small>
    </button>
  );
}
