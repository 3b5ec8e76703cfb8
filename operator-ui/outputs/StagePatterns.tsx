import { patternNames } from '../../core/show/state.ts';
import { useDesk } from '../link/desk.ts';
import { useLive, useShowState } from '../link/show-store.ts';
import { toggle } from '../operator/actions.ts';

const choices = ['off', ...patternNames] as const;

/** Names and test patterns on the walls, to find out which output is which. */
export function StagePatterns() {
  const desk = useDesk();
  const disabled = !useLive();
  const identify = useShowState((state) => state.inhibits.identify.on) ?? false;
  const pattern = useShowState((state) => state.inhibits.pattern?.pattern) ?? 'off';
  return (
    <div className="stage-patterns">
      <span>Pattern</span>
      <div className="choice">
        {choices.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={pattern === name}
            disabled={disabled}
            onClick={() => void desk.command({ type: 'stage.pattern', pattern: name })}
          >
            {name}
          </button>
        ))}
      </div>
      <button
        type="button"
        className="button"
        aria-pressed={identify}
        data-inhibit={identify}
        disabled={disabled}
        onClick={() => toggle(desk, 'identify')}
      >
        Identify
      </button>
    </div>
  );
}
