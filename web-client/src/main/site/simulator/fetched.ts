/** One call can take only so many arguments. */
const pieceBytes = 8192;

export async function found(path: string): Promise<Response> {
  const response = await fetch(self.location.origin + path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

export const bytesOf = (path: string): Promise<ArrayBuffer> =>
  found(path).then((response) => response.arrayBuffer());

/** Bytes as text, a character for each, in pieces that a module takes. */
export function* piecesOf(buffer: ArrayBuffer): Generator<string> {
  const bytes = new Uint8Array(buffer);
  for (let at = 0; at < bytes.length; at += pieceBytes)
    yield String.fromCharCode(...bytes.subarray(at, at + pieceBytes));
}
