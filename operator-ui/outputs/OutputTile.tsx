import type { OutputStatus } from '../../core/wire/status.ts';
import { numberText } from '../theme/readout.ts';
import { missMinuteOf } from '../timing/miss-watch.ts';
import { outputWord } from './output-order.ts';
import { useThumbnail } from './use-thumbnail.ts';

/** One output: the picture that its page says it draws, and how well it draws it. */
export function OutputTile({ output }: { output: OutputStatus }) {
  const word = outputWord(output);
  const picture = useThumbnail(output.id, output.connected);
  return (
    <li className="output" data-word={word}>
      <div className="output-picture">
        {picture ? <img src={picture} alt={`Output ${output.id} now`} /> : <p>no picture</p>}
      </div>
      <div className="output-words">
        <p className="output-title">
          <strong>{output.id}</strong>
          <span className="chip" data-tone={word === 'OK' ? 'plain' : 'fault'}>
            {word}
          </span>
        </p>
        {output.connected ? <OutputFigures output={output} /> : <OpenLink id={output.id} />}
        {output.alarms.map((alarm) => (
          <p key={alarm} className="output-alarm">
            {alarm}
          </p>
        ))}
      </div>
    </li>
  );
}

function OutputFigures({ output }: { output: OutputStatus }) {
  const [width, height] = output.size;
  const misses = missMinuteOf(output.id).sum(performance.now());
  return (
    <dl className="output-figures number">
      <div>
        <dt>fps</dt>
        <dd>{numberText(output.fps, 1)}</dd>
      </div>
      <div>
        <dt>frame</dt>
        <dd>{output.k}</dd>
      </div>
      <div data-some={misses > 0}>
        <dt>misses/min</dt>
        <dd>{misses}</dd>
      </div>
      <div>
        <dt>size</dt>
        <dd>
          {width}×{height}
        </dd>
      </div>
      {output.spares > 0 && (
        <div>
          <dt>spares</dt>
          <dd>{output.spares}</dd>
        </div>
      )}
    </dl>
  );
}

function OpenLink({ id }: { id: string }) {
  return (
    <a
      className="button"
      href={`/stage/${encodeURIComponent(id)}`}
      target={`stage-${id}`}
      rel="noopener"
    >
      Open it here
    </a>
  );
}
