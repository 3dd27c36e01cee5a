import { unsafeCSS } from 'lit';
import monasteryStyleText from './monastery-style.css?inline';

export const monasteryStyle = unsafeCSS(monasteryStyleText);
