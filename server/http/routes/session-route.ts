import { z } from 'zod';
import type { AccessPolicy } from '../../security/access.ts';
import { doorways, qrSvg } from '../../security/invitation.ts';
import type { Route } from '../route.ts';

const sessionAnswer = z.object({
  role: z.literal('operator'),
  lan: z.boolean(),
  secure: z.boolean(),
  addresses: z.array(z.object({ url: z.string(), qr: z.string() })),
});

/** What the start page shows: who you are, and how others come in. Behind the gate, as the QR codes carry the key. */
export function sessionRoute(policy: AccessPolicy): Route {
  return {
    method: 'get',
    path: '/api/v1/session',
    summary: 'Your role, and the addresses of this server with QR codes (SVG) that carry the key',
    answers: { 200: { description: 'The session', schema: sessionAnswer } },
    handle: (request, response) => {
      const ways = doorways(policy, request.socket.localPort ?? 0);
      const addresses = ways.map(({ url, inviteUrl }) => ({ url, qr: qrSvg(inviteUrl) }));
      response.json({ role: 'operator', lan: policy.lan, secure: policy.secure, addresses });
    },
  };
}
