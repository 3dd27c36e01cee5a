/** The size of a terminal in characters, within what the machine takes. */
export interface Size {
  columns: number;
  rows: number;
}

const within = (least: number, value: number, most: number): number =>
  Math.min(most, Math.max(least, Math.floor(value)));

/**
 * What there is room for; null where nothing is shown.
 * @param room in pixels
 * @param cell of one character, in pixels
 */
export function fitting(
  room: { width: number; height: number },
  cell: { width: number; height: number },
): Size | null {
  if (!(room.width > 0 && room.height > 0 && cell.width > 0 && cell.height > 0)) return null;
  return {
    columns: within(20, room.width / cell.width, 200),
    rows: within(5, room.height / cell.height, 80),
  };
}

/** Not wider or higher than there is room for, whatever size a terminal had in the past. */
export const shown = (machine: Size | undefined, room: Size): Size => ({
  columns: Math.min(machine?.columns ?? room.columns, room.columns),
  rows: Math.min(machine?.rows ?? room.rows, room.rows),
});

export const same = (a: Size | undefined, b: Size): boolean =>
  a?.columns === b.columns && a.rows === b.rows;
