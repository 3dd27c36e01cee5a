/** A station of the fast track: its middle, and the column that it stands in. */
export interface Stop {
  x: number;
  y: number;
  column: number;
  /** Walked through: the line to the next stop is solid. */
  done: boolean;
  /** Between its part and the one above it. */
  above?: number;
}

const turn = 9;
const below = 40;

/**
 * The line through the stops: solid where it was walked, dotted ahead.
 * @param head above the first stations of all columns
 */
export function trackPaths(stops: Stop[], head = 0): { walked: string; ahead: string } {
  let walked = '';
  let ahead = '';
  for (let i = 1; i < stops.length; i++) {
    const piece = between(stops[i - 1]!, stops[i]!, head);
    if (stops[i - 1]!.done) walked += piece;
    else ahead += piece;
  }
  return { walked, ahead };
}

/**
 * Down a column; to another one between two rows, and down to the stop. Columns between them are
 * crossed over their heads; where parts lie below each other, it goes round them. To a lower row of
 * parts it goes down beside its own column, and back between the rows.
 */
function between(from: Stop, to: Stop, head: number): string {
  if (from.column === to.column) return `M${from.x} ${from.y}V${to.y}`;
  const under = from.y + below / 2;
  const over = to.y - below + 6;
  const gutter = to.x - 60;
  if (to.x <= from.x) {
    const side = Math.max(gutter, -turn);
    const left = `q0 ${turn} ${-turn} ${turn}`;
    const beside = from.x - 60;
    const round =
      to.x < from.x && to.above !== undefined && to.above > under + 2 * turn && beside > side;
    return (
      `M${from.x} ${from.y}V${under - turn}${left}` +
      (round ? `H${beside + turn}q${-turn} 0 ${-turn} ${turn}V${to.above! - turn}${left}` : '') +
      `H${side + turn}q${-turn} 0 ${-turn} ${turn}V${over - turn}q0 ${turn} ${turn} ${turn}` +
      `H${to.x - turn}q${turn} 0 ${turn} ${turn}V${to.y}`
    );
  }
  const columns = to.column - from.column;
  if (columns > 1 && to.x > from.x) {
    const first = from.x + (to.x - from.x) / columns - 60;
    const down = over - head > 2 * turn;
    return (
      `M${from.x} ${from.y}V${under - turn}q0 ${turn} ${turn} ${turn}H${first - turn}` +
      `q${turn} 0 ${turn} ${-turn}V${head + turn}q0 ${-turn} ${turn} ${-turn}` +
      (down
        ? `H${gutter - turn}q${turn} 0 ${turn} ${turn}V${over - turn}q0 ${turn} ${turn} ${turn}`
        : '') +
      `H${to.x - turn}q${turn} 0 ${turn} ${turn}V${to.y}`
    );
  }
  return (
    `M${from.x} ${from.y}V${under - turn}q0 ${turn} ${turn} ${turn}H${gutter - turn}` +
    `q${turn} 0 ${turn} ${-turn}V${over + turn}q0 ${-turn} ${turn} ${-turn}` +
    `H${to.x - turn}q${turn} 0 ${turn} ${turn}V${to.y}`
  );
}
