package cloister.server.translate;

import cloister.bus.Memory;
import cloister.cpu.paging.Paging;
import cloister.cpu.paging.Tlb;
import cloister.cpu.translate.HelperCalls;
import java.nio.ByteBuffer;

/** What translated code calls; small, so that the JVM puts it in the place of the call. */
public final class Support {
  private static final int IN_PAGE = Memory.PAGE_SIZE - 1;
  private static final int SLOT_MASK = Paging.DATA_SLOTS - 1;

  private Support() {}

  /** The physical address of a read that is plain, or -1: {@code Memory.readsPlainly}. */
  public static int toRead(int address, int bytes, int lowEnd, int highStart, int highEnd) {
    boolean plain =
        address >= 0 && address <= lowEnd - bytes
            || address >= highStart && address <= highEnd - bytes;
    return plain ? address : -1;
  }

  /** The physical address of a write to a page without code that is plain, or -1. */
  public static int toWrite(int address, int bytes, ByteBuffer states, int highEnd) {
    boolean plain =
        address >= 0
            && address <= highEnd - bytes
            && states.get(address >>> Memory.PAGE_BITS) == Memory.DIRTY
            && states.get(address + bytes - 1 >>> Memory.PAGE_BITS) == Memory.DIRTY;
    return plain ? address : -1;
  }

  /** The same in a page with code: together they are {@code Memory.writesPlainly}. */
  public static int toWriteBesideCode(
      int address, int bytes, ByteBuffer states, ByteBuffer lines, int highEnd) {
    boolean plain =
        address >= 0
            && address <= highEnd - bytes
            && isBesideCode(address, states, lines)
            && isBesideCode(address + bytes - 1, states, lines);
    return plain ? address : -1;
  }

  private static boolean isBesideCode(int address, ByteBuffer states, ByteBuffer lines) {
    int page = address >>> Memory.PAGE_BITS;
    return (states.get(page) & ~Memory.CODE) == Memory.DIRTY
        && (lines.getInt(4 * page) >>> (address >>> Memory.LINE_BITS) & 1) == 0;
  }

  /**
   * The physical address of what lies in one page, or negative: {@code Paging.kept}, or a walk.
   *
   * @param service null when there is no walk
   */
  public static int translated(
      int linear, int bytes, int access, ByteBuffer tlb, HelperCalls service) {
    int slot = (linear >>> Memory.PAGE_BITS & SLOT_MASK) << Tlb.SLOT_BITS;
    int page = linear + bytes - 1 & ~IN_PAGE | Tlb.USED;
    boolean kept =
        tlb.getInt(slot + Tlb.PAGE) == page && (tlb.getInt(slot + Tlb.ALLOWED) & access) != 0;
    if (kept) {
      return tlb.getInt(slot + Tlb.FRAME) | linear & IN_PAGE;
    }
    boolean inOnePage = (linear & IN_PAGE) <= Memory.PAGE_SIZE - bytes;
    return inOnePage && service != null ? service.walk(linear, access) : -1;
  }

  public static int multiplyHigh(int a, int b) {
    return (int) (Integer.toUnsignedLong(a) * Integer.toUnsignedLong(b) >>> 32);
  }

  public static int multiplyHighSigned(int a, int b) {
    return (int) ((long) a * b >> 32);
  }
}
