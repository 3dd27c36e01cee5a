package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.hypervisor.Frame.Word;
import cloister.hypervisor.translation.Source;

/** The code of a guest's kernel, in the segment that the frame names. */
final class GuestSource implements Source {
  private static final int NO_PAGE = 1;

  private final VirtualMachine guest;
  private final CodeSegment segment;

  /** The page that was read last, and where it is; a look changes nothing in the guest's tables. */
  private int page = NO_PAGE;

  private int physical;

  GuestSource(VirtualMachine guest, CodeSegment segment) {
    this.guest = guest;
    this.segment = segment;
  }

  /**
   * What the processor knows of the code segment.
   *
   * @param selector as the guest believes to have it
   * @param limit offset of the last byte
   */
  record CodeSegment(int selector, int base, int limit, boolean is32Bit) {
    static final CodeSegment NONE = new CodeSegment(0, 0, 0, false);

    static CodeSegment of(VirtualMachine guest, Frame frame) {
      int selector = frame.get(Word.CS) & 0xFFFF;
      try {
        int entry = guest.cpu().gdtBase + (selector & 0xFFF8);
        int low = guest.linear().look32(entry);
        int high = guest.linear().look32(entry + 4);
        int base = low >>> 16 | (high & 0xFF) << 16 | high & 0xFF000000;
        int limit = new GuestSegment(low, high).limit();
        return new CodeSegment(
            VirtualMachine.believed(selector), base, limit, (high & 1 << 22) != 0);
      } catch (GuestFault _) {
        return NONE;
      }
    }
  }

  @Override
  public int byteAt(int eip) {
    if (Integer.compareUnsigned(eip, segment.limit()) > 0) {
      return NONE;
    }
    int linear = segment.base() + eip;
    if ((linear & -Memory.PAGE_SIZE) != page) {
      page = linear & -Memory.PAGE_SIZE;
      GuestTables.Walk walk = guest.tables().walk(page);
      boolean there = walk.present() && guest.memory().holds(walk.physical());
      physical = there ? walk.physical() : -1;
    }
    return physical < 0 ? NONE : guest.memory().look8(physical + (linear & Memory.PAGE_SIZE - 1));
  }

  @Override
  public int selector() {
    return segment.selector();
  }

  @Override
  public int inPage(int eip) {
    return segment.base() + eip & Memory.PAGE_SIZE - 1;
  }
}
