const kibi = 1024;

/** How much there is in a file, as people say it. */
export function fileSize(bytes: number): string {
  if (bytes < kibi) return `${bytes} bytes`;
  const [size, unit] = bytes < kibi ** 2 ? [bytes / kibi, 'KiB'] : [bytes / kibi ** 2, 'MiB'];
  return `${size.toLocaleString('en', { maximumFractionDigits: 1 })} ${unit}`;
}
