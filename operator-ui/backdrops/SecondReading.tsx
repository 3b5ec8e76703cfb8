import { askReader, useBackdrops } from './backdrops-store.ts';

/** How a language model reads the sentence otherwise, field by field; each may be left out. */
export function SecondReading({ disabled }: { disabled: boolean }) {
  const { readers, reading, declined, prompt } = useBackdrops();
  const [reader] = readers;
  if (!reader) return null;
  const turn = (field: string) =>
    useBackdrops.setState({
      declined: declined.includes(field)
        ? declined.filter((each) => each !== field)
        : [...declined, field],
    });
  return (
    <div className="second-reading">
      <button
        type="button"
        className="button"
        disabled={disabled || prompt.trim() === ''}
        onClick={() => void askReader(reader, prompt)}
      >
        Read by {reader}
      </button>
      {reading?.differences.length === 0 && <small>It reads the same.</small>}
      {reading?.differences.map(({ field, from, to }) => (
        <label key={field} className="difference">
          <input type="checkbox" checked={!declined.includes(field)} onChange={() => turn(field)} />
          {field} {shown(from)} → {shown(to)}
        </label>
      ))}
    </div>
  );
}

const shown = (value: number | string): string =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : value;
