import { useEffect } from 'react';

/**
 * Keeps keys from the desk under an open sheet, where the space bar would TAKE. Escape goes through: it
 * closes the sheet, and twice it is still the safe look.
 */
export function useDeskKeysOff(onEscape: () => void): void {
  useEffect(() => {
    const keep = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onEscape();
      else event.stopPropagation();
    };
    // The document comes before the window, where the desk listens, and after what React hands out.
    document.addEventListener('keydown', keep);
    return () => document.removeEventListener('keydown', keep);
  }, [onEscape]);
}
