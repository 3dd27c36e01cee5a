import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icons';

/** What went wrong, where it went wrong; spoken as it appears. */
export const problemLine = (text: string): TemplateResult | typeof nothing =>
  text ? html`<p class="error" role="alert">${icon('cross')}<span>${text}</span></p>` : nothing;
