import { unsafeCSS } from 'lit';
import documentStyleText from './document-style.css?inline';

/** A page that is read: course, class, self-hosting. */
export const documentStyle = unsafeCSS(documentStyleText);
