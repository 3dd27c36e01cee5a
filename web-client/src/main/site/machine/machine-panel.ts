import { LitElement, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { isPageKey } from './page-key';
import { t } from './words';
import { base } from '../style/base';
import type { MachineHost } from './machine-host';
import './machine-devices';
import type { MachineScreen } from './machine-screen';
import './machine-screen';
import './machine-time';
import './machine-why';
import { type ImageKind, type Share, type Status, shares } from './protocol';
import { keysFor } from './typing';
import machinePanelText from './machine-panel.css?inline';

const functionKeys = Array.from({ length: 12 }, (_, i) => `F${i + 1}`);
/** A guest reads one key after another, and its keyboard keeps few that wait. */
const keyMillis = 40;

const hex = (value: number) => `0x${value.toString(16).toUpperCase()}`;

/** A PC that has been started: screen, keys, serial line and what it is doing. */
@customElement('machine-panel')
export class MachinePanel extends LitElement {
  static override styles = [base, unsafeCSS(machinePanelText)];
  @property({ attribute: false }) host!: MachineHost;
  @property({ attribute: false }) booted!: { name: string; kind: ImageKind; sha256: string };
  /** Whoever started it with the mouse goes on with the keyboard, and that is the PC's. */
  @property({ type: Boolean }) typed = false;
  @state() private lines: string[] = [];
  @state() private said = '';
  @state() private open = false;
  @query('.typing input') private typing!: HTMLInputElement;
  @query('details input') private serialLine!: HTMLInputElement;
  @query('machine-screen') private screen!: MachineScreen;
  @query('#devices') private devices!: HTMLElement;
  @query('[aria-controls="devices"]') private opener!: HTMLElement;
  /** What is being typed: one line after the other. */
  #lines: Promise<void> = Promise.resolve();
  readonly #refresh = () => this.requestUpdate();

  /** As it begins the screen is what there is to see. */
  protected override firstUpdated(): void {
    requestAnimationFrame(() => {
      this.scrollIntoView({ block: 'start' });
      if (this.typed) this.screen.take();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#onKey);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('host')) return;
    changed.get('host')?.removeEventListener('change', this.#refresh);
    this.host.addEventListener('change', this.#refresh);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.host.removeEventListener('change', this.#refresh);
    window.removeEventListener('keydown', this.#onKey);
  }

  protected override render() {
    const { host, booted } = this;
    const { status } = host;
    return html`<p class="what">
        ${t(`machine.kind.${booted.kind as Exclude<ImageKind, 'NONE'>}`, { name: booted.name })}
        SHA-256 <code>${booted.sha256}</code>
      </p>
      ${this.#end(status)}${
        host.full ? html`<p class="end" role="alert">${t('machine.full')}</p>` : nothing
      }
      <div class="sides">
        <div>
          <machine-screen
            .screen=${host.screen}
            @machine-key=${({ detail }: CustomEvent<{ code: string; down: boolean }>) =>
              host.key(detail.code, detail.down)}
          ></machine-screen>
          <div class="row" role="group" aria-label=${t('machine.controls')}>
            <button
              class="btn"
              ?disabled=${status?.stopped ?? false}
              @click=${() => host.run(!host.running)}
            >
              ${t(host.running && !status?.stopped ? 'machine.pause' : 'machine.resume')}
            </button>
            <button class="btn" @click=${() => host.input({ do: 'reset' })}>
              ${t('machine.reset')}
            </button>
            <button class="btn" ?disabled=${booted.kind !== 'DISK'} @click=${this.#save}>
              ${t('machine.save')}
            </button>
            <button class="btn" @click=${this.#share}>${t('machine.share')}</button>
            <button
              class="btn"
              aria-expanded=${this.open}
              aria-controls="devices"
              aria-keyshortcuts="e"
              @click=${() => (this.open = !this.open)}
            >
              ${t('machine.devices')} <kbd aria-hidden="true">E</kbd>
            </button>
          </div>
          <machine-time .host=${host} .status=${status} .marks=${host.marks}></machine-time>
          <details class="keys">
            <summary>${t('machine.keys')}</summary>
            <div class="row" role="group" aria-label=${t('machine.keys')}>
              <button class="btn" @click=${() => this.#press('ControlLeft', 'AltLeft', 'Delete')}>
                Ctrl-Alt-Del
              </button>
              ${['Escape', 'Tab', ...functionKeys].map(
                (key) => html`<button class="btn" @click=${() => this.#press(key)}>${key}</button>`,
              )}
            </div>
          </details>
          <form class="typing" @submit=${this.#type}>
            <label for="line">${t('machine.typing')}</label
            ><input
              id="line"
              autocapitalize="off"
              autocomplete="off"
              spellcheck="false"
              enterkeyhint="send"
            /><button class="btn">${t('machine.type')}</button>
          </form>
          <p role="status" class="note what">${this.said}</p>
        </div>
        <div>
          ${status ? this.#status(status) : nothing}${status?.exits ? this.#exits(status) : nothing}
          <machine-why .host=${host} .status=${status}></machine-why>
        </div>
      </div>
      <div
        id="devices"
        role="region"
        tabindex="-1"
        aria-label=${t('machine.devices')}
        ?hidden=${!this.open}
      >
        ${this.open ? html`<machine-devices .host=${host}></machine-devices>` : nothing}
      </div>
      <details class="text" @toggle=${this.#read}>
        <summary>${t('machine.screen-text')}</summary>
        <button class="btn" @click=${this.#read}>${t('machine.read-again')}</button>
        <ol>
          ${this.lines.map((line) => html`<li>${line}</li>`)}
        </ol>
      </details>
      <details>
        <summary>${t('machine.serial')}</summary>
        <pre tabindex="0" aria-label=${t('machine.serial-output')}>${host.serial}</pre>
        <form @submit=${this.#sendLine}>
          <input
            aria-label=${t('machine.serial-input')}
            autocomplete="off"
            spellcheck="false"
          /><button class="btn">${t('machine.send')}</button>
        </form>
      </details>`;
  }

  #end(status: Status | null) {
    if (this.host.failure !== null)
      return html`<p class="end" role="alert">
        ${t('machine.problem.simulator', { reason: this.host.failure })}
      </p>`;
    if (status?.gotNowhere)
      return html`<p class="end" role="alert">${t('machine.got-nowhere')}</p>`;
    if (!status?.stopped) return nothing;
    const { shutDown, refusal } = status;
    if (refusal) return html`<p class="end" role="alert">${t(`machine.refusal.${refusal}`)}</p>`;
    if (!shutDown) return html`<p class="end" role="status">${t('machine.stopped')}</p>`;
    return html`<p class="end" role="alert">
      ${t('machine.shut-down', {
        faults: shutDown.faults.join(', '),
        address: hex(shutDown.address),
        base: hex(shutDown.tableBase),
        limit: hex(shutDown.tableLimit),
      })}
    </p>`;
  }

  #status(status: Status) {
    const row = (name: string, value: string) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`;
    const mode = t(status.protectedMode ? 'machine.mode.protected' : 'machine.mode.real', {
      cpl: status.cpl,
    });
    const doing = status.stopped
      ? 'ended'
      : !this.host.running
        ? 'paused'
        : status.replaying
          ? 'replaying'
          : status.halted
            ? 'halted'
            : 'running';
    return html`<dl aria-label=${t('machine.status')}>
      ${row(t('machine.doing'), t(`machine.doing.${doing}`))}${row(t('machine.mode'), mode)}${row(
        t('machine.instructions'),
        status.instructions.toLocaleString('en'),
      )}
      ${row(
        t('machine.time'),
        `${(status.millis / 1000).toFixed(1)} s`,
      )}${row(t('machine.speed'), `${this.host.mips.toFixed(1)} MIPS`)}
      ${row(
        t('machine.disk'),
        t('machine.sectors', { read: status.sectorsRead, written: status.sectorsWritten }),
      )}
    </dl>`;
  }

  /** Who has done the guest's instructions. */
  #shares(counts: Partial<Record<Share, number>>) {
    const rows = shares.flatMap((share) => {
      const count = counts[share];
      return count === undefined ? [] : [{ share, count }];
    });
    if (rows.length === 0) return nothing;
    return html`<table aria-label=${t('machine.parts')}>
      <thead>
        <tr>
          <th scope="col">${t('machine.part')}</th>
          <th scope="col">${t('machine.exit-count')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ share, count }) =>
            html`<tr>
              <th scope="row">${t(`machine.part.${share}`)}</th>
              <td>${count.toLocaleString('en')}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** How often the guest was left, the reason that was most frequent first. */
  #exits(status: Status) {
    const reasons = Object.entries(status.exits ?? {}).sort(([, a], [, b]) => b - a);
    const all = reasons.reduce((sum, [, count]) => sum + count, 0);
    return html`<details class="exits" open>
      <summary>
        ${t('machine.exits', { count: all.toLocaleString('en') })}
        ${status.inHost ? t('machine.in-host') : ''}
      </summary>
      <table aria-label=${t('machine.exits-by')}>
        <thead>
          <tr>
            <th scope="col">${t('machine.exit-reason')}</th>
            <th scope="col">${t('machine.exit-count')}</th>
          </tr>
        </thead>
        <tbody>
          ${reasons.map(
            ([reason, count]) =>
              html`<tr>
                <th scope="row">${reason}</th>
                <td>${count.toLocaleString('en')}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${this.#shares(status.shares ?? {})}
    </details>`;
  }

  /** The key of the lab's sheet. What goes to the PC, or into a field, is no key of the page. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (!isPageKey(event, 'e')) return;
    event.preventDefault();
    void this.#toggle();
  };

  async #toggle(): Promise<void> {
    const within = this.devices.matches(':focus-within');
    this.open = !this.open;
    await this.updateComplete;
    if (this.open) this.devices.focus();
    else if (within) this.opener.focus();
  }

  #press(...codes: string[]): void {
    for (const code of codes) this.host.key(code, true);
    for (const code of codes.toReversed()) this.host.key(code, false);
  }

  /** A line for the keyboard, for those who have none of their own. */
  #type(event: Event): void {
    event.preventDefault();
    const { host } = this,
      characters = [...this.typing.value];
    const missing = characters.find((character) => !keysFor(character));
    const waits = !host.running || host.failure !== null || host.status?.stopped;
    this.said = waits
      ? t('machine.not-typed')
      : missing !== undefined
        ? t('machine.no-key', { character: missing })
        : '';
    if (this.said) return;
    this.typing.value = '';
    this.#lines = this.#lines.then(() =>
      this.#typeOn(host, [...characters.map((character) => keysFor(character)!), ['Enter']]),
    );
  }

  /** Another machine that comes into the panel meanwhile gets none of it. */
  async #typeOn(host: MachineHost, keys: string[][]): Promise<void> {
    for (const codes of keys) {
      if (host !== this.host || !this.isConnected) return;
      this.#press(...codes);
      await new Promise((done) => setTimeout(done, keyMillis));
    }
  }

  #read(): void {
    this.lines = this.host.screen?.text ? this.host.screen.lines : [];
  }

  #sendLine(event: Event): void {
    event.preventDefault();
    this.host.input({ do: 'serial', text: `${this.serialLine.value}\r` });
    this.serialLine.value = '';
  }

  async #save(): Promise<void> {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await this.host.save());
    link.download = `changed-${this.booted.name.replace(/[^\w.-]/g, '-')}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  /** The link holds the hash and the input; whoever opens it needs the same file. */
  async #share(): Promise<void> {
    const { fragment } = await this.host.request({ do: 'share' });
    if (fragment === undefined) {
      this.said = t('machine.link-long');
      return;
    }
    const link = `${location.origin}/machine#m=${fragment}`;
    const copied = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    this.said = copied ? t('machine.link-copied') : link;
  }
}
