const lineWidth = 100;

/**
 * JSON text of a document for people: what fits on a line stays on one, everything else is indented
 * by two spaces. Ends with a line feed.
 */
export const formatDocument = (document: unknown): string => `${format(document, '', '')}\n`;

function format(value: unknown, indent: string, key: string): string {
  const flat = onOneLine(value);
  const isRoot = indent === '' && key === '';
  if (typeof value !== 'object' || value === null) return flat;
  if (!isRoot && indent.length + key.length + flat.length < lineWidth) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => inner + format(item, inner, '')).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([name, item]) => {
    const label = `${JSON.stringify(name)}: `;
    return inner + label + format(item, inner, label);
  });
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([k, v]) => `${JSON.stringify(k)}: ${onOneLine(v)}`).join(', ')} }`;
}
