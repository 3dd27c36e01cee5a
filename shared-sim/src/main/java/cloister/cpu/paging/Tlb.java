package cloister.cpu.paging;

import cloister.bus.Memory;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.Arrays;

/**
 * A translation lookaside buffer: one slot for each value of the low bits of the page number. What
 * stands in it counts, whatever the page tables say meanwhile (SDM 3, 5.10).
 */
public final class Tlb implements Saveable {
  private static final int PAGE_MASK = -Memory.PAGE_SIZE;
  private static final int USED = 1;

  private final int slots;

  /** Linear address of the page with {@link #USED}; 0 in an empty slot. */
  private final int[] page;

  private final int[] frame;

  /** W, U, D, PS and G as the entries had them together, and XD. */
  private final int[] rights;

  /** False when no slot holds a piece of a large page. Derived. */
  private boolean holdsLarge;

  /** The accesses that need no second look, bits of {@link Access}. */
  private final int[] allowed;

  /**
   * @param slots a power of two
   */
  Tlb(int slots) {
    this.slots = slots;
    page = new int[slots];
    frame = new int[slots];
    rights = new int[slots];
    allowed = new int[slots];
  }

  public int slots() {
    return slots;
  }

  public boolean used(int slot) {
    return page[slot] != 0;
  }

  /** Linear address of the page in a used slot. */
  public int linear(int slot) {
    return page[slot] & PAGE_MASK;
  }

  /** Physical address of the page in a used slot. */
  public int physical(int slot) {
    return frame[slot];
  }

  /** Bits of {@link PageEntry} in a used slot. */
  public int rights(int slot) {
    return rights[slot];
  }

  int slotOf(int linear) {
    return linear >>> Memory.PAGE_BITS & slots - 1;
  }

  boolean hits(int slot, int linear, int access) {
    return page[slot] == (linear & PAGE_MASK | USED) && (allowed[slot] & access) != 0;
  }

  int frame(int slot) {
    return frame[slot];
  }

  void put(int slot, int linear, int physical, int entryRights, boolean writeProtect) {
    page[slot] = linear & PAGE_MASK | USED;
    frame[slot] = physical;
    rights[slot] = entryRights;
    allowed[slot] = Access.allowed(entryRights, writeProtect);
    holdsLarge |= PageEntry.has(entryRights, PageEntry.LARGE);
  }

  /** CR0.WP is looked at by every access, so a change of it drops nothing. */
  void setWriteProtect(boolean writeProtect) {
    for (int slot = 0; slot < slots; slot++) {
      allowed[slot] = used(slot) ? Access.allowed(rights[slot], writeProtect) : 0;
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
    for (int slot = 0; slot < slots; slot++) {
      if (used(slot) && (andGlobal || !PageEntry.has(rights[slot], PageEntry.GLOBAL))) {
        clear(slot);
        dropped++;
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
      boolean piece = PageEntry.has(rights[slot], PageEntry.LARGE);
      int mask = piece ? -largeBytes : PAGE_MASK;
      if (used(slot) && (page[slot] & mask) == (linear & mask)) {
        clear(slot);
        dropped++;
      }
    }
    return dropped;
  }

  private int dropSmallPage(int linear) {
    int slot = slotOf(linear);
    if (page[slot] != (linear & PAGE_MASK | USED)) {
      return 0;
    }
    clear(slot);
    return 1;
  }

  private void clear(int slot) {
    page[slot] = 0;
    frame[slot] = 0;
    rights[slot] = 0;
    allowed[slot] = 0;
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
        out.writeInt(page[slot]);
        out.writeInt(frame[slot]);
        out.writeInt(rights[slot]);
        out.writeInt(allowed[slot]);
      }
    }
  }

  @Override
  public void load(StateReader in) {
    holdsLarge = false;
    Arrays.fill(page, 0);
    Arrays.fill(rights, 0);
    Arrays.fill(frame, 0);
    Arrays.fill(allowed, 0);
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      int linear = in.readInt();
      int slot = slotOf(linear);
      page[slot] = linear;
      frame[slot] = in.readInt();
      rights[slot] = in.readInt();
      allowed[slot] = in.readInt();
      holdsLarge |= PageEntry.has(rights[slot], PageEntry.LARGE);
    }
  }
}
