import { unsafeCSS } from 'lit';
import panesStyleText from './panes-style.css?inline';

export const panesStyle = unsafeCSS(panesStyleText);
