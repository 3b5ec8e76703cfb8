import { type FormEvent, useState } from 'react';
import { maxPromptLength } from '../../core/backdrops/backdrop-request.ts';
import { askForBackdrop, useBackdrops } from './backdrops-store.ts';

/** The sentence. Enter or GENERATE sends it. */
export function BackdropPrompt({ disabled }: { disabled: boolean }) {
  const prompt = useBackdrops((store) => store.prompt);
  const [isSending, setSending] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (prompt.trim() === '' || isSending) return;
    setSending(true);
    const isTaken = await askForBackdrop({ prompt });
    setSending(false);
    if (isTaken) useBackdrops.setState({ prompt: '' });
  };
  return (
    <form className="backdrop-prompt" onSubmit={send}>
      <input
        aria-label="What the backdrop shows"
        placeholder="The same street, wet, an hour before dawn"
        maxLength={maxPromptLength}
        value={prompt}
        disabled={disabled}
        onChange={(event) => useBackdrops.setState({ prompt: event.target.value })}
      />
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
