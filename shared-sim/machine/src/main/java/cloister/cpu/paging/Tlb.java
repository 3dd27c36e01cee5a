package cloister.cpu.paging;

import cloister.bus.DirectBytes;
import cloister.bus.Memory;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.nio.ByteBuffer;

/**
 * A translation lookaside buffer: one slot for each value of the low bits of the page number. What
 * stands in it counts, whatever the page tables say meanwhile (SDM 3, 5.10).
 */
public final class Tlb implements Saveable {
  private static final int PAGE_MASK = -Memory.PAGE_SIZE;
  public static final int USED = 1;

  /** Bytes of a slot. */
  public static final int SLOT_BITS = 4;

  /** Where the words of a slot lie in it. */
  public static final int PAGE = 0;

  public static final int FRAME = 4;
  private static final int RIGHTS = 8;
  public static final int ALLOWED = 12;

  private final int slots;

  /**
   * For every slot the linear address of its page with {@link #USED}, or 0 in an empty one; the
   * physical address; W, U, D, PS and G as the entries had them together, and XD; and the accesses
   * that need no second look, bits of {@link Access}. In memory that translated code reaches, too.
   */
  private final DirectBytes words;

  /** A bit for every used slot. Derived. */
  private final int[] occupied;

  private int changes;

  /** False when no slot holds a piece of a large page. Derived. */
  private boolean holdsLarge;

  /**
   * @param slots a power of two
   */
  Tlb(int slots) {
    this.slots = slots;
    words = new DirectBytes(slots << SLOT_BITS);
    occupied = new int[slots + 31 >>> 5];
  }

  /** For translated code, which reads it. */
  public ByteBuffer words() {
    return words.buffer();
  }

  private int word(int slot, int which) {
    return words.get32((slot << SLOT_BITS) + which);
  }

  private void setWord(int slot, int which, int value) {
    words.set32((slot << SLOT_BITS) + which, value);
  }

  public int slots() {
    return slots;
  }

  public boolean used(int slot) {
    return word(slot, PAGE) != 0;
  }

  /** Linear address of the page in a used slot. */
  public int linear(int slot) {
    return word(slot, PAGE) & PAGE_MASK;
  }

  /** Physical address of the page in a used slot. */
  public int physical(int slot) {
    return word(slot, FRAME);
  }

  /** Bits of {@link PageEntry} in a used slot. */
  public int rights(int slot) {
    return word(slot, RIGHTS);
  }

  /** How often it has changed, modulo 2<sup>32</sup>; no part of a state. */
  int changes() {
    return changes;
  }

  int slotOf(int linear) {
    return linear >>> Memory.PAGE_BITS & slots - 1;
  }

  boolean hits(int slot, int linear, int access) {
    return word(slot, PAGE) == (linear & PAGE_MASK | USED) && (word(slot, ALLOWED) & access) != 0;
  }

  int frame(int slot) {
    return word(slot, FRAME);
  }

  void put(int slot, int linear, int physical, int entryRights, boolean writeProtect) {
    changes++;
    occupied[slot >>> 5] |= 1 << slot;
    setWord(slot, PAGE, linear & PAGE_MASK | USED);
    setWord(slot, FRAME, physical);
    setWord(slot, RIGHTS, entryRights);
    setWord(slot, ALLOWED, Access.allowed(entryRights, writeProtect));
    holdsLarge |= PageEntry.has(entryRights, PageEntry.LARGE);
  }

  /** CR0.WP is looked at by every access, so a change of it drops nothing. */
  void setWriteProtect(boolean writeProtect) {
    changes++;
    for (int slot = 0; slot < slots; slot++) {
      setWord(slot, ALLOWED, used(slot) ? Access.allowed(word(slot, RIGHTS), writeProtect) : 0);
    }
  }

  /**
   * Empties slots.
   *
   * @param andGlobal false to spare global pages
   * @return how many
   */
  int drop(boolean andGlobal) {
    int dropped = 0;
    for (int word = 0; word < occupied.length; word++) {
      for (int left = occupied[word]; left != 0; left &= left - 1) {
        int slot = (word << 5) + Integer.numberOfTrailingZeros(left);
        if (andGlobal || !PageEntry.has(word(slot, RIGHTS), PageEntry.GLOBAL)) {
          clear(slot);
          dropped++;
        }
      }
    }
    return dropped;
  }

  /** Drops the page of an address; of a large page every piece. */
  int dropPage(int linear, int largeBytes) {
    if (!holdsLarge) {
      return dropSmallPage(linear);
    }
    int dropped = 0;
    for (int slot = 0; slot < slots; slot++) {
      boolean piece = PageEntry.has(word(slot, RIGHTS), PageEntry.LARGE);
      int mask = piece ? -largeBytes : PAGE_MASK;
      if (used(slot) && (word(slot, PAGE) & mask) == (linear & mask)) {
        clear(slot);
        dropped++;
      }
    }
    return dropped;
  }

  private int dropSmallPage(int linear) {
    int slot = slotOf(linear);
    if (word(slot, PAGE) != (linear & PAGE_MASK | USED)) {
      return 0;
    }
    clear(slot);
    return 1;
  }

  private void clear(int slot) {
    changes++;
    occupied[slot >>> 5] &= ~(1 << slot);
    setWord(slot, PAGE, 0);
    setWord(slot, FRAME, 0);
    setWord(slot, RIGHTS, 0);
    setWord(slot, ALLOWED, 0);
  }

  @Override
  public void save(StateWriter out) {
    int count = 0;
    for (int slot = 0; slot < slots; slot++) {
      count += used(slot) ? 1 : 0;
    }
    out.writeInt(count);
    for (int slot = 0; slot < slots; slot++) {
      if (used(slot)) {
        out.writeInt(word(slot, PAGE));
        out.writeInt(word(slot, FRAME));
        out.writeInt(word(slot, RIGHTS));
        out.writeInt(word(slot, ALLOWED));
      }
    }
  }

  @Override
  public void load(StateReader in) {
    changes++;
    holdsLarge = false;
    drop(true);
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      int linear = in.readInt();
      int slot = slotOf(linear);
      occupied[slot >>> 5] |= 1 << slot;
      setWord(slot, PAGE, linear);
      setWord(slot, FRAME, in.readInt());
      setWord(slot, RIGHTS, in.readInt());
      setWord(slot, ALLOWED, in.readInt());
      holdsLarge |= PageEntry.has(word(slot, RIGHTS), PageEntry.LARGE);
    }
  }
}
