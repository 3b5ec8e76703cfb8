import { useChoices } from '../operator/desk-choices.ts';

/** Opens the set-up sheet of a camera. */
export function SetupKey({ cameraId }: { cameraId: string }) {
  return (
    <button
      type="button"
      className="button"
      aria-label={`Set up camera ${cameraId}`}
      onClick={() => useChoices.setState({ setupCamera: cameraId })}
    >
      Set up
    </button>
  );
}
