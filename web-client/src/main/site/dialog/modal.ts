import { css, html, type TemplateResult } from 'lit';
import { t } from '../messages/text';
import { icon } from '../page/icons';

export const modalStyle = css`
  dialog { width: min(520px, calc(100vw - 24px)); max-height: calc(100dvh - 48px); padding: 0; border: 1px solid var(--rule-strong); border-radius: var(--r3); background: var(--raised); color: var(--ink); box-shadow: var(--shade); font: 400 var(--t3)/var(--l3) var(--sans); }
  dialog::backdrop { background: rgb(10 14 16 / 40%); }
  .head { display: flex; align-items: center; padding: var(--s3) var(--s3) var(--s3) var(--s5); border-bottom: 1px solid var(--rule); } .head h2 { font: 600 var(--t4)/24px var(--sans); } .head .btn { margin-left: auto; }
  .content { padding: var(--s4) var(--s5) var(--s5); display: grid; gap: var(--s3); } .content p { color: var(--soft); }
  .line { display: flex; gap: var(--s2); align-items: center; } .line input { flex: 1; }
`;

/** The frame of a dialog; the element that uses it calls showModal once it is drawn. */
export const modal = (title: string, content: TemplateResult, close: () => void): TemplateResult => html`
  <dialog aria-labelledby="title" @close=${close} @click=${(e: MouseEvent) => { if (e.target === e.currentTarget) (e.currentTarget as HTMLDialogElement).close(); }}>
    <div class="head"><h2 id="title">${title}</h2><button class="btn square quiet" aria-label=${t('dialog.close')} @click=${(e: Event) => (e.currentTarget as HTMLElement).closest('dialog')!.close()}>${icon('cross')}</button></div>
    <div class="content">${content}</div></dialog>`;
