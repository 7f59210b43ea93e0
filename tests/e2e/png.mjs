// A browser's screenshot, packed for docs/screens: a page uses few colours and their shades at the edges of letters, so
// the 256 it uses most stand for all of them (each other one is shown as the nearest), one byte a pixel.
import { deflateSync, inflateSync } from "node:zlib";

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

// zlib has a crc32 from Node 20 on; Debian's is 18.
const table = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
function crc32(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = table[(c ^ byte) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const out = Buffer.alloc(8 + data.length + 4);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), 8 + data.length);
  return out;
}

function paeth(a, b, c) {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** Undoes the filters of the rows. */
function pixels(data, width, height, step) {
  const row = width * step;
  const out = Buffer.alloc(row * height);
  for (let y = 0, at = 0; y < height; ++y) {
    const filter = data[at++];
    for (let x = 0; x < row; ++x, ++at) {
      const a = x >= step ? out[y * row + x - step] : 0;
      const b = y > 0 ? out[(y - 1) * row + x] : 0;
      const c = x >= step && y > 0 ? out[(y - 1) * row + x - step] : 0;
      const guess = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter];
      out[y * row + x] = (data[at] + guess) & 255;
    }
  }
  return out;
}

/** The 256 colours used most, and which of them stands for each colour. */
function palette(all, step) {
  const uses = new Map();
  for (let at = 0; at < all.length; at += step) {
    const colour = (all[at] << 16) | (all[at + 1] << 8) | all[at + 2];
    uses.set(colour, (uses.get(colour) ?? 0) + 1);
  }
  const colours = [...uses.keys()].sort((a, b) => uses.get(b) - uses.get(a)).slice(0, 256);
  const apart = (a, b) => [16, 8, 0].reduce((sum, bits) => sum + (((a >> bits) & 255) - ((b >> bits) & 255)) ** 2, 0);
  const stands = new Map(colours.map((colour, index) => [colour, index]));
  for (const colour of uses.keys()) {
    if (stands.has(colour)) continue;
    stands.set(colour, colours.reduce((best, each, index) => (apart(each, colour) < apart(colours[best], colour) ? index : best), 0));
  }
  return { colours, stands };
}

export function tighter(png) {
  const parts = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) parts.push({ name: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)) });
  const head = Buffer.from(parts[0].data);
  const [width, height, depth, kind, interlaced] = [head.readUInt32BE(0), head.readUInt32BE(4), head[8], head[9], head[12]];
  if (depth !== 8 || (kind !== 2 && kind !== 6) || interlaced) throw new Error("no screenshot of a browser");
  const step = kind === 6 ? 4 : 3;
  const all = pixels(inflateSync(Buffer.concat(parts.filter(({ name }) => name === "IDAT").map(({ data }) => data))), width, height, step);
  const { colours, stands } = palette(all, step);
  const rows = Buffer.alloc((width + 1) * height);  // each begins with its filter, 0: as it is
  for (let y = 0, at = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x, at += step) rows[y * (width + 1) + 1 + x] = stands.get((all[at] << 16) | (all[at + 1] << 8) | all[at + 2]);
  }
  head[9] = 3;
  const colourTable = Buffer.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([signature, chunk("IHDR", head), chunk("PLTE", colourTable), chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })), chunk("IEND", Buffer.alloc(0))]);
}
