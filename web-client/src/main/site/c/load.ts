/**
 * What the pages have for programs in C, loaded when there is one: the one way to it, so that its
 * weight is told apart.
 */
export const loadC = (): Promise<typeof import('./c-parts')> => import('./c-parts');
