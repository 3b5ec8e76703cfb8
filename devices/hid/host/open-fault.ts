import type { HidFault } from '../backend.ts';

/** The words of whatever was thrown; node-hid also throws what is no Error. */
export function wordsOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return typeof error === 'string' ? error : '';
}

/** node-hid loads its native part at the first call, so that any call may say that it cannot. */
const isOfLibrary = (words: string): boolean =>
  /shared object|libusb|libudev|prebuild|\.node\b|native build/i.test(words);

/** Why devices cannot be listed. */
export function listFault(error: unknown): HidFault {
  const detail = wordsOf(error);
  return { code: isOfLibrary(detail) ? 'library' : 'other', detail };
}

/**
 * Why a device could not be opened: node-hid only says that it could not, so `accessCode` tells what
 * the system says of the device's file (`EACCES`, `ENOENT`, '' for nothing wrong or no file).
 */
export function openFault(error: unknown, accessCode: string): HidFault {
  const detail = wordsOf(error);
  return { code: openCode(detail, accessCode), detail };
}

function openCode(detail: string, accessCode: string): HidFault['code'] {
  if (isOfLibrary(detail)) return 'library';
  if (accessCode === 'EACCES' || accessCode === 'EPERM') return 'permission';
  if (accessCode === 'ENOENT' || accessCode === 'ENODEV') return 'gone';
  if (/permission|not permitted|access is denied/i.test(detail)) return 'permission';
  if (/busy|exclusive|in use/i.test(detail)) return 'busy';
  return 'other';
}
