import { useDesk } from '../link/desk.ts';
import { useLive } from '../link/show-store.ts';
import { numberText } from '../theme/readout.ts';
import { Stepper } from './Stepper.tsx';
import type { WaterfallRow } from './WaterfallPicture.tsx';
import { knownMs, stages } from './waterfall.ts';

/** The figures of the picture, and the one of them that is set by hand. */
export function WaterfallTable({ rows }: { rows: readonly WaterfallRow[] }) {
  return (
    <table className="timing-table">
      <thead>
        <tr>
          <th scope="col">
            Output <small>all in ms</small>
          </th>
          {stages.map(({ name, word, what }) => (
            <th key={name} scope="col" title={what}>
              {word}
              <span className="stage-swatch" data-stage={name} />
            </th>
          ))}
          <th scope="col">Total</th>
          <th scope="col">
            Photon delay <small>frame to light</small>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <OutputRow key={row.output.id} {...row} />
        ))}
      </tbody>
    </table>
  );
}

function OutputRow({ output, times }: WaterfallRow) {
  const desk = useDesk();
  const live = useLive();
  const isMeasured = times.light !== null;
  return (
    <tr className="number">
      <th scope="row">{output.id}</th>
      {stages.map(({ name }) => (
        <td key={name}>
          {name === 'light' && !isMeasured ? (
            <small>not measured</small>
          ) : (
            numberText(times[name], 1)
          )}
        </td>
      ))}
      <td className="total-cell">
        {!isMeasured && '> '}
        {numberText(knownMs(times), 1)}
      </td>
      <td className="photon-cell">
        <Stepper
          label={`Photon delay of ${output.id}`}
          value={output.waterfall.photonDelayMs}
          most={500}
          disabled={!live}
          onChange={(photonDelayMs) =>
            void desk.command({ type: 'output.photonDelay', id: output.id, photonDelayMs })
          }
        />
        <a className="button" href="/measure" target="measure" rel="noopener">
          Measure
        </a>
      </td>
    </tr>
  );
}
