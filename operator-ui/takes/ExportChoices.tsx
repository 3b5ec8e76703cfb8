import {
  allTakesAddress,
  type ExportChoice,
  fileFormats,
  poseChoices,
  posesOf,
  startChoices,
  wordsOf,
} from './exports.ts';
import { useTakes } from './takes-store.ts';

/** As what the export keys of all takes write them. */
export function ExportChoices() {
  const exporting = useTakes((store) => store.exporting);
  const choose = (changed: Partial<ExportChoice>) =>
    useTakes.setState({ exporting: { ...exporting, ...changed } });
  const { poses, isNumbered } = wordsOf(exporting.format);
  return (
    <div className="export-choices">
      <span>Export as</span>
      <select
        className="field"
        aria-label="Export as"
        value={exporting.format}
        onChange={({ target }) => {
          const format = fileFormats.find((each) => each === target.value);
          if (format) choose({ format });
        }}
      >
        {fileFormats.map((format) => (
          <option key={format} value={format}>
            {wordsOf(format).label}
          </option>
        ))}
      </select>
      <div className="choice">
        {poseChoices.map(({ which, label }) => (
          <button
            key={which}
            type="button"
            aria-pressed={posesOf(exporting) === which}
            disabled={!poses.includes(which)}
            onClick={() => choose({ which })}
          >
            {label}
          </button>
        ))}
      </div>
      <select
        className="field"
        aria-label="Frame numbers"
        value={String(exporting.start)}
        disabled={!isNumbered}
        onChange={({ target }) => {
          const chosen = startChoices.find(({ start }) => String(start) === target.value);
          if (chosen) choose({ start: chosen.start });
        }}
      >
        {startChoices.map(({ start, label }) => (
          <option key={label} value={String(start)}>
            {label}
          </option>
        ))}
      </select>
      <a className="button" href={allTakesAddress} download>
        Log of all
      </a>
    </div>
  );
}
