import { unsafeCSS } from 'lit';
import baseText from './base.css?inline';
import drawingText from './drawing.css?inline';
import sectionHeadText from './section-head.css?inline';

/** What every component shares: type, controls, panel heads. Raw values are in tokens.css alone. */
export const base = unsafeCSS(baseText);

/** Fills, strokes and text colours by ring, for the drawings. */
export const drawing = unsafeCSS(drawingText);

/** The heading of a section, with a sentence and a way on beside it. */
export const sectionHead = unsafeCSS(sectionHeadText);
