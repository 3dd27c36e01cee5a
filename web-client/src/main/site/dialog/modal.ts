import { html, type TemplateResult, unsafeCSS } from 'lit';
import { t } from '../messages/text';
import { icon } from '../page/icons';
import modalStyleText from './modal-style.css?inline';

export const modalStyle = unsafeCSS(modalStyleText);

/** The frame of a dialog; the element that uses it calls showModal once it is drawn. */
export const modal = (title: string, content: TemplateResult, close: () => void): TemplateResult =>
  html` <dialog
    aria-labelledby="title"
    @close=${close}
    @click=${(e: MouseEvent) => {
      if (e.target === e.currentTarget) (e.currentTarget as HTMLDialogElement).close();
    }}
  >
    <div class="head">
      <h2 id="title">${title}</h2>
      <button
        class="btn square quiet"
        aria-label=${t('dialog.close')}
        @click=${(e: Event) => (e.currentTarget as HTMLElement).closest('dialog')!.close()}
      >
        ${icon('cross')}
      </button>
    </div>
    <div class="content">${content}</div>
  </dialog>`;
