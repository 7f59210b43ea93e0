// A zip file whose parts are stored as they are: what an office file needs, and nothing that an old browser lacks. The
// same parts give the same bytes (every part has the zip format's first day, 1980-01-01).
const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; ++bit) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const DAY = 0x0021;
const UTF8 = 0x0800;

function header(signature: number, size: number, fill: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  fill(view);
  return bytes;
}

export function zip(parts: readonly { name: string; bytes: Uint8Array }[]): Uint8Array<ArrayBuffer> {
  const out: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, bytes } of parts) {
    const path = new TextEncoder().encode(name);
    const crc = crc32(bytes);
    const common = (view: DataView, from: number) => {
      view.setUint16(from, 20, true);
      view.setUint16(from + 2, UTF8, true);
      view.setUint16(from + 8, DAY, true);
      view.setUint32(from + 10, crc, true);
      view.setUint32(from + 14, bytes.length, true);
      view.setUint32(from + 18, bytes.length, true);
      view.setUint16(from + 22, path.length, true);
    };
    const start = at;
    const local = header(0x04034b50, 30, (view) => common(view, 4));
    out.push(local, path, bytes);
    at += local.length + path.length + bytes.length;
    directory.push(
      header(0x02014b50, 46, (view) => {
        view.setUint16(4, 20, true);
        common(view, 6);
        view.setUint32(42, start, true);
      }),
      path,
    );
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const end = header(0x06054b50, 22, (view) => {
    view.setUint16(8, parts.length, true);
    view.setUint16(10, parts.length, true);
    view.setUint32(12, length, true);
    view.setUint32(16, at, true);
  });
  const all = [...out, ...directory, end];
  const bytes = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of all) {
    bytes.set(part, to);
    to += part.length;
  }
  return bytes;
}
