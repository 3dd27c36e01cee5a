import { html, type TemplateResult } from 'lit';
import type { Part, Sentence } from '../simulator/protocol';

/** A sentence of the simulator, its names and numbers looking as they do everywhere. */
export const say = (sentence: Sentence | null): TemplateResult => html`${sentence?.parts.map(part)}`;

function part({ text, kind }: Part): TemplateResult {
  switch (kind) {
    case 'plain': return html`${text}`;
    case 'code': return html`<code>${text}</code>`;
    case 'name': return html`<span class="name" data-name=${text}>${text}</span>`;
    case 'number': return html`<span class="number">${text}</span>`;
    case 'fault': return html`<b class="kf">${text}</b>`;
    case 'allow': return html`<b class="ka">${text}</b>`;
  }
}
