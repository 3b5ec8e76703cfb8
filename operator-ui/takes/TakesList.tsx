import { useChoices } from '../operator/desk-choices.ts';
import { ExportChoices } from './ExportChoices.tsx';
import { TakeRow } from './TakeRow.tsx';
import { useTakes } from './takes-store.ts';

/** Every recorded take, newest first, and the way of each into other programs. */
export function TakesList() {
  const isOpen = useChoices((choices) => choices.tab === 'takes');
  return (
    <section className="panel takes" aria-label="Takes">
      <header>
        <h2>Takes</h2>
        <ExportChoices />
      </header>
      {isOpen && <OpenList />}
    </section>
  );
}

function OpenList() {
  const list = useTakes((store) => store.list);
  const exporting = useTakes((store) => store.exporting);
  if (list === null) return <p className="empty">Waiting for the server.</p>;
  return (
    <ul className="scrolls">
      {list.map((take) => (
        <TakeRow key={take.id} take={take} exporting={exporting} />
      ))}
      {list.length === 0 && <li className="empty">No take yet. REC or R rolls the first.</li>}
    </ul>
  );
}
