import { useMissWatch } from '../timing/miss-watch.ts';
import { useSteadyStatus } from '../timing/use-steady-status.ts';
import { OutputTile } from './OutputTile.tsx';
import { worstFirst } from './output-order.ts';
import { StagePatterns } from './StagePatterns.tsx';

/** Every output, worst first. */
export function OutputStrip({ readOnly = false }: { readOnly?: boolean }) {
  useMissWatch();
  const outputs = useSteadyStatus()?.outputs ?? [];
  return (
    <section className="panel outputs" aria-label="Outputs">
      <header>
        <h2>Outputs</h2>
        {!readOnly && <StagePatterns />}
      </header>
      <ul className="output-row scrolls">
        {worstFirst(outputs).map((output) => (
          <OutputTile key={output.id} output={output} />
        ))}
        {outputs.length === 0 && <li className="empty">The show has no output.</li>}
      </ul>
    </section>
  );
}
