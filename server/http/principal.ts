import type { Request } from 'express';
import type { Principal } from '../../core/commands/authorise.ts';
import { plainAddress } from '../security/addresses.ts';

/** Whoever passed the gate is an operator: they hold the key, or sit at this machine. */
export const principalOf = (request: Request): Principal => ({
  who: plainAddress(request.socket.remoteAddress),
  role: 'operator',
  door: 'http',
});
