import { html, nothing } from 'lit';
import { act } from '../lab/action';
import { t } from '../messages/text';

/**
 * That a program is being made, and the way to give up: the worker cannot be interrupted in a
 * compilation, but replaced.
 * @param late whether it takes a moment (1) or long (2)
 */
export function waiting(panel: EventTarget, late: 0 | 1 | 2) {
  // There before it says something, or it would not be heard.
  return html`<span class=${late ? 'late' : 'visually-hidden'} role="status"
      >${late ? t('code.compiling') : ''}</span
    >${
      late > 1
        ? html`<button class="btn" @click=${() => act(panel, { do: 'give-up' })}>
            ${t('code.give-up')}
          </button>`
        : nothing
    }`;
}

/** There before anything is changed, so that who begins to write knows how it goes on. */
export function solid(c: boolean, disabled: boolean, load: () => void) {
  return html`<button
    class="btn solid"
    title=${t(c ? 'code.compile-key' : 'code.load-key')}
    ?disabled=${disabled}
    @click=${load}
  >
    ${t(c ? 'code.compile' : 'code.load')}
  </button>`;
}
