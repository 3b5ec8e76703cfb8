interface Props<Value> {
  label: string;
  options: readonly (readonly [Value, string])[];
  chosen: Value;
  disabled?: boolean;
  onChoose(value: Value): void;
}

/** A row of which one is chosen. */
export function Choice<Value extends string | number>(props: Props<Value>) {
  const { label, options, chosen, disabled = false, onChoose } = props;
  return (
    <fieldset className="setup-choice">
      <legend>{label}</legend>
      <div className="choice">
        {options.map(([value, word]) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === chosen}
            disabled={disabled}
            onClick={() => onChoose(value)}
          >
            {word}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
