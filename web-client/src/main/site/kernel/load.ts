/** What draws a kernel comes with the first machine that has one. */
export const loadKernel = (): Promise<unknown> => import('./kernel-parts');
