import { html, nothing, svg, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { AskingSheet } from '../inspect/asking-sheet';
import { ask } from '../lab/action';
import words from '../messages/guests.json';
import { speaker } from '../messages/text';
import { count } from '../page/format';
import { say } from '../page/sentence';
import type { EventView, View } from '../simulator/protocol';
import type { GuestView } from '../simulator/sheets';
import { base, drawing } from '../style/base';
import { eventShape } from '../trace/event-shape';
import guestsPictureText from './guests-picture.css?inline';

const t = speaker(words);

/** The machine below, the hypervisor that has it, and a hall for each guest. */
@customElement('guests-picture')
export class GuestsPicture extends AskingSheet {
  static override styles = [base, drawing, unsafeCSS(guestsPictureText)];
  protected override readonly request = { do: 'devices' } as const;
  @property({ attribute: false }) view: View | null = null;

  protected override render() {
    const guests = this.answer?.devices?.guests;
    const view = this.view;
    if (!guests || !view) return nothing;
    const here = !guests.some((guest) => guest.inside);
    const turn = guests.find((guest) => guest.state === 'turn');
    return html`<div class="ground ${here ? 'here' : ''}">
        ${this.#techniques()}
        <p class="who">
          <b>${t('halls.hypervisor')}</b> ${t('halls.ring-0')}
          ${here ? this.#figure(turn ? t('halls.works', { name: turn.name }) : '') : nothing}
        </p>
        <div class="halls">${guests.map((guest) => this.#hall(guest, view))}</div>
      </div>
      <p class="hardware">
        <b>${t('halls.hardware')}</b>
        <span>${t('halls.processor', { cpl: view.cpl, flag: flag(view) })}</span>
      </p>`;
  }

  /** Another technique has the same guests, from their beginning. */
  #techniques() {
    const techniques = this.answer?.techniques;
    const technique = this.answer?.devices?.guests?.[0]?.technique;
    if (!techniques?.length) return nothing;
    return html`<label class="technique"
      >${t('technique.label')}
      <select
        @change=${(event: Event) => {
          const text = (event.target as HTMLSelectElement).value;
          ask(this, { do: 'load', file: 'technique', text });
        }}
      >
        ${techniques.map(
          (name) =>
            html`<option value=${name} ?selected=${name === technique}>
              ${t(`technique.${name}`)}
            </option>`,
        )}
      </select></label
    >`;
  }

  /** Where the processor is, in words and as a disc. */
  #figure(text: string) {
    return html`<span class="figure"
      ><svg viewBox="0 0 10 10" aria-hidden="true">
        <circle cx="5" cy="5" r="3.5"></circle></svg
      >${text}</span
    >`;
  }

  #hall(guest: GuestView, view: View) {
    const runs = guest.inside;
    const next = view.next ? say(view.next) : '';
    const event = eventOf(guest, view);
    return html`<section
      class="hall ${guest.state}"
      aria-label=${t('guests.name', { name: guest.name })}
    >
      <p class="head">
        <b>${t('guests.name', { name: guest.name })}</b> <span>${t(`guests.${guest.state}`)}</span>
      </p>
      <div class="turf">
        <p>${t('halls.programs')} ${runs && view.cpl === 3 ? this.#figure('') : nothing}</p>
        <div class="wall">
          <div class="court">
            <p>
              <b>${t('halls.kernel')}</b>
              ${where(guest)}
            </p>
            <p class="belief">${guest.realRing < 0 || guest.vmcs ? nothing : t('halls.belief')}</p>
            ${
              runs && view.cpl !== 3
                ? html`<p class="next">${this.#figure('')}${next}</p>`
                : html`<p class="next"></p>`
            }
          </div>
        </div>
      </div>
      ${event ? this.#event(event) : html`<p class="event"></p>`} ${this.#flags(guest, view)}
      <p class="numbers">
        ${t('halls.numbers', {
          instructions: count(guest.instructions),
          exits: count(guest.exits),
        })}${guest.lies ? html`, ${t('halls.lies', { lies: count(guest.lies) })}` : nothing}
      </p>
      <p class="acts">${this.#freezer(guest)} ${this.#snapshots(guest, view)}</p>
      ${guest.shared?.hears ? this.#keyboard(guest) : nothing}
      ${
        guest.state === 'turn' && guest.snapshot >= 0
          ? html`<p class="hint">
              ${t('halls.away', { name: t('guests.name', { name: guest.name }) })}
            </p>`
          : nothing
      }
    </section>`;
  }

  /** A guest that has come to its end cannot be frozen. */
  #freezer(guest: GuestView) {
    const frozen = guest.state === 'frozen';
    if (!frozen && guest.state !== 'turn' && guest.state !== 'waiting') return nothing;
    const path = `vm.${guest.name.toLowerCase()}.frozen`;
    const name = t('guests.name', { name: guest.name });
    return html`<button @click=${() => ask(this, { do: 'poke', path, value: frozen ? 0 : 1 })}>
      ${t(frozen ? 'halls.thaw' : 'halls.freeze', { name })}
    </button>`;
  }

  /** Of one guest, while another one goes on; the present one is in the processor. */
  #snapshots(guest: GuestView, view: View) {
    const path = `vm.${guest.name.toLowerCase()}`;
    const name = t('guests.name', { name: guest.name });
    const poke = (what: string) => ask(this, { do: 'poke', path: `${path}.${what}`, value: 1 });
    if (!guest.away || view.status === 'halted') return nothing;
    return html`<button @click=${() => poke('snapshot')}>${t('halls.snapshot', { name })}</button>
      ${
        guest.snapshot < 0
          ? nothing
          : html`<button @click=${() => poke('put-back')}>
              ${t('halls.put-back', { name, instructions: count(guest.snapshot) })}
            </button>`
      }`;
  }

  /** Each byte is a change from outside, and the guest is told of it by an event. */
  #keyboard(guest: GuestView) {
    const path = `vm.${guest.name.toLowerCase()}.key`;
    const type = (event: Event) => {
      event.preventDefault();
      const field = (event.target as HTMLFormElement).querySelector('input')!;
      for (const value of new TextEncoder().encode(`${field.value}\n`))
        ask(this, { do: 'poke', path, value });
      field.value = '';
    };
    return html`<form class="acts" @submit=${type}>
      <label
        >${t('channels.type', { name: t('guests.name', { name: guest.name }) })}
        <input autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="40" /></label
      ><button>${t('channels.send')}</button>
    </form>`;
  }

  #event(event: EventView) {
    const kind = event.name === 'vm.lie' ? 'lie' : 'exit';
    return html`<p class="event ${kind}">
      <svg viewBox="0 0 10 10" aria-hidden="true">${svg`${eventShape(kind)}`}</svg>
      ${say(event.sentence)}
    </p>`;
  }

  /** What is kept for the guest and what the processor has; at a lie also what would be right. */
  #flags(guest: GuestView, view: View) {
    const lied = view.events.some((event) => event.name === 'vm.lie') && guest.state === 'turn';
    const due = (parseInt(guest.lastLie.due, 16) >> 9) & 1;
    return html`<dl>
      ${
        lied && guest.lastLie.what === 'flags'
          ? html`<div>
                <dt>${t('halls.due')}</dt>
                <dd><b>IF ${due}</b></dd>
              </div>
              <div class="sign">
                <dt class="visually-hidden">${t('halls.unequal')}</dt>
                <dd aria-hidden="true">≠</dd>
              </div>`
          : nothing
      }
      <div>
        <dt>${t('halls.keeps')}</dt>
        <dd>IF ${guest.interrupts ? 1 : 0}</dd>
      </div>
      <div class="apart">
        <dt>${t('halls.has')}</dt>
        <dd>${guest.state === 'turn' ? `IF ${flag(view)}` : '–'}</dd>
      </div>
    </dl>`;
  }
}

/** The last thing that a step has told of the guest that has its turn. */
function eventOf(guest: GuestView, view: View): EventView | undefined {
  const told = view.events.filter((event) => event.name.startsWith('vm.'));
  return guest.state === 'turn' ? told.at(-1) : undefined;
}

/** Where a guest's kernel really runs. */
function where(guest: GuestView): string {
  if (guest.realRing < 0) return t('halls.not-yet');
  return t(guest.vmcs ? 'halls.non-root' : 'halls.in-ring-1');
}

function flag(view: View): number {
  return view.flags.find((f) => f.name === 'IF')?.value ?? 0;
}
