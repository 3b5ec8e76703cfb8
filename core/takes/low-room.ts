/** Less room than this on the disk of the takes, in bytes, is said while there is time to make some. */
export const lowRoomBytes = 10 * 1024 ** 3;
