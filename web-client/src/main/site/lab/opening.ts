import { t } from '../messages/text';
import { api, Problem } from '../server/api';
import type { Host } from '../share/guest-banner';
import type { Sandbox } from '../simulator/protocol';
import { Refused, type Simulator } from '../simulator/simulator';

export type { Host };

/** A sandbox, and the title that a class gave it. */
export interface Found {
  sandbox: Sandbox;
  title: string;
}

/** What an address asks the lab to open. */
export type Wanted =
  | { open: 'lesson'; id: string }
  | { open: 'sandbox'; host: Host; fetch: () => Promise<Found> }
  | { open: 'program'; example: string }
  | { open: 'free'; like: string | null };

/** The first lesson about a Linux host. */
const linuxHost = 'containers/one-kernel';

export const opensAnother = (hash: string): boolean =>
  /^#((s|compare|class|machine)=|c(=|$)|linux$)/.test(hash);

/** As it stands where it is no encoding, so that the page says what there is none of. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function wanted({ pathname, hash }: Location, simulator: Simulator): Wanted {
  const path = pathname.replace(/\/(index\.html)?$/, '');
  const carried = /^#(s|compare)=(.+)$/.exec(hash);
  if (carried)
    return {
      open: 'sandbox',
      host: carried[1] === 's' ? 'link' : 'compare',
      fetch: async () => ({ sandbox: await unshared(simulator, carried[2]!), title: '' }),
    };
  const assigned = /^#class=([^&]+)&n=(\d+)$/.exec(hash);
  if (assigned)
    return {
      open: 'sandbox',
      host: 'class',
      fetch: () => assignment(decoded(assigned[1]!), Number(assigned[2])),
    };
  const program = /^#c(?:=(\w+))?$/.exec(hash);
  if (program) return { open: 'program', example: program[1] ?? '' };
  const link = /^\/s\/([^/]+)$/.exec(path)?.[1];
  if (link)
    return {
      open: 'sandbox',
      host: 'link',
      fetch: async () => ({
        sandbox: (await api.link(decoded(link))).sandbox,
        title: '',
      }),
    };
  const lesson = /^\/lesson\/(.+)$/.exec(path)?.[1];
  if (lesson) return { open: 'lesson', id: decoded(lesson) };
  const like = /^#machine=(.+)$/.exec(hash)?.[1];
  if (like) return { open: 'free', like: decoded(like) };
  return { open: 'free', like: hash === '#linux' ? linuxHost : null };
}

/**
 * The simulator has no sentences before a machine is open, so that the page says what is wrong with
 * a link.
 */
async function unshared(simulator: Simulator, fragment: string): Promise<Sandbox> {
  const { sandbox } = await simulator
    .request({ do: 'unshare', fragment })
    .catch((failure: unknown) => {
      throw failure instanceof Refused ? new Refused(t('lab.broken-link')) : failure;
    });
  return sandbox!;
}

async function assignment(code: string, number: number): Promise<Found> {
  const found = (await api.class(code)).assignments.find((a) => a.number === number);
  if (!found?.sandbox) throw new Problem('', 404);
  return { sandbox: found.sandbox, title: found.title };
}
