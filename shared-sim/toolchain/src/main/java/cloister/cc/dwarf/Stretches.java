package cloister.cc.dwarf;

import cloister.cc.assemble.Assembled.Place;

/**
 * Lists of stretches of code: {@code .debug_ranges} (DWARF 4, 2.17.3) and, with a place for each
 * stretch, {@code .debug_loc} (2.6.2). A list's first row says where its offsets count from.
 */
final class Stretches {
  private static final int SELECTS_BASE = 0xFFFFFFFF;

  final SectionBytes out = new SectionBytes();

  /** Begins a list; the answer is its offset. */
  int begin(Place base) {
    int start = out.length();
    out.word(SELECTS_BASE);
    out.address(base);
    return start;
  }

  /** Offsets count from the list's base. */
  void add(int from, int to) {
    out.word(from);
    out.word(to);
  }

  void add(int from, int to, SectionBytes expression) {
    add(from, to);
    out.half(expression.length());
    out.append(expression);
  }

  void end() {
    out.word(0);
    out.word(0);
  }
}
