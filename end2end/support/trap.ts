/** WebAssembly that loads, and ends by a trap when it is called. */

const leb = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...leb(n >> 7)]);
const text = (word: string) => [...leb(Buffer.byteLength(word)), ...Buffer.from(word)];

function section(id: number, items: number[][]): number[] {
  const body = [...leb(items.length), ...items.flat()];
  return [id, ...leb(body.length), ...body];
}

/** A module with functions that do nothing, and functions that trap. */
export function trapping(traps: string[], harmless: string[] = []): Buffer {
  const exported = (names: string[], nth: number) => names.map((name) => [...text(name), 0, nth]);
  const [END, UNREACHABLE] = [0x0b, 0x00];
  return Buffer.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [[0x60, 0, 0]]),
    ...section(3, [[0], [0]]),
    ...section(7, [...exported(harmless, 0), ...exported(traps, 1)]),
    ...section(10, [[2, 0, END], [3, 0, UNREACHABLE, END]]),
  ]);
}
