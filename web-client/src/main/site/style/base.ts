import { css } from 'lit';

/** What every component shares: type, controls, panel heads. Raw values are in tokens.css alone. */
export const base = css`
  *, *::before, *::after { box-sizing: border-box; }
  /* positioned, so that what is visually hidden stays within its component's scrolling */
  :host { display: block; position: relative; }
  :host([hidden]), [hidden] { display: none !important; }
  h1, h2, h3, h4, p, ul, ol, dl, dd, table, figure, fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
  ul, ol { list-style: none; }
  a { color: inherit; text-decoration-color: var(--rule-strong); text-underline-offset: 3px; }
  button, input, select, textarea { font: inherit; color: inherit; }
  button { background: none; border: 0; padding: 0; cursor: pointer; }
  button:disabled { cursor: default; color: var(--faint); }
  :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: var(--r1); }
  code, kbd, .mono { font-family: var(--mono); font-size: var(--t2); font-variant-ligatures: none; }
  p code, li code, dd code, td code { font-size: .86em; }
  kbd { font-size: 11px; line-height: 16px; padding: 0 4px; border: 1px solid var(--rule); border-radius: var(--r1); color: var(--faint); background: var(--page); white-space: nowrap; }
  .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .k0 { color: var(--ring0); } .k1 { color: var(--ring1); } .k2 { color: var(--ring2); } .k3 { color: var(--ring3); }
  .kf { color: var(--fault); } .ka { color: var(--allow); } .soft { color: var(--soft); } .faint { color: var(--faint); }
  b, strong { font-weight: 600; }
  [data-name] { border-radius: 2px; transition: background-color var(--d1) var(--ease); }
  [data-name].hot { background-color: color-mix(in srgb, var(--focus) 18%, transparent); box-shadow: 0 0 0 2px color-mix(in srgb, var(--focus) 18%, transparent); }
  .ic { width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; flex: none; display: block; }
  .ic .f { fill: currentColor; stroke: none; }
  .btn { display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-height: 28px; padding: 3px 10px; border: 1px solid var(--rule-strong); border-radius: var(--r2); font-size: var(--t2); font-weight: 500; line-height: 20px; background: var(--raised); white-space: nowrap; text-decoration: none; color: var(--ink); transition: background-color var(--d1) var(--ease); }
  .btn:hover:not(:disabled) { background: var(--sunken); }
  .btn:disabled, .btn[aria-disabled="true"] { color: var(--faint); border-color: var(--rule); }
  .btn.square { width: 28px; padding: 0; } .btn.quiet { border-color: transparent; background: none; } .btn.quiet:hover { background: var(--sunken); }
  .btn.solid { background: var(--solid); color: var(--on-solid); border-color: var(--solid); } .btn.solid:hover:not(:disabled) { background: var(--soft); border-color: var(--soft); }
  .btn.solid:disabled, .btn.solid[aria-disabled="true"] { background: var(--sunken); border-color: var(--rule); color: var(--faint); }
  .seg { display: inline-flex; border: 1px solid var(--rule); border-radius: var(--r2); padding: 1px; background: var(--sunken); flex: none; }
  .seg > * { padding: 0 8px; min-width: 24px; line-height: 22px; min-height: 22px; font-size: var(--t2); border-radius: 4px; color: var(--soft); text-decoration: none; white-space: nowrap; }
  .seg > :hover { color: var(--ink); }
  .seg > [aria-pressed="true"], .seg > [aria-selected="true"], .seg > [aria-current] { background: var(--raised); color: var(--ink); font-weight: 500; box-shadow: 0 0 0 1px var(--rule); }
  .phead { display: flex; align-items: center; gap: var(--s3); height: 36px; padding: 0 var(--s4); flex: none; font-size: var(--t2); border-bottom: 1px solid var(--rule); min-width: 0; }
  .phead h2 { font: 600 var(--t2)/20px var(--sans); white-space: nowrap; } .phead .meta { color: var(--faint); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .phead .end { margin-left: auto; display: flex; gap: var(--s2); align-items: center; }
  .field { display: grid; gap: var(--s1); font-size: var(--t2); color: var(--soft); }
  input[type="text"], input[type="password"], input:not([type]), select, textarea { height: 32px; padding: 0 10px; border: 1px solid var(--rule-strong); border-radius: var(--r2); background: var(--page); color: var(--ink); font-size: var(--t3); min-width: 0; }
  textarea { height: auto; padding: 8px 10px; }
  .error { color: var(--fault); font-size: var(--t2); display: flex; gap: var(--s2); align-items: flex-start; }
  .note { color: var(--soft); } .value-acts { display: inline-flex; flex-wrap: wrap; gap: var(--s1) var(--s2); }
  @media (forced-colors: active) {
    .seg > [aria-pressed="true"], .seg > [aria-selected="true"] { outline: 2px solid Highlight; outline-offset: -2px; }
    .btn, .seg { border-color: CanvasText; }
    svg { forced-color-adjust: auto; }
  }
`;

/** Fills, strokes and text colours by ring, for the drawings. */
export const drawing = css`
  svg text { font-family: var(--sans); font-size: 12px; fill: var(--soft); }
  svg :is(text, tspan).mono { font-family: var(--mono); font-size: 12px; font-variant-ligatures: none; }
  svg :is(text, tspan).t1 { font-size: 11px; } svg :is(text, tspan).t2 { font-size: 13px; } svg :is(text, tspan).t3 { font-size: 15px; } svg :is(text, tspan).b { font-weight: 600; }
  .f0 { fill: var(--ring0-fill); } .f0d { fill: var(--ring0-deep); } .f1 { fill: var(--ring1-fill); } .f1d { fill: var(--ring1-deep); } .f2 { fill: var(--ring2-fill); } .f2d { fill: var(--ring2-deep); }
  .f3 { fill: var(--ring3-fill); } .f3d { fill: var(--ring3-deep); } .fw { fill: var(--wall); } .fp { fill: var(--page); } .fr { fill: var(--raised); } .fi { fill: var(--ink); } .fb { fill: var(--ring1-line); }
  .fl0 { fill: var(--ring0-line); } .fl1 { fill: var(--ring1-line); } .fl2 { fill: var(--ring2-line); } .fl3 { fill: var(--ring3-line); }
  svg :is(text, tspan).x0 { fill: var(--ring0); } svg :is(text, tspan).x1 { fill: var(--ring1); } svg :is(text, tspan).x2 { fill: var(--ring2); } svg :is(text, tspan).x3 { fill: var(--ring3); }
  svg :is(text, tspan).xf { fill: var(--fault); } svg :is(text, tspan).xa { fill: var(--allow); } svg :is(text, tspan).xi { fill: var(--ink); } svg :is(text, tspan).xh { fill: var(--hard); } svg :is(text, tspan).xg { fill: var(--faint); } svg :is(text, tspan).xs { fill: var(--soft); }
  .s0 { stroke: var(--ring0-line); } .s1 { stroke: var(--ring1-line); } .s2 { stroke: var(--ring2-line); } .s3 { stroke: var(--ring3-line); } .sf { stroke: var(--fault-line); } .sa { stroke: var(--allow-line); }
  .sw { stroke: var(--wall); } .sr { stroke: var(--rule-strong); } .sl { stroke: var(--rule); } .sg { stroke: var(--faint); } .si { stroke: var(--ink); } .sh { stroke: var(--hyper-line); } .sp { stroke: var(--focus); }
  .no { fill: none; }
`;
