import { html, nothing } from 'lit';
import { act, ask } from '../lab/action';
import { count } from '../page/format';
import type { ExitCell, ExitRowView, ExitStage } from '../simulator/exit-views';
import { nameOf, t, type Id } from './exits-words';

/** Where the host's own memory is seen in every address space. */
const base = 0xffc00000;

/** What a stage keeps closed until somebody wants it: everything but changes. */
const folded: Partial<Record<ExitStage['what'], Id>> = {
  saves: 'life.words',
  pushes: 'life.words',
  exits: 'life.fields',
  'loads-host': 'life.fields',
  returns: 'life.taken',
};

/** An exit from end to end, a row a stage: whose lane, what happened, what was kept or changed. */
export const life = (from: EventTarget, stages: ExitStage[], row: ExitRowView) =>
  html`<ol>
    ${stages.map(
      (stage) =>
        html`<li class=${stage.lane}>
          <p class="lane">
            <span>${t(`life.${stage.lane}`)}</span>
            <button
              aria-label=${t('life.seek', { step: count(stage.step) })}
              @click=${() => ask(from, { do: 'seek', step: stage.step })}
            >
              ${t('exits.step', { step: count(stage.step) })}
            </button>
          </p>
          <p><b>${t(`life.${stage.what}`, args(stage))}</b></p>
          <p>${text(stage, row)}</p>
          ${cells(from, stage)}
        </li>`,
    )}
  </ol>`;

const args = (stage: ExitStage): Record<string, string | number> => ({
  ...(stage as unknown as Record<string, string | number>),
});

function text(stage: ExitStage, row: ExitRowView): string {
  const said: string[] = [];
  const id = `life.${stage.what}-text` as Id;
  if (stage.what === 'decides') said.push(decided(stage));
  else if (stage.what === 'tries' && row.kind === 'vm-exit')
    said.push(t('life.tries-vmx', args(stage)));
  else said.push(t(id, args(stage)));
  if (stage.fault && stage.what === 'tries')
    said.push(t('life.refused', { ...args(stage), compared: stage.compared?.join(', ') ?? '' }));
  if (stage.injected) said.push(t('life.injected', { vector: stage.injected }));
  return said.join(' ');
}

function decided({ done = [], cells: changed }: ExitStage): string {
  const words = [...new Set(done)].map((word) => t(`done.${word}`)).join(', ');
  return changed?.length ? `${words}:` : `${words}. ${t('life.same')}`;
}

function cells(from: EventTarget, stage: ExitStage) {
  const rows = stage.cells ?? [];
  const closed = folded[stage.what];
  if (!rows.length) return nothing;
  const table = html`<table>
    <thead>
      <tr>
        <th scope="col">${t('life.name')}</th>
        <th scope="col">${t('life.place')}</th>
        <th scope="col">${t('life.value')}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (cell) =>
          html`<tr class=${cell.before === undefined ? '' : 'changed'}>
            <th scope="row">${nameOf(cell.name)}</th>
            <td>${place(from, cell)}</td>
            <td>${value(cell)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
  return closed
    ? html`<details>
        <summary>${t(closed, { count: rows.length })}</summary>
        ${table}
      </details>`
    : table;
}

/** A word of the host opens in memory. */
function place(from: EventTarget, { part, name, place: at }: ExitCell) {
  if (part === 'virtual') return t('cell.kept');
  const address = parseInt(at, 16);
  const physical = part === 'frame' ? address - base : name === 'shadow' ? address : -1;
  return physical >= 0
    ? html`<button @click=${() => act(from, { do: 'memory', address: physical })}>${at}</button>`
    : at;
}

const shown = (text: string): string => text || t('cell.empty');

function value({ value: now, before }: ExitCell) {
  return before === undefined
    ? now
    : html`<span aria-label=${t('life.changed', { before: shown(before), value: shown(now) })}
        >${shown(before)} → <b>${shown(now)}</b></span
      >`;
}
