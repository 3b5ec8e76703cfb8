interface Props {
  label: string;
  names: readonly string[];
  /** Stays in the list where it is none of the names. */
  value: string;
  disabled: boolean;
  onChange(name: string): void;
}

/** One of the names of rates. */
export function NameSelect({ label, names, value, disabled, onChange }: Props) {
  return (
    <label>
      <span>
        {label} <small>frames/s</small>
      </span>
      <select
        className="field"
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      >
        {(names.includes(value) ? names : [value, ...names]).map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}
