/** Ids of chunks (PosiStageNet 2.03); those of the same number stand in different parents. */
export const dataPacket = 0x6755;
export const infoPacket = 0x6756;

/** In both packets. */
export const packetHeader = 0;
export const dataTrackerList = 1;
export const infoSystemName = 1;
export const infoTrackerList = 2;

/** In a tracker of a DATA packet. */
export const trackerPosition = 0;
export const trackerOrientation = 2;
export const trackerStatus = 3;
export const trackerTimestamp = 6;

/** In a tracker of an INFO packet. */
export const trackerName = 0;

/** Bytes of the header's data that mean something; senders may add padding. */
export const headerLength = 12;
export const versionHigh = 2;
