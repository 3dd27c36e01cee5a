package cloister.cpu.translate;

import cloister.cpu.core.Core;
import cloister.cpu.core.Segments;

/**
 * What the ways through gates in a region take for granted beside its mode: the code segment, and
 * where the tables are.
 */
record Tables(
    int selector, int base, int rights, int idtBase, int idtLimit, int gdtBase, int gdtLimit) {
  static Tables of(Core core) {
    Segments segments = core.segments;
    return new Tables(
        segments.selector[Segments.CS],
        segments.base[Segments.CS],
        segments.rights[Segments.CS],
        core.idtBase,
        core.idtLimit,
        core.gdtBase,
        core.gdtLimit);
  }

  boolean fit(Core core) {
    Segments segments = core.segments;
    return !core.usesParagraphs()
        && segments.selector[Segments.CS] == selector
        && segments.base[Segments.CS] == base
        && segments.rights[Segments.CS] == rights
        && core.idtBase == idtBase
        && core.idtLimit == idtLimit
        && core.gdtBase == gdtBase
        && core.gdtLimit == gdtLimit;
  }
}
