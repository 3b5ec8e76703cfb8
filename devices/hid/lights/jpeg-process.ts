import { z } from 'zod';
import { hostNative } from '../../native/host-native.ts';
import { encodeJpeg } from './jpeg.ts';

// The process that `jpeg-aside.ts` starts: a picture takes tens of milliseconds, which is frames.

const request = z.object({
  id: z.int(),
  rgba: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  width: z.int().positive(),
  height: z.int().positive(),
});

const send = hostNative((message) => {
  const parsed = request.safeParse(message);
  if (!parsed.success) return;
  const { id, rgba, width, height } = parsed.data;
  send({ id, jpeg: encodeJpeg(rgba, width, height) });
});
