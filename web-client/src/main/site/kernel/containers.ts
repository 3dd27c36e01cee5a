import type { KernelView } from '../simulator/kernel-views';

type Containers = Pick<KernelView, 'containers'>;

/** What people call the container that a control group is of, or lies in. */
export const containerOf = ({ containers }: Containers, path: string): string | undefined =>
  containers.find(({ group }) => path === group || path.startsWith(`${group}/`))?.name;

/** What people call the container whose root lies there. */
export const containerAt = ({ containers }: Containers, place: string): string | undefined =>
  containers.find(({ root }) => root && root === place)?.name;
