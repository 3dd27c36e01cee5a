import { LitElement, html, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type {
  PageBitView,
  PageEntryView,
  PagesView,
  TranslationView,
  View,
  WalkView,
} from '../simulator/protocol';
import type { Simulator } from '../simulator/simulator';
import { t } from '../messages/text';
import { hex8, hexTyped } from '../page/format';
import { HotNames } from '../page/hot';
import { icon } from '../page/icons';
import { problemLine } from '../page/problem';
import { say, sayWithStep } from '../page/sentence';
import { base } from '../style/base';
import { act, ask } from '../lab/action';
import { valueActs } from './value-acts';
import './walk-picture';
import pagesViewText from './pages-view.css?inline';

/**
 * Paging: the way of an address through the tables, what they map, what the processor keeps of
 * them.
 */
@customElement('pages-view')
export class PagesSheet extends LitElement {
  static override styles = [base, unsafeCSS(pagesViewText)];

  @property({ attribute: false }) view: View | null = null;
  @property({ attribute: false }) simulator: Simulator | null = null;
  /** An address that was asked for elsewhere. */
  @property({ attribute: false }) wanted: number | null = null;
  @state() private pages: PagesView | null = null;
  /**
   * Typed, or chosen among this step's; at the next step only where that looks up nothing itself.
   */
  #asked: { linear: number; step: number } | null = null;
  @state() private problem = '';
  #fetching = false;
  #again = false;
  #rest = 0;
  readonly hot = new HotNames(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.simulator?.addEventListener('change', this.#changed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#rest);
    this.simulator?.removeEventListener('change', this.#changed);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('simulator')) {
      changed.get('simulator')?.removeEventListener('change', this.#changed);
      this.simulator?.addEventListener('change', this.#changed);
    }
    if (changed.has('wanted') && this.wanted !== null) this.#go(this.wanted);
    else if (changed.has('view')) void this.#fetch();
  }

  /** While the machine runs nobody reads entries; the end of a run is a change of its own. */
  readonly #changed = (): void => {
    if (!this.simulator?.running) void this.#fetch();
  };

  /**
   * Who wrote the entries takes a replay, so it is asked for only when the reader has stopped at a
   * step.
   */
  async #fetch(writers = false): Promise<void> {
    if (this.simulator?.running) return;
    clearTimeout(this.#rest);
    this.#again = this.#fetching;
    if (this.#fetching) return;
    this.#fetching = true;
    const linear = this.#asked?.linear,
      here = this.#asked?.step === this.view?.step;
    const answer = await this.simulator
      ?.request({
        do: 'pages',
        writers,
        ...(linear === undefined ? {} : here ? { linear } : { otherwise: linear }),
      })
      .catch(() => null);
    this.#fetching = false;
    this.pages = answer?.pages ?? this.pages;
    if (this.#again) await this.#fetch();
    else if (!writers && this.pages?.walk && this.isConnected)
      this.#rest = window.setTimeout(() => void this.#fetch(true), 300);
  }

  protected override render() {
    const p = this.pages;
    if (!p) return nothing;
    return html`${p.on ? this.#asking(p) : nothing}
      <p>${say(p.text)}</p>
      ${p.walk ? this.#walk(p.walk) : nothing}
      ${
        p.on
          ? html`${this.#ranges(p)}${this.#kept(
              'pages.data',
              p.data,
            )}${this.#kept('pages.code', p.code)}`
          : nothing
      }`;
  }

  #asking(p: PagesView) {
    return html`<form @submit=${(e: Event) => e.preventDefault()}>
      <label
        >${t('pages.linear')}<input
          type="text"
          name="linear"
          spellcheck="false"
          autocomplete="off"
          .value=${hex8(p.walk?.linear ?? 0)}
          aria-invalid=${this.problem !== ''}
          @change=${(e: Event) => this.#typed(e.target as HTMLInputElement)}
      /></label>
      ${
        p.accesses.length
          ? html`<span class="accesses" role="group" aria-label=${t('pages.accesses')}
              >${p.accesses.map(
                (a) =>
                  html`<button
                    class="btn"
                    type="button"
                    aria-pressed=${a.linear === p.walk?.linear}
                    @click=${() => this.#go(a.linear)}
                  >
                    ${a.refused ? icon('cross') : nothing}${hex8(a.linear)}${
                      a.refused
                        ? html`<span class="visually-hidden">, ${t('pages.refused')}</span>`
                        : nothing
                    }
                  </button>`,
              )}</span
            >`
          : nothing
      }${problemLine(this.problem)}
    </form>`;
  }

  // The way

  #walk(walk: WalkView) {
    return html`<p>${say(walk.title)}</p>
      <walk-picture .walk=${walk}></walk-picture> ${
        walk.entries.length
          ? html`<section>
              <table class="way">
                <caption>
                  ${t('pages.entries')}
                </caption>
                <thead>
                  <tr>
                    <th scope="col">${t('pages.level')}</th>
                    <th scope="col">${t('pages.value')}</th>
                    <th scope="col">${t('pages.bits')}</th>
                  </tr>
                </thead>
                ${walk.entries.map((e) => this.#entry(e))}
              </table>
            </section>`
          : nothing
      }`;
  }

  #entry(e: PageEntryView) {
    const level = t(`pages.${e.level}`);
    return html`<tbody>
      <tr>
        <th scope="row">${level}</th>
        <td class="m">
          ${hex8(e.address)}<br /><b
            >${e.high === null ? nothing : html`${hex8(e.high)} `}${hex8(e.low)}</b
          >
        </td>
        <td>
          <span class="bits">${e.bits.map((b) => this.#bit(level, b))}</span>
          <span class="acts"
            ><button
              @click=${() => act(this, { do: 'memory', address: e.address })}
              aria-label=${t('pages.in-memory-of', { level })}
            >
              ${t('pages.in-memory')}</button
            >${valueActs(this, `mem.${hex8(e.address)}.${e.high === null ? 4 : 8}`)}${
              e.written
                ? html`<span
                    >${sayWithStep(e.written, e.step, (step) =>
                      ask(this, { do: 'seek', step }),
                    )}</span
                  >`
                : nothing
            }</span
          >
        </td>
      </tr>
    </tbody>`;
  }

  #bit(level: string, b: PageBitView) {
    const look = `bit ${b.value ? 'one' : ''} ${
      b.changed ? 'changed' : ''
    } ${b.decided ? 'no' : ''}`;
    const inner = html`${b.decided ? icon('cross') : nothing}<span data-name=${b.name}
        >${b.name}</span
      >
      ${b.value}`;
    if (b.path === null)
      return html`<span
        class="${look} plain"
        title=${t('pages.kept', { name: b.name, value: b.value })}
        >${inner}</span
      >`;
    const other = 1 - b.value,
      path = b.path;
    return html`<button
      class=${look}
      aria-label=${t('pages.set', {
        name: b.name,
        level,
        value: String(b.value),
        other: String(other),
      })}
      @click=${() => ask(this, { do: 'poke', path, value: other })}
    >
      ${inner}
    </button>`;
  }

  // Tables

  #ranges(p: PagesView) {
    return html`<section>
      <table>
        <caption>
          ${t('pages.ranges')}
        </caption>
        ${
          p.ranges.length
            ? html`<thead>
                <tr>
                  <th scope="col">${t('pages.from')}</th>
                  <th scope="col">${t('pages.to')}</th>
                  <th scope="col">${t('pages.lies-at')}</th>
                  <th scope="col">${t('pages.rights')}</th>
                </tr>
              </thead>`
            : nothing
        }
        <tbody>
          ${p.ranges.map(
            (r) =>
              html`<tr>
                <td class="m">${hex8(r.first)}</td>
                <td class="m">${hex8(r.last)}</td>
                <td class="m">${hex8(r.physical)}</td>
                <td class=${r.user ? 'k3' : 'k0'}>
                  ${r.text}${
                    r.global ? `, ${t('pages.global')}` : nothing
                  }${r.large ? `, ${t('pages.large')}` : nothing}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${
        p.ranges.length ? nothing : html`<p class="faint">${t('pages.no-ranges')}</p>`
      }${p.complete ? nothing : html`<p class="faint">${t('pages.more')}</p>`}
    </section>`;
  }

  #kept(title: 'pages.data' | 'pages.code', rows: TranslationView[]) {
    return html`<section>
      <table class="kept">
        <caption>
          ${t(title)}
        </caption>
        ${
          rows.length
            ? html`<thead>
                <tr>
                  <th scope="col">${t('pages.page')}</th>
                  <th scope="col">${t('pages.lies-in')}</th>
                  <th scope="col">${t('pages.rights')}</th>
                </tr>
              </thead>`
            : nothing
        }
        <tbody>
          ${rows.map(
            (r) =>
              html`<tr data-linear=${hex8(r.linear)}>
                  <td class="m">${hex8(r.linear)}</td>
                  <td class="m">${hex8(r.physical)}</td>
                  <td class=${r.user ? 'k3' : 'k0'}>
                    ${r.text}${r.global ? `, ${t('pages.global')}` : nothing}
                  </td>
                </tr>
                ${
                  r.stale
                    ? html`<tr class="stale">
                        <td></td>
                        <td colspan="2"><b>${t('pages.stale')}</b>: ${say(r.stale)}</td>
                      </tr>`
                    : nothing
                }`,
          )}
        </tbody>
      </table>
      ${rows.length ? nothing : html`<p class="faint">${t('pages.kept-none')}</p>`}
    </section>`;
  }

  #typed(input: HTMLInputElement): void {
    const value = hexTyped(input.value);
    this.problem = value === null ? t('inspect.not-hex', { text: input.value }) : '';
    if (value !== null) this.#go(value);
  }

  #go(linear: number): void {
    this.problem = '';
    this.#asked = { linear, step: this.view?.step ?? 0 };
    void this.#fetch();
  }
}
