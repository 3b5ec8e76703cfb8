import { useLive, useShowState } from '../link/show-store.ts';
import { boardLabel, drafted } from './board.ts';
import { useTakes } from './takes-store.ts';

const parts = ['scene', 'slate'] as const;
const words = { scene: 'Scene', slate: 'Slate' } as const;
const noIds: readonly string[] = [];

/** The board: scene and slate to be written, the number that follows from them. */
export function BoardFields() {
  const live = useLive();
  const takes = useShowState((state) => state.takes);
  const draft = useTakes((store) => store.draft);
  const list = useTakes((store) => store.list);
  if (!takes) return null;
  const label = boardLabel(takes, draft, list?.map(({ id }) => id) ?? noIds);
  return (
    <div className="board" data-rolling={takes.rolling !== null}>
      {parts.map((part) => (
        <label key={part}>
          <span>{words[part]}</span>
          <input
            key={label[part]}
            className="field"
            maxLength={24}
            spellCheck={false}
            defaultValue={label[part]}
            disabled={!live || takes.rolling !== null}
            onBlur={(event) => {
              const input = event.target;
              const value = drafted(input.value, takes[part]);
              input.value = value ?? takes[part];
              useTakes.setState({ draft: { ...draft, [part]: value } });
            }}
            onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          />
        </label>
      ))}
      <p className="board-number">
        <span>Take</span>
        <output className="number" aria-label="Take number">
          {list === null && !takes.rolling ? '–' : label.number}
        </output>
      </p>
    </div>
  );
}
