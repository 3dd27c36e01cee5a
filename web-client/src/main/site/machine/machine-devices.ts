import { LitElement, html, nothing, type TemplateResult, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { bitRow, chipTable, counterTable, deviceTables } from '../inspect/device-tables';
import { base, drawing } from '../style/base';
import type { MachineHost } from './machine-host';
import type {
  ApicSource,
  BoardView,
  ChannelView,
  PciFunction,
  ProcessorView,
  Redirection,
  Row,
} from './protocol';
import { t } from './words';
import machineDevicesText from './machine-devices.css?inline';

/** How long a shown state stands before the next is asked for. */
const pauseMillis = 200;

/** The processor and every device of the PC. It asks for them for as long as it is there. */
@customElement('machine-devices')
export class MachineDevices extends LitElement {
  static override styles = [base, drawing, deviceTables, unsafeCSS(machineDevicesText)];
  @property({ attribute: false }) host!: MachineHost;
  @state() private devices: BoardView | null = null;
  #asking = false;
  #again = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.host.addEventListener('change', this.#ask);
    void this.#ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.host.removeEventListener('change', this.#ask);
  }

  /** A frame comes thirty times a second, which nobody could read in figures. */
  readonly #ask = async (): Promise<void> => {
    this.#again = this.#asking;
    if (this.#asking) return;
    this.#asking = true;
    const answer = await this.host.request({ do: 'devices' }).catch(() => null);
    if (answer?.devices) this.devices = answer.devices;
    await new Promise((done) => setTimeout(done, pauseMillis));
    this.#asking = false;
    if (this.#again && this.isConnected) await this.#ask();
  };

  protected override render() {
    const d = this.devices;
    if (!d) return html`<p>${t('machine.devices.none')}</p>`;
    const rows = (title: string, list: Row[]) =>
      html`<section aria-label=${title}>
        <h3>${title}</h3>
        ${this.#rows(title, list)}
      </section>`;
    return html`<p class="about">${t('machine.devices.about')}</p>
      ${this.#processor(d.processor)}
      <div class="devices">
        ${rows(t('board.board'), d.board)}
        <section aria-label=${t('board.interrupts')}>
          <h3>${t('board.interrupts')}</h3>
          ${d.chips.map((c, i) =>
            chipTable(
              c,
              i,
              html`${bitRow(t('board.pin'), c.pins)}${bitRow(t('board.level'), c.levels)}`,
            ),
          )}
          <p>${t('board.lines')}</p>
        </section>
        <section aria-label=${t('board.timer')}>
          <h3>${t('board.timer')}</h3>
          ${counterTable(
            d.counters,
            [t('board.gate'), t('board.output')],
            (c) =>
              html`<td>${t(c.gate ? 'board.high' : 'board.low')}</td>
                <td>${t(c.output ? 'board.high' : 'board.low')}</td>`,
          )}${this.#rows(t('board.speaker'), d.speaker)}
        </section>
        ${rows(t('board.clock'), d.clock)}${rows(
          t('board.keyboard'),
          d.keyboard,
        )}${rows(t('board.screen'), d.screen)}${rows(t('board.serial'), d.serial)}
        ${d.channels.map((c, i) =>
          this.#channel(c, i),
        )}${this.#pci(d.pci)}${this.#localApic(d.localApic)}${this.#ioApic(d.ioApic)}
      </div>`;
  }

  #rows(name: string, rows: Row[]): TemplateResult | typeof nothing {
    if (!rows.length) return nothing;
    const value = (row: Row) =>
      'on' in row
        ? t(row.on ? 'board.on' : 'board.off')
        : html`${row.value}${
            row.bits?.length ? html` <span>${row.bits.join(' ')}</span>` : nothing
          }`;
    return html`<table class="rows" aria-label=${name}>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">${t('board.name')}</th>
          <th scope="col">${t('board.value')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <th scope="row">${t(`board.${row.name}`)}</th>
              <td>${value(row)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #table(name: string, heads: string[], rows: unknown) {
    return html`<table aria-label=${name}>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
  }

  #processor(p: ProcessorView) {
    const code = t('board.code', { bits: p.bits });
    return html`<section aria-label=${t('board.processor')}>
      <h3>${t('board.processor')}</h3>
      <dl class="registers" aria-label=${t('board.registers')}>
        ${p.registers.map(
          (r) =>
            html`<div>
              <dt>${r.name}</dt>
              <dd>${r.value}</dd>
            </div>`,
        )}
      </dl>
      <p>
        ${t('board.flags')}: <span class="mono">${p.flags.join(' ') || t('board.no-flags')}</span> ·
        <span class="mono">${t('board.iopl', { iopl: p.iopl })}</span>
      </p>
      <div class="sides">
        ${this.#table(
          t('board.segments'),
          [
            t('board.segment'),
            t('board.selector'),
            t('board.base'),
            t('board.limit'),
            t('board.dpl'),
          ],
          html`${p.segments.map(
            (s) =>
              html`<tr data-off=${!s.usable}>
                <th scope="row">${s.name}</th>
                <td>${s.selector}</td>
                <td>${s.base}</td>
                <td>${s.limit}</td>
                <td>${s.usable ? s.dpl : '–'}</td>
              </tr>`,
          )}
          ${p.tables.map(
            (s) =>
              html`<tr>
                <th scope="row">${s.name}</th>
                <td></td>
                <td>${s.base}</td>
                <td>${s.limit}</td>
                <td></td>
              </tr>`,
          )}`,
        )}
        ${
          p.code.length
            ? html`<table class="code">
                <caption>
                  ${code}
                </caption>
                <thead>
                  <tr>
                    <th scope="col">${t('board.address')}</th>
                    <th scope="col" class="hides">${t('board.bytes')}</th>
                    <th scope="col">${t('board.instruction')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${p.code.map(
                    (line, i) =>
                      html`<tr data-now=${i === 0}>
                        <th scope="row">${line.address}</th>
                        <td class="hides">${line.bytes}</td>
                        <td>${line.text}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>`
            : html`<p>${t('board.no-code')}</p>`
        }
      </div>
    </section>`;
  }

  #channel(c: ChannelView, i: number) {
    const title = t('board.channel', { number: i });
    return html`<section aria-label=${title}>
      <h3>${title}</h3>
      ${this.#rows(title, c.rows)}
      ${
        c.drives.length
          ? c.drives.map(
              (d) =>
                html`<h4>
                    ${t(d.selected ? 'board.drive-selected' : 'board.drive', { unit: d.unit })}
                  </h4>
                  ${this.#rows(`${title}, ${t('board.drive', { unit: d.unit })}`, d.rows)}`,
            )
          : html`<p>${t('board.no-drive')}</p>`
      }
    </section>`;
  }

  #pci(pci: { rows: Row[]; functions: PciFunction[] }) {
    const title = t('board.pci');
    return html`<section aria-label=${title}>
      <h3>${title}</h3>
      ${this.#table(
        title,
        [t('board.place'), t('board.id'), t('board.class'), t('board.command'), t('board.line')],
        pci.functions.map(
          (f) =>
            html`<tr>
              <th scope="row">${f.place}</th>
              <td>${f.id}</td>
              <td>${f.code}</td>
              <td>${f.command.join(' ') || '–'}</td>
              <td>${f.line}</td>
            </tr>`,
        ),
      )}${this.#rows(t('board.configuration-address'), pci.rows)}
    </section>`;
  }

  #localApic(apic: { rows: Row[]; sources: ApicSource[] }) {
    const title = t('board.local-apic');
    return html`<section aria-label=${title}>
      <h3>${title}</h3>
      ${this.#rows(title, apic.rows)}${this.#table(
        title,
        [
          t('board.source'),
          t('board.vector'),
          t('board.delivery'),
          t('board.masked'),
          t('board.repeats'),
        ],
        apic.sources.map(
          (s) =>
            html`<tr data-off=${s.masked}>
              <th scope="row">${s.name}</th>
              <td>${s.vector}</td>
              <td>${s.delivery}</td>
              <td>${yes(s.masked)}</td>
              <td>${yes(s.periodic)}</td>
            </tr>`,
        ),
      )}
    </section>`;
  }

  #ioApic(lines: Redirection[]) {
    const title = t('board.io-apic');
    const trigger = (l: Redirection) =>
      [
        t(l.level ? 'board.by-level' : 'board.by-edge'),
        ...(l.activeLow ? [t('board.active-low')] : []),
        ...(l.waits ? [t('board.waits')] : []),
      ].join(', ');
    return html`<section aria-label=${title}>
      <h3>${title}</h3>
      ${this.#table(
        title,
        [
          t('board.line'),
          t('board.pin'),
          t('board.vector'),
          t('board.delivery'),
          t('board.destination'),
          t('board.trigger-mode'),
          t('board.masked'),
        ],
        lines.map(
          (l) =>
            html`<tr data-off=${l.masked}>
              <th scope="row">${l.line}</th>
              <td>${l.high ? 1 : 0}</td>
              <td>${l.vector}</td>
              <td>${l.delivery}</td>
              <td>${l.destination}</td>
              <td>${trigger(l)}</td>
              <td>${yes(l.masked)}</td>
            </tr>`,
        ),
      )}
    </section>`;
  }
}

const yes = (on: boolean) => t(on ? 'board.on' : 'board.off');
