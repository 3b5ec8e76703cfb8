import type { BindFailure } from './open-bindings.ts';
import type { UdpOptions } from './options.ts';

/** Why a socket could not be opened and what to do, for the operator. */
export function openReason(failure: BindFailure, id: string, options: UdpOptions): string {
  const { address, port, error } = failure;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const place = `UDP port ${port} on ${address}`;
  switch (code) {
    case 'EADDRINUSE':
      return `${place} is in use by another program or device. Close it, or set options.port of device "${id}" to a free port.`;
    case 'EACCES':
      return `${place} needs rights that this program does not have. Set options.port of device "${id}" to 1024 or more.`;
    case 'EADDRNOTAVAIL':
    case 'ENODEV':
      return `${place} cannot be opened on this machine. Set options.interface of device "${id}" (now "${options.interface}") to one of its addresses.`;
    case 'ENOBUFS':
      return `${place} cannot join so many groups: this system limits them per socket and network card. Set options.interface of device "${id}" (now "${options.interface}") to the card that they arrive on.`;
    default:
      return `${place} cannot be opened for device "${id}": ${error instanceof Error ? error.message : String(error)}.`;
  }
}
