import type { PlaygroundMessageId } from './words';

/** A machine, or several of a kind, that can be had without a lesson. */
export interface Offer {
  /** Whose picture and hue it has. */
  sign: string;
  title: PlaygroundMessageId;
  text: PlaygroundMessageId;
  links: [address: string, name: PlaygroundMessageId][];
  /** What somebody may do first: in words, or typed. */
  first: PlaygroundMessageId | string[];
}

/** A lesson's machine without its text and tasks. */
const of = (lesson: string): string => `/lab/#machine=${lesson}`;

export const offers: Offer[] = [
  {
    sign: 'docker',
    title: 'linux.title',
    text: 'linux.text',
    links: [['/lab/#linux', 'linux.open']],
    first: [
      'docker run -it busybox sh',
      'unshare -pf --mount-proc ps',
      'strace -f sh -c "ls | wc"',
    ],
  },
  {
    sign: 'virtualization',
    title: 'guests.title',
    text: 'guests.text',
    links: [
      [of('virtualization/guest'), 'guests.trap'],
      [of('virtualization/binary-translation'), 'guests.translation'],
      [of('virtualization/paravirtualization'), 'guests.paravirtual'],
      [of('virtualization/vt-x'), 'guests.vmx'],
    ],
    first: 'guests.first',
  },
  {
    sign: 'pc',
    title: 'pc.title',
    text: 'pc.text',
    links: [['/machine', 'pc.open']],
    first: 'pc.first',
  },
  {
    sign: 'rings',
    title: 'lab.title',
    text: 'lab.text',
    links: [
      [of('rings/gate'), 'lab.gate'],
      [of('rings/timer'), 'lab.two'],
      ['/lab/', 'lab.open'],
    ],
    first: 'lab.first',
  },
  {
    sign: 'program',
    title: 'c.title',
    text: 'c.text',
    links: [
      ['/lab/#c=hello', 'c.hello'],
      ['/lab/#c=calls', 'c.calls'],
    ],
    first: 'c.first',
  },
  {
    sign: 'compare',
    title: 'measure.title',
    text: 'measure.text',
    links: [
      ['/analyze', 'measure.analyze'],
      ['/compare', 'measure.compare'],
    ],
    first: 'measure.first',
  },
];
