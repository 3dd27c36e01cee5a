import { unsafeCSS } from 'lit';
import labStyleText from './lab-style.css?inline';

export const labStyle = unsafeCSS(labStyleText);
