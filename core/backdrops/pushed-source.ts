const prefix = 'assets/backdrop-';

/** The path in the show folder under which a picture of this content is shown. */
export const pictureSource = (sha256: string, extension: string): string =>
  `${prefix}${sha256.slice(0, 16)}.${extension}`;

/** Whether a file of the show was put there by a push. */
export const isPushed = (source: string): boolean => source.startsWith(prefix);
