import { api, Problem } from '../server/api';
import type { Host } from '../share/guest-banner';
import type { Sandbox } from '../simulator/protocol';
import type { Simulator } from '../simulator/simulator';

/** What an address asks the lab to open. */
export type Wanted = { open: 'lesson'; id: string } | { open: 'sandbox'; host: Host; fetch: () => Promise<Sandbox> } | { open: 'free' };

export const isSharedHash = (hash: string): boolean => /^#(s|class)=/.test(hash);

export function wanted({ pathname, hash }: Location, simulator: Simulator): Wanted {
  const path = pathname.replace(/\/(index\.html)?$/, '');
  const fragment = /^#s=(.+)$/.exec(hash)?.[1];
  if (fragment) return { open: 'sandbox', host: 'link', fetch: async () => (await simulator.request({ do: 'unshare', fragment })).sandbox! };
  const assigned = /^#class=([^&]+)&n=(\d+)$/.exec(hash);
  if (assigned) return { open: 'sandbox', host: 'class', fetch: () => assignment(decodeURIComponent(assigned[1]!), Number(assigned[2])) };
  const link = /^\/s\/([^/]+)$/.exec(path)?.[1];
  if (link) return { open: 'sandbox', host: 'link', fetch: async () => (await api.link(decodeURIComponent(link))).sandbox };
  const lesson = /^\/lesson\/(.+)$/.exec(path)?.[1];
  return lesson ? { open: 'lesson', id: decodeURIComponent(lesson) } : { open: 'free' };
}

async function assignment(code: string, number: number): Promise<Sandbox> {
  const found = (await api.class(code)).assignments.find((a) => a.number === number);
  if (!found?.sandbox) throw new Problem('', 404);
  return found.sandbox;
}
