import { svg, type SVGTemplateResult } from 'lit';

/**
 * The picture and the hue of each part of the course, and of machines that belong to none; what is
 * not here has plain ones.
 */
interface Sign {
  hue: string;
  picture: SVGTemplateResult;
}

const signs: Record<string, Sign> = {
  rings: {
    hue: 'h0',
    picture: svg`
      <rect x="3.5" y="3.5" width="33" height="33" class="s3 f3"></rect>
      <path d="M10.5 10.5h19v19h-7M17.5 29.5h-7v-19" class="sw no" stroke-width="2.5"></path>
      <rect x="16" y="16" width="8" height="8" class="f0d s0"></rect>`,
  },
  virtualization: {
    hue: 'hh',
    picture: svg`
      <rect x="3.5" y="3.5" width="33" height="33" class="sh fh"></rect>
      <rect x="9.5" y="9.5" width="21" height="16" class="s3 f3"></rect>
      <rect x="15.5" y="13.5" width="9" height="8" class="f0d s0"></rect>
      <path d="M9.5 31h21" class="sh"></path>`,
  },
  containers: {
    hue: 'h3',
    picture: svg`
      <rect x="3.5" y="27.5" width="33" height="9" class="f0d s0"></rect>
      <rect x="3.5" y="4.5" width="14" height="18" class="f3 s3" stroke-dasharray="3 2"></rect>
      <rect x="22.5" y="4.5" width="14" height="18" class="f3 s3" stroke-dasharray="1 2"></rect>`,
  },
  compare: {
    hue: 'hr',
    picture: svg`
      <path d="M20 5v30" class="sr"></path>
      <path d="M6 12h9M6 20h9M6 28h9" class="s0"></path>
      <path d="M25 12h9M25 20h5M25 28h7" class="sh"></path>`,
  },
  docker: {
    hue: 'hs',
    picture: svg`
      <path d="M4 27l16 7 16-7M4 20l16 7 16-7" class="shard no"></path>
      <path d="M4 13l16-7 16 7-16 7z" class="shard fhard"></path>`,
  },
  mythology: {
    hue: 'hr',
    picture: svg`
      <rect x="4.5" y="6.5" width="31" height="8" rx="4" class="sr no"></rect>
      <rect x="4.5" y="25.5" width="31" height="8" rx="4" class="sr no"></rect>
      <path d="M26 10.5l1.5 1.5 3-3.5" class="sa no"></path>
      <path d="M26.5 27.5l4 4m0-4l-4 4" class="sf"></path>`,
  },
  review: {
    hue: 'hr',
    picture: svg`
      <path d="M5 8h30M5 14h22M5 20h27M5 26h18M5 32h24" class="sg"></path>`,
  },
  pc: {
    hue: 'hs',
    picture: svg`
      <rect x="4.5" y="5.5" width="31" height="22" rx="2" class="shard fhard"></rect>
      <path d="M10 12l4 4-4 4M17 20h7" class="sg no"></path>
      <path d="M20 27.5v6M12 34.5h16" class="shard"></path>`,
  },
  program: {
    hue: 'h3',
    picture: svg`
      <rect x="6.5" y="3.5" width="27" height="33" class="s3 f3"></rect>
      <path d="M16 14l-4 5 4 5M24 14l4 5-4 5M21.5 12l-3 14" class="sg no"></path>`,
  },
};

const plain: Sign = {
  hue: 'hr',
  picture: svg`<rect x="3.5" y="3.5" width="33" height="33" class="sr no"></rect>`,
};

export const sign = (part: string): Sign => signs[part] ?? plain;

export const pictureOf = (part: string) =>
  svg`<svg class="icon" viewBox="0 0 40 40" aria-hidden="true">${sign(part).picture}</svg>`;
