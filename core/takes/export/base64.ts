const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 with padding (RFC 4648 section 4). */
export function base64FromBytes(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    const length = Math.min(3, bytes.length - at) + 1;
    const four = [18, 12, 6, 0].map((shift, i) =>
      i < length ? digits[(bits >> shift) & 63] : '=',
    );
    parts.push(four.join(''));
  }
  return parts.join('');
}
