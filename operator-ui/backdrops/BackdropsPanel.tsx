import { useEffect } from 'react';
import { useLive } from '../link/show-store.ts';
import { useTicker } from '../link/use-ticker.ts';
import { ModelList } from '../models/ModelList.tsx';
import { useChoices } from '../operator/desk-choices.ts';
import { BackdropPrompt } from './BackdropPrompt.tsx';
import { BackdropRow } from './BackdropRow.tsx';
import { isMaking, refreshBackdrops, refreshEngines, useBackdrops } from './backdrops-store.ts';
import { SecondReading } from './SecondReading.tsx';
import './backdrops.css';

/** From a sentence to preview: what was asked for, its variations, and a person's yes or no. */
export function BackdropsPanel() {
  const isOpen = useChoices((choices) => choices.tab === 'backdrops');
  return (
    <section className="panel backdrops" aria-label="Backdrops">
      {isOpen && <OpenPanel />}
    </section>
  );
}

const lookMs = 1000;
/** Somebody else's page may have asked for one. */
const calmLooks = 5;
let looks = 0;

function OpenPanel() {
  const live = useLive();
  const list = useBackdrops((store) => store.list);
  useEffect(() => {
    if (!live) return;
    void refreshBackdrops();
    void refreshEngines();
  }, [live]);
  useTicker(lookMs, () => {
    looks += 1;
    if (live && (isMaking(list) || looks % calmLooks === 0)) void refreshBackdrops();
  });
  return (
    <>
      <header>
        <h2>Backdrops</h2>
        <BackdropPrompt disabled={!live} />
      </header>
      <SecondReading disabled={!live} />
      {list === null ? (
        <p className="empty">Waiting for the server.</p>
      ) : (
        <ul className="scrolls">
          {list.map((report) => (
            <BackdropRow key={report.id} report={report} disabled={!live} />
          ))}
          {list.length === 0 && (
            <li className="empty">
              Say where, when and in what weather: “a wet street in Tokyo, an hour before dawn”.
            </li>
          )}
          <li>
            <ModelList />
          </li>
        </ul>
      )}
    </>
  );
}
