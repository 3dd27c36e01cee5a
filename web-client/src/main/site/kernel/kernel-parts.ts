/** What the page has for a machine with a kernel; nothing else needs it. */
export type { KernelPicture } from './kernel-picture';
export type { KernelSheet } from './kernel-sheet';
import './kernel-picture';
import './kernel-sheet';
