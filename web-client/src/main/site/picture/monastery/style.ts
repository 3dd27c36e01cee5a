import { css } from 'lit';

export const monasteryStyle = css`
  .iso path, .iso ellipse { stroke-linejoin: round; }
  .iso .lit, .iso .shade, .iso .roof, .iso .roof-shade, .iso .chapel-west, .iso .chapel-south, .iso .well, .iso .well-top { stroke: var(--wall); stroke-width: .9; }
  .iso .lit { fill: var(--wall-lit); } .iso .shade { fill: var(--wall-shade); } .iso .roof { fill: var(--roof); } .iso .roof-shade { fill: var(--roof-shade); }
  .iso .chapel-west { fill: var(--ring0-fill); } .iso .chapel-south { fill: var(--ring0-deep); }
  .iso .turf { fill: var(--turf); } .iso .turf-west { fill: var(--turf-west); } .iso .turf-south { fill: var(--turf-south); } .iso .rock-west { fill: var(--hard-deep); } .iso .rock-south { fill: var(--hard-line); }
  .iso .floor2 { fill: var(--ring2-fill); } .iso .floor1 { fill: var(--ring1-fill); } .iso .floor0, .iso .passage { fill: var(--ring0-fill); } .iso .garth { fill: var(--ring0-deep); }
  .iso .kerb { fill: none; stroke: var(--ring1-line); stroke-width: 2; stroke-dasharray: 2 4; } .iso .kerb.used { stroke: var(--wall); stroke-dasharray: none; }
  .iso .arch { fill: var(--wall); opacity: .78; } .iso .window { fill: var(--wall); }
  .iso .well { fill: var(--wall-shade); } .iso .well-top { fill: var(--wall-lit); } .iso .water { fill: var(--hard-deep); stroke: var(--wall); stroke-width: .7; }
  .iso .plaster { fill: var(--page); } .iso .plaster-shade { fill: var(--ring3-fill); } .iso .thatch { fill: var(--village-roof); } .iso .thatch-shade { fill: var(--village-roof-shade); } .iso .cottage-door { fill: var(--ring3); }
  .iso .plaster, .iso .plaster-shade, .iso .thatch, .iso .thatch-shade { stroke: var(--ring3); stroke-width: .9; }
  .iso .lane { fill: none; stroke: var(--turf-west); stroke-linejoin: round; } .iso .stone { fill: var(--turf); stroke-width: 1.4; } .iso .stone.s0 { fill: var(--ring0-fill); }
  .iso .gate-open { fill: var(--wall); stroke: var(--wall); } .iso .through { fill: var(--ring0-fill); } .iso .leaf { fill: var(--allow-line); stroke: var(--allow); stroke-width: .9; } .iso .leaf-lit { fill: var(--allow-deep); stroke: var(--allow); stroke-width: .9; }
  .iso .gate-shut { fill: var(--ring1-line); stroke: var(--wall); stroke-width: .9; } .iso .planks { stroke: var(--wall); fill: none; stroke-width: .9; } .iso .bar { stroke: var(--wall); stroke-width: 2.6; }
  .iso .course { stroke: var(--wall); stroke-width: .7; opacity: .45; fill: none; }
  .iso .shadow { fill: var(--wall); opacity: .22; } .iso .head { fill: var(--skin); stroke: var(--wall); stroke-width: .8; } .iso .robe { stroke: var(--wall); stroke-width: .8; }
  .iso .villager .robe { fill: var(--ring3-line); } .iso .porter .robe { fill: var(--hard-line); } .iso .porter .staff { stroke: var(--wall); stroke-width: 1.3; stroke-linecap: round; } .iso .monk .robe, .iso .monk .hood, .iso .brother .robe { fill: var(--ring0-line); stroke: var(--wall); stroke-width: .8; }
  .iso .home { fill: none; stroke: var(--fault-line); stroke-width: 1.75; stroke-linecap: round; stroke-dasharray: 1 4; } .iso .tip { stroke-dasharray: none; }
  .iso .way { fill: none; stroke-width: 1.75; stroke-dasharray: 5 4; stroke-linecap: round; }
  .iso .lead { stroke: var(--faint); stroke-width: 1; fill: none; } .iso .dot { fill: var(--faint); }
  .iso .halo-court { paint-order: stroke; stroke: var(--ring0-deep); stroke-width: 3px; stroke-linejoin: round; }
  .iso .halo { paint-order: stroke; stroke: var(--turf); stroke-width: 3px; stroke-linejoin: round; }
  svg.iso tspan.t3 { font-size: 15px; } svg.iso tspan.b { font-weight: 600; } svg.iso tspan.x0 { fill: var(--ring0); }
  @media (forced-colors: active) { .iso .thatch, .iso .thatch-shade { fill: Canvas; } }
`;
