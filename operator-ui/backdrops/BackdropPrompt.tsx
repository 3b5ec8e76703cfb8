import { type FormEvent, useState } from 'react';
import { maxPromptLength } from '../../core/backdrops/backdrop-request.ts';
import { askForBackdrop, useBackdrops, wantedNudge } from './backdrops-store.ts';

/** Which engine makes it, where there is more than the one that is built in. What cannot be used says why. */
function EngineChoice({ disabled }: { disabled: boolean }) {
  const all = useBackdrops((store) => store.engines);
  // What works on a picture has its key beside that picture.
  const engines = all.filter(({ capabilities }) => !capabilities.fromPicture);
  const engine = useBackdrops((store) => store.engine);
  if (engines.length < 2) return null;
  return (
    <select
      aria-label="Engine"
      value={engine}
      disabled={disabled}
      onChange={(event) => useBackdrops.setState({ engine: event.target.value })}
    >
      {engines.map(({ id, trouble }) => (
        <option key={id} value={id} disabled={trouble !== null}>
          {trouble ? `${id} · ${trouble}` : id}
        </option>
      ))}
    </select>
  );
}

/** The sentence. Enter or GENERATE sends it. */
export function BackdropPrompt({ disabled }: { disabled: boolean }) {
  const prompt = useBackdrops((store) => store.prompt);
  const engine = useBackdrops((store) => store.engine);
  const [isSending, setSending] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (prompt.trim() === '' || isSending) return;
    setSending(true);
    const nudge = wantedNudge(useBackdrops.getState());
    const isNudged = Object.keys(nudge).length > 0;
    const isTaken = await askForBackdrop({ prompt, engine, ...(isNudged && { nudge }) });
    setSending(false);
    if (isTaken) useBackdrops.setState({ prompt: '', reading: null });
  };
  return (
    <form className="backdrop-prompt" onSubmit={send}>
      <input
        aria-label="What the backdrop shows"
        placeholder="The same street, wet, an hour before dawn"
        maxLength={maxPromptLength}
        value={prompt}
        disabled={disabled}
        onChange={(event) => useBackdrops.setState({ prompt: event.target.value, reading: null })}
      />
      <EngineChoice disabled={disabled} />
      <button
        className="button"
        type="submit"
        disabled={disabled || isSending || prompt.trim() === ''}
      >
        Generate
      </button>
    </form>
  );
}
