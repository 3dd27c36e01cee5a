package cloister.cpu.translate;

/** Numbers for the code of a page, that for ring 3 and that for other rings apart. */
final class CodePlace {
  private CodePlace() {}

  static int count(int pageCount) {
    return 2 * pageCount;
  }

  /** Perhaps beyond the last, as pages are that have no RAM. */
  static int of(int page, boolean user) {
    return page << 1 | (user ? 1 : 0);
  }
}
