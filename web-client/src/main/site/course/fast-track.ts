/** A station of the fast track: its middle, and the column that it stands in. */
export interface Stop {
  x: number;
  y: number;
  column: number;
  /** Walked through: the line to the next stop is solid. */
  done: boolean;
}

const turn = 9;
const below = 40;

/** The line through the stops: solid where it was walked, dotted ahead. */
export function trackPaths(stops: Stop[]): { walked: string; ahead: string } {
  let walked = '';
  let ahead = '';
  for (let i = 1; i < stops.length; i++) {
    const piece = between(stops[i - 1]!, stops[i]!);
    if (stops[i - 1]!.done) walked += piece;
    else ahead += piece;
  }
  return { walked, ahead };
}

/** Down a column; to another one between two rows, over the heads, and down to the stop. */
function between(from: Stop, to: Stop): string {
  if (from.column === to.column) return `M${from.x} ${from.y}V${to.y}`;
  const under = from.y + below / 2;
  const over = to.y - below + 6;
  const gutter = to.x - 60;
  return (
    `M${from.x} ${from.y}V${under - turn}q0 ${turn} ${turn} ${turn}H${gutter - turn}` +
    `q${turn} 0 ${turn} ${-turn}V${over + turn}q0 ${-turn} ${turn} ${-turn}` +
    `H${to.x - turn}q${turn} 0 ${turn} ${turn}V${to.y}`
  );
}
