import { Fragment } from 'react';
import type { OutputStatus } from '../../core/wire/status.ts';
import { numberText } from '../theme/readout.ts';
import { MissSparkline } from './MissSparkline.tsx';
import { missCounts, missKinds } from './miss-minute.ts';
import { missMinuteOf } from './miss-watch.ts';
import { hasWrongMode } from './sync-words.ts';

/** Each output's display, clock and misses. */
export function SyncTable({ outputs }: { outputs: readonly OutputStatus[] }) {
  return (
    <table className="timing-table">
      <thead>
        <tr>
          <th scope="col">Output</th>
          <th scope="col">
            Display <small>Hz</small>
          </th>
          <th scope="col">
            Clock <small>± ms</small>
          </th>
          <th scope="col">
            Skew <small>ppm</small>
          </th>
          <th scope="col">
            Behind <small>ms</small>
          </th>
          {missKinds.map(({ name, word, what }) => (
            <th key={name} scope="col" title={what}>
              {word}
            </th>
          ))}
          <th scope="col" className="miss-column">
            Misses <small>last minute</small>
          </th>
        </tr>
      </thead>
      <tbody>
        {outputs.map((output) => (
          <Fragment key={output.id}>
            <OutputRow output={output} />
            {hasWrongMode(output) && (
              <tr className="timing-fault">
                <td colSpan={11}>▲ {output.cadence.text}</td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function OutputRow({ output }: { output: OutputStatus }) {
  if (!output.connected) {
    return (
      <tr className="timing-closed">
        <th scope="row">{output.id}</th>
        <td colSpan={10}>no page is open for it</td>
      </tr>
    );
  }
  const { clock, display, skewMs } = output;
  const counts = missCounts(output);
  const minute = missMinuteOf(output.id);
  const nowMs = performance.now();
  return (
    <tr className="number" data-fault={hasWrongMode(output)}>
      <th scope="row">{output.id}</th>
      <td>{display ? numberText(1000 / display.refreshMs, 3) : 'measuring'}</td>
      <td>{numberText(clock.errorMs, 2)}</td>
      <td>{numberText(clock.skewPpm, 0)}</td>
      <td>{numberText(skewMs, 1)}</td>
      {missKinds.map(({ name }) => (
        <td key={name}>
          {display || (name !== 'repeated' && name !== 'skipped') ? counts[name] : '–'}
        </td>
      ))}
      <td className="miss-column">
        <span>{minute.sum(nowMs)}</span>
        <MissSparkline minute={minute} nowMs={nowMs} />
      </td>
    </tr>
  );
}
