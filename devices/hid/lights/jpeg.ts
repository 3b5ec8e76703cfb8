import jpeg from 'jpeg-js';

const quality = 90;

/** JPEG bytes of an RGBA picture, rows from the top. Takes tens of milliseconds: not for the server. */
export const encodeJpeg = (data: Uint8Array, width: number, height: number): Uint8Array =>
  jpeg.encode({ data, width, height }, quality).data;
