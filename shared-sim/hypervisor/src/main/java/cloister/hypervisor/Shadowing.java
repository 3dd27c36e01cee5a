package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.hypervisor.Frame.Word;

/**
 * Keeps what the processor uses, shadow page tables and shadow descriptors, in step with what the
 * guest has written: derived when it is missed, forgotten when its source changes, which is noticed
 * since the pages that hold the guest's tables are traced, that is write-protected (Adams and
 * Agesen 2006, 2.4).
 */
final class Shadowing {

  private final Frame frame;
  private final ShadowDescriptors descriptors;

  /** Whoever keeps something of the guest's code. */
  private KernelCode code;

  Shadowing(Frame frame, ShadowDescriptors descriptors) {
    this.frame = frame;
    this.descriptors = descriptors;
  }

  void tells(KernelCode keeper) {
    code = keeper;
  }

  /**
   * A page that the shadow tables do not let the guest use in that way: its own tables say whether
   * they should have.
   *
   * @throws GuestFault when the guest would have been refused on a machine of its own
   */
  Done pageFault(VirtualMachine guest, int address) throws GuestFault {
    boolean write = (frame.get(Word.ERROR) & 2) != 0;
    boolean user = frame.ring() == 3;
    if (Integer.compareUnsigned(address, HostLayout.BASE) >= 0) {
      throw GuestFault.of(GuestFault.GENERAL_PROTECTION, 0);
    }
    VirtualCpu own = guest.cpu();
    GuestTables.Walk walk = guest.tables().walk(address);
    boolean protects = (own.cr0 & VirtualCpu.WRITE_PROTECT) != 0;
    int fault = walk.fault(write, user, protects);
    if (fault >= 0) {
      throw GuestFault.page(address, fault);
    }
    if (!guest.memory().holds(walk.physical())) {
      guest.stop(VirtualMachine.End.NO_MEMORY);
      return Done.STOPPED;
    }
    ShadowTables shadow = guest.shadow();
    boolean traced = write && shadow.isTraced(walk.physical());
    if (traced && !guest.isStepped() && code.adapts(guest)) {
      return Done.ADAPTED;
    }
    trace(guest, walk);
    guest.tables().mark(walk, write);
    boolean writable = walk.writable() && guest.tables().isDirty(walk);
    // What only a clear CR0.WP allows is the kernel's alone.
    boolean kernelAlone = write && !walk.writable();
    shadow.enter(address, walk.physical(), writable || write, walk.user() && !kernelAlone);
    if (write && shadow.isTraced(walk.physical())) {
      shadow.open(address, true);
      if (!guest.isStepped()) {
        guest.step((frame.get(Word.EFLAGS) & Interrupts.TRAP_FLAG) != 0);
      }
      frame.set(Word.EFLAGS, frame.get(Word.EFLAGS) | Interrupts.TRAP_FLAG);
      return Done.TRACED;
    }
    return Done.MAPPED;
  }

  /** The guest's tables on the way to a page are not written unseen from now on. */
  void trace(VirtualMachine guest, GuestTables.Walk walk) {
    if (walk.directory() >= 0) {
      guest.shadow().trace(walk.directory());
    }
    if (walk.table() >= 0) {
      guest.shadow().trace(walk.table());
    }
  }

  /** One instruction was let write into a table of the guest: what follows from it is forgotten. */
  Done afterTheStep(VirtualMachine guest) throws GuestFault {
    if (!guest.isStepped()) {
      throw GuestFault.of(GuestFault.DEBUG, GuestFault.NO_ERROR_CODE);
    }
    boolean itself = guest.stepsItself();
    endStep(guest);
    if (itself) {
      throw GuestFault.of(GuestFault.DEBUG, GuestFault.NO_ERROR_CODE);
    }
    return Done.TRACED;
  }

  void endStep(VirtualMachine guest) {
    if (!guest.stepsItself()) {
      frame.set(Word.EFLAGS, frame.get(Word.EFLAGS) & ~Interrupts.TRAP_FLAG);
    }
    guest.endStep();
    forgetWays(guest);
    descriptorsChanged(guest);
  }

  /** All that was derived from the guest's page tables is gone; it comes again as it is used. */
  void forgetWays(VirtualMachine guest) {
    guest.shadow().clear();
    if (!guest.cpu().pages()) {
      guest.shadow().enterAll();
    }
    traceDescriptors(guest);
    code.waysForgotten(guest);
  }

  /** The guest's table of descriptors, or where it lies, may have changed. */
  void descriptorsChanged(VirtualMachine guest) {
    descriptors.copyAll(guest.linear(), guest.cpu(), frame.ring() == 1);
    traceDescriptors(guest);
  }

  private static void traceDescriptors(VirtualMachine guest) {
    VirtualCpu own = guest.cpu();
    int first = own.gdtBase & -Memory.PAGE_SIZE;
    int reach = Math.min(own.gdtLimit, 8 * HostLayout.GUEST_DESCRIPTORS - 1);
    int pages = ((own.gdtBase & Memory.PAGE_SIZE - 1) + reach) / Memory.PAGE_SIZE + 1;
    for (int page = 0; page < pages; page++) {
      GuestTables.Walk walk = guest.tables().walk(first + page * Memory.PAGE_SIZE);
      if (walk.present()) {
        guest.shadow().trace(walk.physical());
      }
    }
  }
}
