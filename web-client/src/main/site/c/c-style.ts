import { unsafeCSS } from 'lit';
import cViewStyleText from './c-view-style.css?inline';

export const cViewStyle = unsafeCSS(cViewStyleText);
