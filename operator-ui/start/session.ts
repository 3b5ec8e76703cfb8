import { z } from 'zod';

// Otherwise zod tries whether it may evaluate text, and the policy of the pages reports an attack.
z.config({ jitless: true });

/** What the start page asks of `GET session`; a server that says more is fine. */
const session = z.object({
  lan: z.boolean().default(false),
  secure: z.boolean().default(false),
  addresses: z.array(z.object({ url: z.string(), qr: z.string().optional() })).default([]),
});
export type Session = z.infer<typeof session>;

const health = z.object({ version: z.string() });

async function fetched<Value>(path: string, schema: z.ZodType<Value>): Promise<Value | undefined> {
  try {
    const response = await fetch(`/api/v1/${path}`, { cache: 'no-store' });
    if (!response.ok) return undefined;
    const parsed = schema.safeParse(await response.json());
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export const fetchSession = () => fetched('session', session);
export const fetchVersion = async () => (await fetched('health', health))?.version;

/** A QR code's SVG as the address of an image: as markup it could carry script, as an image it cannot. */
export const qrAddress = (svg: string): string =>
  `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
