/**
 * Why the numbers of a constant may not come from a file (`location` of TensorProto.external_data), in
 * words that follow the constant's name; `undefined` for a plain name beside the model. Never followed:
 * absolute paths, paths with folders, `..`, drive letters, and names that hide in a listing.
 */
export function externalPathProblem(location: string): string | undefined {
  const shown = JSON.stringify(location.slice(0, 80));
  if (/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}$/.test(location) && !location.includes('..'))
    return undefined;
  return `takes its numbers from ${shown}. Only a plain file name beside the model is followed.`;
}
