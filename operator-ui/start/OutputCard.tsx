import type { Output } from '../../core/show/stage-schema.ts';
import type { OutputStatus } from '../../core/wire/status.ts';
import { outputWord } from '../outputs/output-order.ts';

interface Props {
  output: Output;
  report: OutputStatus | undefined;
}

/** One output: what it shows, whether its page is open, and the way to open it. */
export function OutputCard({ output, report }: Props) {
  const [width, height] = output.size;
  const walls = [...new Set(output.slices.map((slice) => slice.wall))].join(', ');
  const word = report ? outputWord(report) : 'NOT OPEN';
  return (
    <li>
      <a
        className="start-output"
        href={`/stage/${encodeURIComponent(output.id)}`}
        target={`stage-${output.id}`}
        rel="noopener"
      >
        <strong>{output.id}</strong>
        <span className="chip" data-tone={word === 'OK' || word === 'NOT OPEN' ? 'plain' : 'fault'}>
          {word}
        </span>
        <span className="number">
          {width} × {height}
        </span>
        <span>wall {walls || '–'}</span>
      </a>
    </li>
  );
}
