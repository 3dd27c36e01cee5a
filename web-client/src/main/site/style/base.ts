import { unsafeCSS } from 'lit';
import baseText from './base.css?inline';
import drawingText from './drawing.css?inline';

/** What every component shares: type, controls, panel heads. Raw values are in tokens.css alone. */
export const base = unsafeCSS(baseText);

/** Fills, strokes and text colours by ring, for the drawings. */
export const drawing = unsafeCSS(drawingText);
