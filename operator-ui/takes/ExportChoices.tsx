import { allTakesAddress, type FileFormat, fileFormats, poseChoices } from './exports.ts';
import { useTakes } from './takes-store.ts';

/** As what the export keys of all takes write them. */
export function ExportChoices() {
  const exporting = useTakes((store) => store.exporting);
  const choose = (format: FileFormat) => useTakes.setState({ exporting: { ...exporting, format } });
  return (
    <div className="export-choices">
      <span>Export as</span>
      <select
        className="field"
        aria-label="Export as"
        value={exporting.format}
        onChange={({ target }) => {
          const chosen = fileFormats.find(({ format }) => format === target.value);
          if (chosen) choose(chosen.format);
        }}
      >
        {fileFormats.map(({ format, label }) => (
          <option key={format} value={format}>
            {label}
          </option>
        ))}
      </select>
      <div className="choice">
        {poseChoices.map(({ which, label }) => (
          <button
            key={which}
            type="button"
            aria-pressed={exporting.which === which}
            disabled={exporting.format === 'ale'}
            onClick={() => useTakes.setState({ exporting: { ...exporting, which } })}
          >
            {label}
          </button>
        ))}
      </div>
      <a className="button" href={allTakesAddress} download>
        Log of all
      </a>
    </div>
  );
}
