import { html, nothing } from 'lit';
import type { AsmErrorView } from '../simulator/protocol';
import { t } from '../messages/text';
import { say } from '../page/sentence';

/** What is wrong with a text: each leads to its place. */
interface Mistakes {
  errors: AsmErrorView[];
  warnings: AsmErrorView[];
  /** The text is in C. */
  c: boolean;
  /** The machine was to have the text, and did not take it. */
  notLoaded: boolean;
}

export function mistakeLists(of: Mistakes, go: (to: AsmErrorView) => void) {
  const refusal = of.notLoaded
    ? html`<li><b>${t(of.c ? 'code.not-compiled' : 'code.refused')}</b></li>`
    : nothing;
  const row = (e: AsmErrorView, where: string) =>
    html`<li><button @click=${() => go(e)}>${where}: ${say(e.message)}</button></li>`;
  const errors = of.errors.map((e) => row(e, t('code.line', { line: e.line })));
  const warnings = of.warnings.map((w) => row(w, t('code.warning', { line: w.line })));
  // There before they say something, or they would not be heard.
  return html`<ul class=${errors.length ? 'errors' : ''} aria-live="polite">
      ${errors.length ? [refusal, ...errors] : nothing}
    </ul>
    <ul class=${warnings.length ? 'errors warnings' : ''} aria-live="polite">
      ${warnings}
    </ul>`;
}
