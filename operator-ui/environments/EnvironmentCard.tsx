import type { Environment } from '../../core/show/show-schema.ts';

interface Props {
  environment: Environment;
  /** The key that chooses it; only the first ten have one. */
  number: number | undefined;
  isNext: boolean;
  isOnAir: boolean;
  isReady: boolean;
  loadWords: string;
  /** Address of its picture, once it was drawn. */
  still: string | undefined;
  disabled: boolean;
  onChoose(): void;
}

const tallyOf = ({ isNext, isOnAir }: Props): string => {
  if (isOnAir) return 'program';
  return isNext ? 'preview' : 'none';
};

export function EnvironmentCard(props: Props) {
  const { environment, number, isNext, isOnAir, isReady, loadWords, still } = props;
  const name = environment.name ?? environment.id;
  const isLate = isNext && !isReady;
  return (
    <li>
      <button
        type="button"
        className="environment"
        data-tally={tallyOf(props)}
        aria-pressed={isNext}
        disabled={props.disabled}
        onClick={props.onChoose}
      >
        <span className="environment-picture">
          {still ? <img src={still} alt="" draggable={false} /> : <Placeholder name={name} />}
          {number !== undefined && <kbd className="number">{number}</kbd>}
          <span className="environment-tallies">
            {isOnAir && (
              <span className="chip" data-tone="program">
                PROGRAM
              </span>
            )}
            {isNext && (
              <span className="chip" data-tone="preview">
                PREVIEW
              </span>
            )}
          </span>
        </span>
        <span className="environment-name">{name}</span>
        <span className="environment-load number" data-late={isLate}>
          {loadWords}
        </span>
      </button>
    </li>
  );
}

/** Until the picture is there: the first letter over a quiet horizon. */
function Placeholder({ name }: { name: string }) {
  return (
    <span className="environment-placeholder" aria-hidden="true">
      {name.charAt(0).toUpperCase()}
    </span>
  );
}
