import { html, type TemplateResult } from 'lit';
import type { Part, Sentence } from '../simulator/protocol';

/** A sentence of the simulator, its names and numbers looking as they do everywhere. */
export const say = (sentence: Sentence | null): TemplateResult =>
  html`${sentence?.parts.map(part)}`;

/** The same, with the step that it names as a link there. */
export function sayWithStep(
  sentence: Sentence,
  step: number | null,
  go: (step: number) => void,
): TemplateResult {
  const at = step === null ? -1 : sentence.parts.findLastIndex((p) => p.text === String(step));
  return html`${sentence.parts.map((p, i) =>
    i === at ? html`<button class="step" @click=${() => go(step!)}>${p.text}</button>` : part(p),
  )}`;
}

function part({ text, kind }: Part): TemplateResult {
  switch (kind) {
    case 'plain':
      return html`${text}`;
    case 'code':
      return html`<code>${text}</code>`;
    case 'name':
      return html`<span class="name" data-name=${text}>${text}</span>`;
    case 'number':
      return html`<span class="number">${text}</span>`;
    case 'fault':
      return html`<b class="kf">${text}</b>`;
    case 'allow':
      return html`<b class="ka">${text}</b>`;
  }
}
