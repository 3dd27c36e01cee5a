/** The files of the program, those that can be changed before the others. */
export const ownFirst = <F extends { editable: boolean }>(files: F[]): F[] => [
  ...files.filter((f) => f.editable),
  ...files.filter((f) => !f.editable),
];
