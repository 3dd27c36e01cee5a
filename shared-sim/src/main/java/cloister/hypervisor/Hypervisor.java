package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.hypervisor.Frame.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * A hypervisor by trap and emulate (Popek and Goldberg 1974): the guest's kernel runs in ring 1,
 * what it may not do there is refused, and is done for it here.
 *
 * <p>It is entered through a stub of real instructions in ring 0, which leaves the guest's
 * registers on the host's stack and tells where by writing to a port.
 */
final class Hypervisor {
  static final int TIMER_VECTOR = 0x20;
  private static final int DEBUG = 1;
  private static final int DOUBLE_FAULT = 8;
  private static final int TRAP_FLAG = 1 << 8;

  /**
   * Instructions of the stub from the write to the port up to its IRET, that write and the IRET
   * included.
   */
  private static final int WAY_OUT = 10;

  /** Instructions of the stub from its first one to the write to the port, without that. */
  private static final int WAY_IN = 12;

  private static final int NOTHING = Integer.MIN_VALUE;

  private final Memory memory;
  private final Cpu cpu;
  private final Frame frame;
  private final ShadowDescriptors descriptors;
  private final List<VirtualMachine> guests = new ArrayList<>();
  private final Deadline deadline;
  private int current;

  /** When the guest was entered, in instructions of the host. */
  private long entered;

  /** The page whose writing is let through for one instruction. */
  private int stepped = NOTHING;

  /** Where the stub keeps the next CR3, and its place to end. */
  private int nextDirectory;

  private int end;

  /** Makes the host be interrupted after so many instructions. */
  interface Deadline {
    void in(long instructions);

    void never();
  }

  Hypervisor(Memory memory, Cpu cpu, Deadline deadline) {
    this.memory = memory;
    this.cpu = cpu;
    this.deadline = deadline;
    frame = new Frame(memory);
    descriptors = new ShadowDescriptors(memory);
  }

  List<VirtualMachine> guests() {
    return guests;
  }

  VirtualMachine current() {
    return guests.get(current);
  }

  /** The host has begun: its stub says where its parts lie. */
  void begin(int frameAddress, int directoryWord, int endOffset) {
    nextDirectory = directoryWord;
    end = endOffset;
    frame.at(frameAddress);
    VirtualMachine guest = current();
    for (Word word : Word.values()) {
      frame.set(word, 0);
    }
    // Flat segments of the guest's own, as a loader leaves them: a table below its program.
    GuestMemory own = guest.memory();
    int table = VirtualMachine.START - 0x20;
    own.write32(table + 8, 0x0000FFFF);
    own.write32(table + 12, 0x00CF9A00);
    own.write32(table + 16, 0x0000FFFF);
    own.write32(table + 20, 0x00CF9200);
    guest.cpu().gdtBase = table;
    guest.cpu().gdtLimit = 23;
    frame.set(Word.CS, 0x08 | 1);
    frame.set(Word.SS, 0x10 | 1);
    for (Word segment : List.of(Word.DS, Word.ES, Word.FS, Word.GS)) {
      frame.set(segment, 0x10);
    }
    frame.set(Word.EIP, VirtualMachine.START);
    frame.set(Word.ESP, VirtualMachine.START - 0x20);
    frame.set(Word.EFLAGS, Interrupts.INTERRUPT | Interrupts.RESERVED);
    descriptorsChanged(guest);
    enter(guest);
  }

  /** The guest has been left. */
  void exit(int frameAddress) {
    frame.at(frameAddress);
    VirtualMachine guest = current();
    guest.passed(retired() - entered - WAY_OUT - WAY_IN);
    guest.exited();
    try {
      handle(guest, frame.get(Word.VECTOR));
    } catch (GuestFault fault) {
      inject(guest, fault);
    }
    enter(guest);
  }

  private long retired() {
    return (long) cpu.retiredHigh() << 32 | cpu.retiredLow() & 0xffff_ffffL;
  }

  private void handle(VirtualMachine guest, int vector) throws GuestFault {
    boolean inKernel = frame.ring() == 1;
    switch (vector) {
      case TIMER_VECTOR -> {}
      case DEBUG -> afterTheStep(guest);
      case GuestFault.PAGE_FAULT -> pageFault(guest, cpu.control(2));
      case GuestFault.GENERAL_PROTECTION, GuestFault.SEGMENT_NOT_PRESENT, GuestFault.STACK_FAULT ->
          refused(guest, inKernel, vector);
      default -> throw GuestFault.of(vector, errorCode(vector));
    }
  }

  private int errorCode(int vector) {
    boolean has = vector == DOUBLE_FAULT || vector >= 10 && vector <= 14 || vector == 17;
    return has ? frame.get(Word.ERROR) : GuestFault.NO_ERROR_CODE;
  }

