/** A sheet of the panel Inspect. */
export type Sheet = 'now' | 'tables' | 'memory' | 'pages' | 'passage' | 'devices' | 'c';
const sheets: Sheet[] = ['now', 'tables', 'memory', 'pages', 'passage'];

/**
 * The sheets of a machine: devices only where it has some, and C where there is a program in it.
 */
export const sheetsOf = (devices: boolean, c: boolean): Sheet[] => [
  ...(c ? ['c' as const] : []),
  ...sheets,
  ...(devices ? ['devices' as const] : []),
];
