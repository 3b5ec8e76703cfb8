/** Text of UTF-8 bytes (RFC 3629), without the platform's decoder, which the core does not have; `undefined` when they are none. */
export function textOfUtf8(bytes: Uint8Array): string | undefined {
  const parts: string[] = [];
  for (const byte of bytes) {
    const isPlain = byte < 0x80 && byte !== 0x25;
    parts.push(isPlain ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`);
  }
  try {
    return decodeURIComponent(parts.join(''));
  } catch {
    return undefined;
  }
}

/** UTF-8 bytes of a text; a lone surrogate becomes U+FFFD. */
export function utf8OfText(text: string): Uint8Array {
  const escaped = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
  const bytes: number[] = [];
  for (let i = 0; i < escaped.length; i++) {
    const isEscape = escaped[i] === '%';
    bytes.push(isEscape ? Number.parseInt(escaped.slice(i + 1, i + 3), 16) : escaped.charCodeAt(i));
    if (isEscape) i += 2;
  }
  return Uint8Array.from(bytes);
}
