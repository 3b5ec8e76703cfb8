import type { CommandRequest } from '../../core/commands/table.ts';
import type { CommandError } from '../../core/wire/events.ts';

const adviceByCode: Record<string, string> = {
  'not-ready': 'Wait until every output is ready, or press FORCE CUT to switch without it.',
  'preview-changed': 'Look at preview again, then TAKE.',
  'empty-preview': 'Choose an environment first: click it or press its number.',
  'nothing-to-undo': '',
  'undo-conflict': 'Change it by hand.',
  'not-on-deck': 'Choose the deck on which it is, or put it on preview.',
  'not-approved': 'Open New… beside the environments and approve it, or choose another.',
  forbidden: 'Open this page as operator.',
  offline: 'The walls keep drawing. Press it again when the page is live.',
  timeout: 'Look at the wall before you press it again: it may have been done.',
};

/** A refusal in words for the operator: what happened, then what to do. */
export function adviceFor(error: CommandError): string {
  const place = error.path ? ` (${error.path})` : '';
  const advice = adviceByCode[error.code] ?? '';
  return `${error.message}${place} ${advice}`.trim();
}

/** The command that does it all the same, where there is one. */
export function forcedCommand(
  request: CommandRequest,
  error: CommandError,
): CommandRequest | undefined {
  if (error.code !== 'not-ready') return undefined;
  return { ...request, transition: { kind: 'cut', frames: 0 }, force: true };
}

const words: Record<string, string> = {
  'environment.preview': 'Preview',
  'environment.take': 'TAKE',
  'environment.params': 'Parameter',
  'environment.place': 'Placement',
  'environment.time': 'Content time',
  'stage.blackout': 'BLACKOUT',
  'stage.freeze': 'FREEZE',
  'stage.safeLook': 'SAFE LOOK',
  'stage.identify': 'IDENTIFY',
  'stage.pattern': 'PATTERN',
  'stage.frameCode': 'FRAME CODE',
  'stage.rolling': 'Rolling',
  'stage.rates': 'Rates',
  'output.photonDelay': 'Photon delay',
  'camera.set': 'Camera',
  'take.roll': 'REC',
  'take.cut': 'Cut',
  'take.mark': 'Mark',
  'backdrop.approve': 'Approve',
  'backdrop.reject': 'Reject',
  'backdrop.push': 'To preview',
  'backdrop.cancel': 'Cancel',
  'backdrop.hurry': 'Make next',
  'backdrop.back': 'Version before',
  'backdrop.bible': 'Look bible',
  'device.set': 'Device',
  'device.remove': 'Remove device',
  'object.set': 'Object',
  'object.remove': 'Remove object',
  'camera.holdTracking': 'HOLD TRACKING',
  'show.undo': 'Undo',
  'show.redo': 'Redo',
};

/** A command's name as it stands on its button. */
export const commandWord = (type: string): string => words[type] ?? type;
