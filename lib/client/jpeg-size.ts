/** The dimensions of a JPEG file, found by walking its segments (ITU-T T.81, annex B). */

/** Segments with a frame header: SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Markers without a length: TEM and RST0 to RST7. */
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** Width and height in pixels, or null when the file ends or its picture begins before a frame header. */
export const readJpegSize = (
  bytes: Uint8Array,
): { readonly width: number; readonly height: number } | null => {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 2;
  while (offset + 9 <= bytes.length) {
    if (data.getUint8(offset) !== 0xff) return null;
    const marker = data.getUint8(offset + 1);
    if (marker === 0xff) {
      offset += 1; // fill bytes may stand before a marker
    } else if (standsAlone(marker)) {
      offset += 2;
    } else if (isFrameHeader(marker)) {
      return { width: data.getUint16(offset + 7), height: data.getUint16(offset + 5) };
    } else {
      const length = data.getUint16(offset + 2);
      if (length < 2 || marker === 0xda) return null;
      offset += 2 + length;
    }
  }
  return null;
};
