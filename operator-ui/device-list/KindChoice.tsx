import { useShowState } from '../link/show-store.ts';
import { newDraft, useSetup } from './setup-store.ts';

/** Which kind a new device is of. */
export function KindChoice() {
  const kinds = useSetup((setup) => setup.kinds);
  const taken = useShowState((state) => state.show.devices)?.map(({ id }) => id) ?? [];
  return (
    <div className="scrolls kind-choice">
      <ul>
        {(kinds ?? []).map((kind) => (
          <li key={kind.kind}>
            <button
              type="button"
              className="button"
              onClick={() => useSetup.setState({ draft: newDraft(kind, new Set(taken)) })}
            >
              <strong>{kind.kind}</strong>
              <span>{kind.title}</span>
            </button>
          </li>
        ))}
        {!kinds && <li className="empty">Asking the server what it can connect …</li>}
      </ul>
      <button
        type="button"
        className="button quiet"
        onClick={() => useSetup.setState({ isChoosing: false })}
      >
        Cancel
      </button>
    </div>
  );
}
