/** What a kernel knows: calls, processes, open files, memory, fences, rights and layers. */
export type KernelSheet =
  'calls' | 'processes' | 'files' | 'map' | 'fences' | 'capabilities' | 'layers';
/** A sheet of the panel Inspect. */
export type Sheet =
  'now' | 'tables' | 'memory' | 'pages' | 'passage' | 'devices' | 'exits' | 'c' | KernelSheet;
const sheets: Sheet[] = ['now', 'tables', 'memory', 'pages', 'passage'];
const kernelSheets: Sheet[] = [
  'calls',
  'processes',
  'files',
  'map',
  'fences',
  'capabilities',
  'layers',
];

export const isOfKernel = (sheet: Sheet): sheet is KernelSheet => kernelSheets.includes(sheet);

/** What decides which sheets there are. */
export interface Has {
  devices: boolean;
  guests: boolean;
  c: boolean;
  kernel: boolean;
}

/**
 * The sheets of a machine: devices only where it has some, exits where it has guests, and C where
 * there is a program in it.
 * Where there is a kernel, its own, with one that leads to the processor's, or the other way round.
 */
export const sheetsOf = ({ devices, guests, c, kernel }: Has, now: Sheet): Sheet[] =>
  kernel && isOfKernel(now)
    ? [...kernelSheets, 'now']
    : [
        ...(kernel ? ['calls' as const] : []),
        ...(c ? ['c' as const] : []),
        ...sheets,
        ...(devices ? ['devices' as const] : []),
        ...(guests ? ['exits' as const] : []),
      ];

/** The id of a sheet's name; one that leads to others is called like those. */
export const sheetName = (sheet: Sheet, now: Sheet) => {
  if (isOfKernel(now) && sheet === 'now') return 'inspect.processor';
  return !isOfKernel(now) && sheet === 'calls' ? 'inspect.kernel' : (`inspect.${sheet}` as const);
};
