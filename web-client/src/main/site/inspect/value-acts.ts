import { html } from 'lit';
import { t } from '../messages/text';
import { act } from '../lab/action';

/**
 * What can be asked of a value; with the focus in a row that has the path, the keys ask it, too.
 */
export const valueActs = (from: EventTarget, path: string) =>
  html`<span class="value-acts" data-path=${path}
    ><button type="button" class="btn" @click=${() => act(from, { do: 'who', path })}>
      ${t('who.ask')} <kbd>Y</kbd></button
    ><button type="button" class="btn" @click=${() => act(from, { do: 'watch', path })}>
      ${t('watch.ask')} <kbd>B</kbd>
    </button></span
  >`;
