import type { NetworkView } from '../simulator/kernel-views';

/** Only what the machine began with: one network, its own way to itself, and nobody at a port. */
export const isQuiet = (networks: NetworkView[]): boolean =>
  networks.length <= 1 &&
  networks.every(({ interfaces, sockets }) => interfaces.length <= 1 && !sockets.length);
