import { nothing, svg, type SVGTemplateResult } from 'lit';
import { act } from '../lab/action';
import { t } from '../messages/text';
import type { GatePlace, HousePlace } from './ground';
import { key } from './gate-key';

/** A thing of the drawing as a button with this name; on the slab, only as a thing. */
const button = (name: string, drawn: SVGTemplateResult, plain: boolean, what: Pressed) =>
  svg`<g class=${what.gate ? 'gate' : 'house'} role=${
    plain ? nothing : 'button'
  } tabindex=${plain ? nothing : 0} aria-label=${plain ? nothing : name} data-gate=${
    (!plain && what.gate) || nothing
  } data-see=${(!plain && what.see) || nothing} data-memory=${
    (!plain && what.memory) || nothing
  }>${drawn}</g>`;

interface Pressed {
  gate?: string;
  see?: string | undefined;
  memory?: string | undefined;
}

/** A gate opens its descriptor. */
export const gateButton = (
  { gates }: GatePlace,
  drawn: SVGTemplateResult,
  plain = false,
): SVGTemplateResult =>
  button(
    t('picture.open-gate-of', { gate: gates.map((g) => g.caller.text).join(', ') }),
    drawn,
    plain,
    { gate: key(gates[0]!) },
  );

/** A house shows its source, or the memory there. */
export function houseButton(
  { region }: HousePlace,
  drawn: SVGTemplateResult,
  plain = false,
): SVGTemplateResult {
  const { file, address, name, ring } = region;
  const words = t(file ? 'picture.open-code' : 'picture.open-memory', {
    house: t(`region.${name}`),
    ring,
  });
  return button(words, drawn, plain, file ? { see: `code.${file}` } : { memory: `${address}` });
}

/** Opens what was pressed: by a pointer, or by Enter or Space where the focus is. */
export function press(event: Event): void {
  if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return;
  const target = event.target as Element;
  const of = (name: string) => target.closest(`[data-${name}]`)?.getAttribute(`data-${name}`);
  const gate = of('gate'),
    address = of('memory'),
    see = of('see');
  if (gate) act(target, { do: 'descriptor', key: gate });
  else if (address) act(target, { do: 'memory', address: Number(address) });
  else if (see) act(target, { do: 'see', path: see });
  else return;
  event.preventDefault();
}
