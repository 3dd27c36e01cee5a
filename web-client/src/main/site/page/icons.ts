import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

const draw = {
  find: svg`<circle cx="7" cy="7" r="4"/><path d="M10 10l3 3"/>`,
  share: svg`<path d="M8 10V2.5M5 5l3-2.5L11 5M3.5 9v4h9V9"/>`,
  moon: svg`<path d="M12.5 9.6A5 5 0 0 1 6.4 3.5a5 5 0 1 0 6.1 6.1z"/>`,
  sun: svg`<circle cx="8" cy="8" r="2.5"/>
    <path d="M8 2v1.5M8 12.5V14M2 8h1.5M12.5 8H14
      M3.8 3.8l1 1M11.2 11.2l1 1M12.2 3.8l-1 1M4.8 11.2l-1 1"/>`,
  tick: svg`<path d="M3.5 8.5l3 3 6-7"/>`,
  cross: svg`<path d="M4.5 4.5l7 7m0-7l-7 7"/>`,
  open: svg`<circle cx="8" cy="8" r="5"/>`,
  locked: svg`<circle cx="8" cy="8" r="5" stroke-dasharray="1.5 2.5"/>`,
  chevron: svg`<path d="M6 4l4 4-4 4"/>`,
  hint: svg`<path
    d="M6 12h4M6.5 14h3M8 2a4 4 0 0 0-2.3 7.3c.5.4.8.8.8 1.4h3c0-.6.3-1 .8-1.4A4 4 0 0 0 8 2z"/>`,
  start: svg`<path d="M4 4v8"/><path class="f" d="M12 3.5v9L5.5 8z"/>`,
  back: svg`<path class="f" d="M11 3.5v9L4.5 8z"/>`,
  play: svg`<path class="f" d="M5 3v10l8-5z"/>`,
  pause: svg`<path class="f" d="M4.5 3.5h2.5v9H4.5zM9 3.5h2.5v9H9z"/>`,
  step: svg`<path class="f" d="M5 3.5v9L11.5 8z"/>`,
  again: svg`<path d="M3.6 6A5 5 0 1 1 3 8.5M3.4 2.8V6h3.2"/>`,
  over: svg`<path d="M3 8.5a5 5 0 0 1 9.4-1.5M12.8 3.5V7H9.3"/>
    <circle class="f" cx="8" cy="12" r="1.5"/>`,
  end: svg`<path d="M12.5 4v8"/><path class="f" d="M2.5 4v8L7 8zM7 4v8l4.500-4z"/>`,
  next: svg`<path d="M12 4v8"/><path class="f" d="M4 3.5v9L10.5 8z"/>`,
  wide: svg`<path d="M9.5 3H13v3.5M6.5 13H3V9.5M13 3L9 7M3 13l4-4"/>`,
  table: svg`<path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6"/>`,
  sound: svg`<path d="M3 6.5v3h2L8 12V4L5 6.5zM10.5 6a3 3 0 0 1 0 4"/>`,
  plan: svg`<path d="M2.5 2.5h11v11h-11zM5.5 5.5h5v5h-5z"/>`,
  monastery: svg`<path d="M3 13.5v-6l5-4.5 5 4.5v6zM8 3V1M6.5 13.5v-3h3v3"/>`,
  keys: svg`<path d="M2 4.5h12v7H2zM4.5 7h.01M7 7h.01M9.5 7h.01M12 7h.01M5 9.5h6"/>`,
  up: svg`<path d="M8 12.5v-9M4.5 7L8 3.5 11.5 7"/>`,
  down: svg`<path d="M8 3.5v9M4.5 9L8 12.5 11.5 9"/>`,
  lock: svg`<path d="M4 7.5h8v5.5H4zM5.5 7.5V5.5a2.5 2.5 0 0 1 5 0v2"/>`,
  copy: svg`<path d="M5.5 5.5h7v8h-7zM3.5 10.5v-8h7"/>`,
  plus: svg`<path d="M8 4v8M4 8h8"/>`,
  minus: svg`<path d="M4 8h8"/>`,
  menu: svg`<path d="M3 4.5h10M3 8h10M3 11.5h10"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof draw;

export const icon = (name: IconName): TemplateResult =>
  html`<svg class="ic" viewBox="0 0 16 16" aria-hidden="true">${draw[name]}</svg>`;

export const mark = html`<svg
  class="mark"
  viewBox="0 0 20 20"
  width="20"
  height="20"
  aria-hidden="true"
>
  <path d="M2 2h16v16h-5.5v-3h3V4.5h-11V15h3v3H2z" fill="currentColor" />
  <rect class="court" x="7" y="7" width="6" height="6" />
</svg>`;
