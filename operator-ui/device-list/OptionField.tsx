import { useState } from 'react';
import { type FormField, rangeText } from '../../core/show/device-form.ts';
import { putIn, useSetup } from './setup-store.ts';
import { type Suggestion, suggestionsFor } from './suggestions.ts';

interface Props {
  kind: string;
  field: FormField;
  text: string;
  problem: string | undefined;
}

/** One option: what it is called, what it means, and what it is set to. */
export function OptionField({ kind, field, text, problem }: Props) {
  const discovery = useSetup((setup) => setup.discovery);
  const { list, reason } = suggestionsFor(kind, field, discovery);
  const range = field.range ? rangeText(field.range) : '';
  const hint = [field.meaning, range].filter(Boolean).join('; ');
  return (
    <div className="option" data-fault={Boolean(problem)} data-wide={isWide(field)}>
      <label className="option-name number" htmlFor={inputId(field)}>
        {field.name}
        {field.isRequired && <em> needed</em>}
      </label>
      <Control field={field} text={text} choices={list} />
      {problem && <span className="option-problem">{problem}</span>}
      {reason && <span className="option-problem">{reason}</span>}
      {hint && <span className="option-hint">{hint}</span>}
    </div>
  );
}

const inputId = ({ name }: Pick<FormField, 'name'>): string => `option-${name}`;

const isWide = ({ kind }: FormField): boolean => kind === 'json';

interface ControlProps {
  field: FormField;
  text: string;
  choices: readonly Suggestion[];
}

function Control({ field, text, choices }: ControlProps) {
  const { name, kind, defaultText } = field;
  if (kind === 'switch') return <Choice field={field} text={text} choices={onOff} />;
  if (kind === 'choice')
    return <Choice field={field} text={text} choices={field.choices.map(same)} />;
  if (kind === 'json') {
    return (
      <textarea
        id={inputId(field)}
        className="field"
        rows={3}
        spellCheck={false}
        value={text}
        placeholder={defaultText}
        onChange={(event) => putIn(name, event.target.value)}
      />
    );
  }
  const all = kind === 'wordOrJson' ? [...field.choices.map(same), ...choices] : choices;
  if (all.length > 0) return <ChoiceOrText field={field} text={text} choices={all} />;
  return <TextInput field={field} text={text} />;
}

function TextInput({ field, text }: Omit<ControlProps, 'choices'>) {
  const { name, kind, defaultText } = field;
  return (
    <input
      id={inputId(field)}
      className="field"
      inputMode={kind === 'number' ? 'decimal' : 'text'}
      spellCheck={false}
      autoComplete="off"
      value={text}
      placeholder={defaultText}
      onChange={(event) => putIn(name, event.target.value)}
    />
  );
}

const same = (text: string): Suggestion => ({ text, label: text });
const onOff: readonly Suggestion[] = [
  { text: 'true', label: 'on' },
  { text: 'false', label: 'off' },
];

function Choice({ field, text, choices }: ControlProps) {
  const usual = choices.find((each) => each.text === field.defaultText)?.label ?? field.defaultText;
  return (
    <select
      id={inputId(field)}
      className="field"
      value={text}
      onChange={(event) => putIn(field.name, event.target.value)}
    >
      <option value="">
        {usual ? `${usual} (as usual)` : field.isRequired ? 'choose …' : 'not set'}
      </option>
      {choices.map((each) => (
        <option key={each.text} value={each.text}>
          {each.label}
        </option>
      ))}
    </select>
  );
}

const otherText = '\u0000other';

/** What was found to choose from, or anything else by hand. */
function ChoiceOrText({ field, text, choices }: ControlProps) {
  const isListed = text === '' || choices.some((each) => each.text === text);
  const [isFree, setFree] = useState(!isListed);
  if (isFree) {
    return (
      <span className="option-free">
        <TextInput field={field} text={text} />
        <button type="button" className="button" onClick={() => setFree(false)}>
          List
        </button>
      </span>
    );
  }
  const shown = isListed ? choices : [...choices, same(text)];
  return (
    <select
      id={inputId(field)}
      className="field"
      value={text}
      onChange={(event) => {
        if (event.target.value === otherText) setFree(true);
        else putIn(field.name, event.target.value);
      }}
    >
      <option value="">
        {field.defaultText
          ? `${field.defaultText} (as usual)`
          : field.isRequired
            ? 'choose …'
            : 'not set'}
      </option>
      {shown.map((each) => (
        <option key={each.text} value={each.text}>
          {each.label}
        </option>
      ))}
      <option value={otherText}>type it …</option>
    </select>
  );
}
