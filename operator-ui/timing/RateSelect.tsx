import { type Rate, rateFromName, rateName, standardRates } from '../../core/time/rate.ts';

interface Props {
  label: string;
  rate: Rate;
  disabled: boolean;
  onChange(rate: Rate): void;
}

/** A rate by the name that a crew calls it. One of its own from the show file stays in the list. */
export function RateSelect({ label, rate, disabled, onChange }: Props) {
  const current = rateName(rate);
  const names = standardRates.map(({ name }) => name);
  return (
    <label>
      <span>
        {label} <small>frames/s</small>
      </span>
      <select
        className="field"
        value={current}
        disabled={disabled}
        onChange={(event) => {
          const chosen = rateFromName(event.target.value);
          if (chosen) onChange(chosen);
        }}
      >
        {(names.includes(current) ? names : [current, ...names]).map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}
