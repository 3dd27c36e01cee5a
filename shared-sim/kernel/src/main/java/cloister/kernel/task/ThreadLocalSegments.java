package cloister.kernel.task;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** The three descriptors that each task may set for itself (set_thread_area(2)). */
public final class ThreadLocalSegments {
  public static final int FIRST = 6;
  public static final int COUNT = 3;

  /** Bits of struct user_desc's flags. */
  private static final int IS_32_BIT = 1;

  private static final int CODE = 4;
  private static final int NOT_PRESENT = 0x20;

  /** Read-only and not present: the descriptor is taken away. */
  private static final int EMPTY = 0x28;

  private int[] words = new int[2 * COUNT];

  /** Low and high word of one of them. */
  public int word(int index) {
    return words[index];
  }

  void copyFrom(ThreadLocalSegments other) {
    words = other.words.clone();
  }

  public void clear() {
    words = new int[2 * COUNT];
  }

  /** Whether a selector names one that is there. */
  public boolean holds(int selector) {
    int index = (selector >>> 3) - FIRST;
    return (selector & 7) == 3 && index >= 0 && index < COUNT && words[2 * index + 1] != 0;
  }

  /**
   * Sets one as a program asks.
   *
   * @param address of its struct user_desc, which gets the number where that is -1
   */
  public void set(UserMemory memory, int address) throws KernelError {
    int number = memory.read32(address);
    int base = memory.read32(address + 4);
    int limit = memory.read32(address + 8);
    int flags = memory.read32(address + 12);
    int index = number == -1 ? free() : number - FIRST;
    if (index < 0 || index >= COUNT) {
      throw number == -1 ? Errno.ESRCH.error() : Errno.EINVAL.error();
    }
    boolean empty = base == 0 && limit == 0 && (flags == EMPTY || flags == 0);
    boolean loadable = (flags & IS_32_BIT) != 0 && (flags & (CODE | NOT_PRESENT)) == 0;
    if (!empty && !loadable) {
      throw Errno.EINVAL.error();
    }
    if (number == -1) {
      memory.write32(address, index + FIRST);
    }
    words[2 * index] = empty ? 0 : base << 16 | limit & 0xffff;
    words[2 * index + 1] = empty ? 0 : high(base, limit, flags);
  }

  /** Tells one: what is set at the number that a program's struct user_desc has. */
  public void get(UserMemory memory, int address) throws KernelError {
    int index = memory.read32(address) - FIRST;
    if (index < 0 || index >= COUNT) {
      throw Errno.EINVAL.error();
    }
    int low = words[2 * index];
    int high = words[2 * index + 1];
    memory.write32(address + 4, low >>> 16 | (high & 0xff) << 16 | high & 0xff000000);
    memory.write32(address + 8, low & 0xffff | high & 0xf0000);
    memory.write32(address + 12, high == 0 ? EMPTY : flags(high));
  }

  private static int flags(int high) {
    int big = high >> 22 & 1;
    int contents = (high >> 10 & 3) << 1;
    int readOnly = (high >> 9 & 1 ^ 1) << 3;
    int inPages = (high >> 23 & 1) << 4;
    int absent = (high >> 15 & 1 ^ 1) << 5;
    int usable = (high >> 20 & 1) << 6;
    return big | contents | readOnly | inPages | absent | usable;
  }

  /** Bits of user_desc: seg_32bit, contents (2), read_exec_only, limit_in_pages, not present. */
  private static int high(int base, int limit, int flags) {
    int present = (flags >> 5 & 1) == 0 ? 0x8000 : 0;
    int writable = (flags >> 3 & 1) == 0 ? 0x0200 : 0;
    int contents = (flags >> 1 & 3) << 10;
    int big = (flags & 1) << 22;
    int granularity = (flags >> 4 & 1) << 23;
    int usable = (flags >> 6 & 1) << 20;
    return base & 0xff000000
        | base >>> 16 & 0xff
        | limit & 0xf0000
        | present
        | writable
        | contents
        | big
        | granularity
        | usable
        | 0x7100;
  }

  private int free() {
    for (int i = 0; i < COUNT; i++) {
      if (words[2 * i + 1] == 0) {
        return i;
      }
    }
    return -1;
  }

  void save(ObjectWriter out) {
    out.numbers(words);
  }

  void load(ObjectReader in) {
    words = in.numbers();
  }
}
