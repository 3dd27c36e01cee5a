import { LitElement, html, nothing, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { LabMachine } from '../lab/machine';
import { t } from '../messages/text';
import { day } from '../page/format';
import { icon } from '../page/icons';
import { problemLine } from '../page/problem';
import { Work } from '../page/work';
import { api, type ClassSummary, type Link } from '../server/api';
import type { Sandbox } from '../simulator/protocol';
import { base } from '../style/base';
import { modal, modalStyle } from '../dialog/modal';
import shareDialogText from './share-dialog.css?inline';
import { formText } from '../page/form-text';

/** A link that holds the whole sandbox; a short one from the server; or straight to a class. */
@customElement('share-dialog')
export class ShareDialog extends LitElement {
  static override styles = [base, modalStyle, unsafeCSS(shareDialogText)];

  readonly #work = new Work(this);
  @property({ attribute: false }) machine: LabMachine | null = null;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @state() private url: string | null = null;
  @state() private sandbox: Sandbox | null = null;
  @state() private link: Link | null = null;
  @state() private classes: ClassSummary[] | null = null;
  @state() private copied = '';
  @state() private notCopied = false;
  @state() private assigned = '';

  protected override async firstUpdated(): Promise<void> {
    this.dialog.showModal();
    await this.#work.run(async () => {
      const answer = await this.machine!.simulator.request({ do: 'share' });
      this.sandbox = answer.sandbox ?? null;
      this.url = answer.fragment ? `${location.origin}/lab#s=${answer.fragment}` : null;
    });
    await this.#focus('#copy');
    this.classes = await api
      .me()
      .then((me) => (me.instructor ? api.classes() : null))
      .catch(() => null);
  }

  protected override render() {
    return modal(
      t('share.title'),
      html`<p>${t('share.lead')}</p>
        ${
          this.url
            ? html`<div class="line">
                  <input
                    readonly
                    aria-label=${t('share.link')}
                    .value=${this.url}
                    @focus=${(e: Event) => (e.target as HTMLInputElement).select()}
                  /><button id="copy" class="btn solid" @click=${() => this.#copy(this.url!)}>
                    ${icon('copy')}${t(this.copied === this.url ? 'share.copied' : 'share.copy')}
                  </button>
                </div>
                <p class="small">${t('share.bytes', { bytes: this.url.length })}</p>`
            : this.sandbox
              ? html`<p>${t('share.too-long')}</p>`
              : nothing
        }
        <div role="status" class="visually-hidden">${this.copied ? t('share.copied') : ''}</div>
        <hr />
        <h3>${t('share.short')}</h3>
        ${
          this.link
            ? this.#short(this.link)
            : html`<p>${t('share.short-lead')}</p>
                <div class="line">
                  <button
                    id="shorten"
                    class="btn"
                    aria-disabled=${!this.sandbox || this.#work.busy}
                    @click=${this.#shorten}
                  >
                    ${t(this.#work.busy ? 'share.making' : 'share.make-short')}
                  </button>
                </div>`
        }
        ${
          this.classes
            ? html`<hr />
                <h3>${t('share.assign')}</h3>
                ${this.#assign(this.classes)}`
            : nothing
        }
        ${problemLine(this.#work.problem)}${
          this.notCopied
            ? html`<p class="error" role="alert">
                ${icon('cross')}<span>${t('share.copy-failed')}</span>
              </p>`
            : nothing
        }`,
      () => this.dispatchEvent(new Event('close')),
    );
  }

  #short(link: Link) {
    const url = location.origin + link.path;
    return html`<div class="line">
        <input readonly aria-label=${t('share.short')} .value=${url} /><button
          id="copy-short"
          class="btn"
          @click=${() => this.#copy(url)}
        >
          ${icon('copy')}${t(this.copied === url ? 'share.copied' : 'share.copy')}
        </button>
      </div>
      <p class="small">${t('share.expires', { when: day(link.expires) })}</p>
      <div class="line">
        <span class="small">${t('share.token')} <code>${link.deleteToken}</code></span
        ><button class="btn" @click=${() => this.#delete(link)}>${t('share.delete')}</button>
      </div>`;
  }

  #assign(classes: ClassSummary[]) {
    if (!classes.length) return html`<p><a href="/class">${t('share.no-class')}</a></p>`;
    if (this.assigned)
      return html`<p role="status" id="assigned" tabindex="-1">
        ${t('share.assigned', { title: this.assigned })} <a href="/class">${t('share.to-class')}</a>
      </p>`;
    return html`<form class="line" @submit=${this.#assignTo}>
      <select name="code" aria-label=${t('share.class')}>
        ${classes.map((c) => html`<option value=${c.code}>${c.title}</option>`)}</select
      ><input
        name="title"
        required
        maxlength="80"
        aria-label=${t('share.assignment')}
        .value=${
          this.machine?.bundle
            ? t('share.sandbox-of', { title: this.machine.bundle.title })
            : t('lab.sandbox')
        }
      /><button class="btn" aria-disabled=${!this.sandbox || this.#work.busy}>
        ${t('share.assign-do')}
      </button>
    </form>`;
  }

  readonly #shorten = async (): Promise<void> => {
    if (!this.sandbox) return;
    const made = await this.#work.run(async () => {
      this.link = await api.createLink(this.sandbox!);
    });
    if (made) await this.#focus('#copy-short');
  };

  readonly #assignTo = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const code = formText(form, 'code'),
      title = formText(form, 'title');
    if (!this.sandbox) return;
    const assigned = await this.#work.run(async () => {
      await api.assign(code, { title, sandbox: this.sandbox! });
      this.assigned = title;
    });
    if (assigned) await this.#focus('#assigned');
  };

  async #delete(link: Link): Promise<void> {
    const deleted = await this.#work.run(async () => {
      await api.deleteLink(link.id, link.deleteToken);
      this.link = null;
    });
    if (deleted) await this.#focus('#shorten');
  }

  /** What took the place of the control that had the focus. */
  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  async #copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.copied = text;
      this.notCopied = false;
    } catch {
      const field = [...this.renderRoot.querySelectorAll('input')].find((i) => i.value === text);
      field?.select();
      this.notCopied = true;
    }
  }
}
