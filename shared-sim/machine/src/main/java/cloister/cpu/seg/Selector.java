package cloister.cpu.seg;

/** The parts of a segment selector (SDM 3, 3.4.2). */
public final class Selector {
  private Selector() {}

  public static int rpl(int selector) {
    return selector & 3;
  }

  public static int withRpl(int selector, int rpl) {
    return selector & ~3 | rpl;
  }

  public static boolean inLocalTable(int selector) {
    return (selector & 4) != 0;
  }

  /** Byte offset of the descriptor in its table. */
  public static int offset(int selector) {
    return selector & 0xfff8;
  }

  /** Null selectors: index 0 of the global table, any RPL. */
  public static boolean isNull(int selector) {
    return (selector & 0xfffc) == 0;
  }

  /** The error code that names a selector: its RPL bits are replaced by EXT and IDT, here 0. */
  public static int errorCode(int selector) {
    return selector & 0xfffc;
  }
}
