import { adviceFor } from '../../link/advice.ts';
import { useDesk } from '../../link/desk.ts';
import { useShowState } from '../../link/show-store.ts';

interface Props {
  disabled: boolean;
  /** Why the server would not, in words; `undefined` once it did. */
  onAnswer(refusal: string | undefined): void;
}

/** Puts the numbered marks on the walls in place of the picture, and takes them off. */
export function MarksSwitch({ disabled, onAnswer }: Props) {
  const desk = useDesk();
  const pattern = useShowState((state) => state.inhibits.pattern);
  const isOn = pattern?.pattern === 'marks' && pattern.output === null;
  const press = async () => {
    const answer = await desk.command({ type: 'stage.pattern', pattern: isOn ? 'off' : 'marks' });
    onAnswer(answer.ok ? undefined : adviceFor(answer.error));
  };
  return (
    <div className="aim-switch" data-on={isOn}>
      <button
        type="button"
        className="button"
        aria-pressed={isOn}
        disabled={disabled}
        onClick={() => void press()}
      >
        Show marks on the walls
      </button>
      <p className={isOn ? 'setup-fault' : 'setup-hint'}>
        {isOn
          ? '▲ The marks stand in place of the picture on every wall. Switch them off when done.'
          : 'They replace the picture on every wall until they are switched off.'}
      </p>
    </div>
  );
}
