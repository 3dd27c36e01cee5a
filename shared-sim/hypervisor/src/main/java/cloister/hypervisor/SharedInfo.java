package cloister.hypervisor;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * The page that a guest shares with the hypervisor: whether something waits for it, whether it lets
 * that in, and which of its event channels are pending or masked. It is laid out as Xen's {@code
 * shared_info} for a 32-bit guest with one processor (public/xen.h), so that a guest changes its
 * interrupt flag by writing a byte, and finds a pending channel by two words.
 *
 * <p>What stands there is the guest's to write: nothing here is believed but what concerns the
 * guest itself.
 */
final class SharedInfo implements Saveable {
  /** Offsets of the first processor's {@code evtchn_upcall_pending} and its mask, a byte each. */
  static final int UPCALL_PENDING = 0;

  static final int UPCALL_MASK = 1;

  /** A bit for each word of pending channels that has one. */
  static final int SELECTOR = 4;

  /** A bit for each channel. */
  static final int PENDING = 0x800;

  static final int MASK = 0x880;

  private static final int PAGE_BYTES = 4096;

  private final GuestMemory memory;

  /** Guest-physical address; 0 when nothing is shared. */
  private int address;

  /** What the mask was when the guest was entered. */
  private boolean shut;

  SharedInfo(GuestMemory memory) {
    this.memory = memory;
  }

  int address() {
    return address;
  }

  boolean isThere() {
    return address != 0;
  }

  /** True for a page that the guest may share. */
  boolean fits(int page) {
    return page > 0 && page % PAGE_BYTES == 0 && memory.holds(page + PAGE_BYTES - 1);
  }

  /** From now on at another page, or nowhere. What lies there is what the guest begins with. */
  void at(int page) {
    address = page;
  }

  boolean upcallPending() {
    return memory.look8(address + UPCALL_PENDING) != 0;
  }

  boolean upcallMasked() {
    return memory.look8(address + UPCALL_MASK) != 0;
  }

  /**
   * The guest was left: the mask that it has written is its interrupt flag. One that it has not
   * touched says nothing: translated code may have changed the flag.
   */
  void read(VirtualCpu cpu) {
    if (isThere() && upcallMasked() != shut) {
      cpu.interruptFlag = shut;
    }
  }

  /** The guest is entered: its interrupt flag, which a return may have changed, is its mask. */
  void write(VirtualCpu cpu) {
    shut = !cpu.interruptFlag;
    if (isThere() && upcallMasked() != shut) {
      memory.write8(address + UPCALL_MASK, cpu.interruptFlag ? 0 : 1);
    }
  }

  /**
   * A channel has an event: as on Xen the guest is called only by the first one of its word, since
   * it looks through the whole word then.
   */
  void signal(int channel) {
    if (!isThere() || test(PENDING, channel)) {
      return;
    }
    set(PENDING, channel, true);
    if (!test(MASK, channel)) {
      select(channel);
    }
  }

  /** Lets a channel's events in; one that has come meanwhile is told now. */
  void unmask(int channel) {
    if (test(MASK, channel)) {
      set(MASK, channel, false);
      if (test(PENDING, channel)) {
        select(channel);
      }
    }
  }

  void forget(int channel) {
    if (isThere() && test(PENDING, channel)) {
      set(PENDING, channel, false);
    }
  }

  private void select(int channel) {
    int word = channel / Integer.SIZE;
    int selector = memory.read32(address + SELECTOR);
    if ((selector >>> word & 1) == 0) {
      memory.write32(address + SELECTOR, selector | 1 << word);
      memory.write8(address + UPCALL_PENDING, 1);
    }
  }

  boolean pending(int channel) {
    return isThere() && test(PENDING, channel);
  }

  boolean masked(int channel) {
    return isThere() && test(MASK, channel);
  }

  private boolean test(int bits, int channel) {
    return (memory.look8(address + bits + channel / 8) >>> channel % 8 & 1) != 0;
  }

  private void set(int bits, int channel, boolean on) {
    int at = address + bits + channel / 8;
    int bit = 1 << channel % 8;
    int old = memory.look8(at);
    memory.write8(at, on ? old | bit : old & ~bit);
  }

  /** The word for the page's eyes: which words of channels have a pending one. */
  int selector() {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value |= memory.look8(address + SELECTOR + i) << 8 * i;
    }
    return value;
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(address);
    out.writeBoolean(shut);
  }

  @Override
  public void load(StateReader in) {
    address = in.readInt();
    shut = in.readBoolean();
  }
}