  private void refused(VirtualMachine guest, boolean inKernel, int vector) throws GuestFault {
    Emulator emulator = new Emulator(guest, frame);
    boolean software = (frame.get(Word.ERROR) & 2) != 0;
    if (!inKernel && !software) {
      throw GuestFault.of(vector, frame.get(Word.ERROR));
    }
    boolean known = emulator.emulate();
    if (!known) {
      throw GuestFault.of(vector, frame.get(Word.ERROR));
    }
    guest.passed(1);
    if (emulator.tablesChanged()) {
      guest.shadow().clear();
      traceDescriptors(guest);
    }
    if (emulator.descriptorsChanged()) {
      descriptorsChanged(guest);
    }
  }

  private void pageFault(VirtualMachine guest, int address) throws GuestFault {
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
      guest.stop("there is no memory at " + Integer.toHexString(walk.physical()));
      return;
    }
    trace(guest, walk);
    guest.tables().mark(walk, write);
    ShadowTables shadow = guest.shadow();
    boolean writable = walk.writable() && guest.tables().isDirty(walk);
    shadow.enter(address, walk.physical(), writable || write, walk.user());
    if (write && shadow.isTraced(walk.physical())) {
      shadow.open(address, true);
      stepped = address;
      frame.set(Word.EFLAGS, frame.get(Word.EFLAGS) | TRAP_FLAG);
    }
  }

  private void trace(VirtualMachine guest, GuestTables.Walk walk) {
    if (walk.directory() >= 0) {
      guest.shadow().trace(walk.directory());
    }
    if (walk.table() >= 0) {
      guest.shadow().trace(walk.table());
    }
  }

  /** One instruction was let write into a table of the guest: what follows from it is forgotten. */
  private void afterTheStep(VirtualMachine guest) throws GuestFault {
    if (stepped == NOTHING) {
      throw GuestFault.of(DEBUG, GuestFault.NO_ERROR_CODE);
    }
    stepped = NOTHING;
    frame.set(Word.EFLAGS, frame.get(Word.EFLAGS) & ~TRAP_FLAG);
    guest.shadow().clear();
    descriptorsChanged(guest);
  }

  private void descriptorsChanged(VirtualMachine guest) {
    try {
      descriptors.copy(guest.linear(), guest.cpu(), frame.ring() == 1);
    } catch (GuestFault fault) {
      guest.stop("its descriptor table is not in memory");
    }
    traceDescriptors(guest);
  }

  private static void traceDescriptors(VirtualMachine guest) {
    VirtualCpu own = guest.cpu();
    for (int address = own.gdtBase & -Memory.PAGE_SIZE;
        address <= own.gdtBase + own.gdtLimit;
        address += Memory.PAGE_SIZE) {
      GuestTables.Walk walk = guest.tables().walk(address);
      if (walk.present()) {
        guest.shadow().trace(walk.physical());
      }
    }
  }

  private void inject(VirtualMachine guest, GuestFault fault) {
    int ring = frame.ring();
    try {
      if (fault.vector() == GuestFault.PAGE_FAULT) {
        guest.cpu().cr2 = fault.address();
      }
      Interrupts.deliver(guest, frame, fault.vector(), fault.errorCode(), false);
    } catch (GuestFault second) {
      try {
        Interrupts.deliver(guest, frame, DOUBLE_FAULT, 0, false);
      } catch (GuestFault third) {
        guest.stop("triple fault");
      }
    }
    if (frame.ring() != ring) {
      descriptorsChanged(guest);
    }
  }

  /** Lets the guest have what waits for it, and sees to it that the host comes back in time. */
  private void enter(VirtualMachine guest) {
    VirtualDevices devices = guest.devices();
    VirtualCpu own = guest.cpu();
    devices.clock().act();
    while (guest.runs() && own.halted && !(own.interruptFlag && devices.pic().raised())) {
      if (!own.interruptFlag || devices.clock().isIdleForever()) {
        guest.stop("halted");
      } else {
        devices.clock().skipToDeadline();
        devices.clock().act();
      }
    }
    if (!guest.runs()) {
      leaveForGood();
      return;
    }
    boolean waits = devices.pic().raised() && own.interruptFlag;
    if (waits && !own.shadowed) {
      inject(guest, GuestFault.of(devices.pic().acknowledge(), GuestFault.NO_ERROR_CODE));
      waits = false;
    }
    own.shadowed = false;
    memory.write32(nextDirectory, guest.shadow().directory());
    if (waits) {
      deadline.in(WAY_OUT + 1);
    } else if (devices.clock().isIdleForever()) {
      deadline.never();
    } else {
      int most = Integer.MAX_VALUE - WAY_OUT;
      deadline.in(WAY_OUT + (long) devices.clock().ticksUntilDeadline(most));
    }
    entered = retired();
  }

  /** The stub's way back leads to its end, in ring 0. */
  private void leaveForGood() {
    frame.set(Word.CS, HostLayout.CODE_SELECTOR);
    frame.set(Word.EIP, end);
    frame.set(Word.EFLAGS, Interrupts.RESERVED);
    for (Word segment : List.of(Word.DS, Word.ES, Word.FS, Word.GS)) {
      frame.set(segment, HostLayout.DATA_SELECTOR);
    }
    deadline.never();
  }
}
