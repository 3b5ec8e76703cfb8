interface Props {
  label: string;
  hint?: string;
  /** Milliseconds, 0 to `most`. */
  value: number;
  most: number;
  disabled: boolean;
  onChange(value: number): void;
}

/** Without the crumbs of binary fractions. */
const rounded = (ms: number): number => Math.round(ms * 10) / 10;

/** Milliseconds, one up, one down, or typed. */
export function Stepper({ label, hint, value, most, disabled, onChange }: Props) {
  const set = (wanted: number) => {
    const ms = rounded(Math.min(most, Math.max(0, wanted)));
    if (Number.isFinite(ms) && ms !== value) onChange(ms);
  };
  const button = (by: 1 | -1, face: string) => (
    <button
      type="button"
      className="button"
      aria-label={`${label} ${face} 1 ms`}
      disabled={disabled || (by < 0 ? value <= 0 : value >= most)}
      onClick={() => set(value + by)}
    >
      {face}
    </button>
  );
  return (
    <div className="stepper">
      {hint !== undefined && (
        <p>
          {label} <small>{hint}</small>
        </p>
      )}
      <div className="stepper-keys">
        {button(-1, '−')}
        <input
          key={value}
          className="field"
          inputMode="decimal"
          aria-label={`${label}, ms`}
          defaultValue={rounded(value)}
          disabled={disabled}
          onBlur={(event) => {
            const { value: text } = event.target;
            if (text.trim() !== '') set(Number(text.replace(',', '.')));
          }}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
        {button(1, '+')}
        <small>ms</small>
      </div>
    </div>
  );
}
