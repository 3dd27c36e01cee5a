package cloister.hypervisor;

/**
 * What a guest's kernel may ask the hypervisor for, when it knows that it is a guest: INT 82h with
 * the number of the call in EAX, its arguments in EBX, ECX and EDX, and the result in EAX, below
 * zero for an error (Barham et al. 2003, 3.1; the vector is Xen's). A kernel that has a gate there
 * gets that, and any other one would be refused on a machine of its own.
 */
final class Hypercalls {
  static final int VECTOR = 0x82;

  /** Answers 1: so many of these calls, and their meaning, are known. */
  private static final int VERSION = 0;

  /** Lets interrupts in (EBX 1) or not (0), and answers what was before. */
  private static final int INTERRUPTS = 1;

  /** Lets interrupts in and does nothing until one comes. */
  private static final int WAIT = 2;

  /** Prints ECX bytes at linear address EBX, and answers how many. */
  private static final int CONSOLE = 3;

  /**
   * Writes ECX entries of page tables: pairs of words at linear address EBX, the guest-physical
   * address of an entry and its new value. Answers how many; at the first that is not the guest's
   * to write, nothing more is done.
   */
  private static final int PAGES = 4;

  /** Shares two words at guest-physical address EBX ({@link SharedWords}); 0 ends it. */
  private static final int SHARE = 5;

  /** Shares the page at guest-physical address EBX ({@link SharedInfo}); 0 ends it. */
  private static final int PAGE = 6;

  /** Has the guest called at EBX in its code segment ECX when an event has come. */
  private static final int CALLBACK = 7;

  /** Does to an event channel what EBX says, with ECX and EDX. */
  private static final int CHANNEL = 8;

  /** Signals the timer's channel every EBX ticks of guest time; 0 ends it. */
  private static final int TIMER = 9;

  /** Puts at most ECX bytes that were typed at linear address EBX, and answers how many. */
  private static final int READ = 10;

  private static final int PRESENT = 1 << 15;
  private static final int MOST_BYTES = 4096;
  private static final int MOST_ENTRIES = 512;

  private static final int BAD_ADDRESS = -14;
  private static final int INVALID = -22;
  private static final int UNKNOWN = -38;

  private static final int EBX = 3;
  private static final int ECX = 1;
  private static final int EDX = 2;
  private static final int EAX = 0;

  private final VirtualMachine guest;
  private final Frame frame;
  private boolean tablesChanged;

  Hypercalls(VirtualMachine guest, Frame frame) {
    this.guest = guest;
    this.frame = frame;
  }

  /** True when a guest's INT is a call of the hypervisor, and not of a gate of its own. */
  static boolean isCall(VirtualMachine guest, Frame frame, int vector) {
    return vector == VECTOR && frame.ring() == 1 && !hasGate(guest, vector);
  }

  private static boolean hasGate(VirtualMachine guest, int vector) {
    VirtualCpu cpu = guest.cpu();
    try {
      boolean inTable = 8 * vector + 7 <= cpu.idtLimit;
      return inTable && (guest.linear().read16(cpu.idtBase + 8 * vector + 4) & PRESENT) != 0;
    } catch (GuestFault _) {
      return true; // it is told of that
    }
  }

  /** True when what was derived from the guest's tables is out of date. */
  boolean tablesChanged() {
    return tablesChanged;
  }

  void call() {
    int first = frame.general(EBX);
    int result;
    try {
      result =
          switch (frame.general(EAX)) {
            case VERSION -> 1;
            case INTERRUPTS -> interrupts(first);
            case WAIT -> await();
            case CONSOLE -> print(first, frame.general(ECX));
            case PAGES -> enter(first, frame.general(ECX));
            case SHARE -> share(first);
            case PAGE -> sharePage(first);
            case CALLBACK -> callAt(first, frame.general(ECX));
            case CHANNEL -> channel(first, frame.general(ECX), frame.general(EDX));
            case TIMER -> guest.channels().setPeriod(first);
            case READ -> read(first, frame.general(ECX));
            default -> UNKNOWN;
          };
    } catch (GuestFault _) {
      result = BAD_ADDRESS;
    }
    frame.setGeneral(EAX, result);
  }

  private int interrupts(int on) {
    VirtualCpu cpu = guest.cpu();
    if (on != 0 && on != 1) {
      return INVALID;
    }
    int before = cpu.interruptFlag ? 1 : 0;
    cpu.interruptFlag = on == 1;
    return before;
  }

  private int await() {
    guest.cpu().interruptFlag = true;
    guest.cpu().halted = true;
    return 0;
  }

  private int print(int address, int bytes) throws GuestFault {
    if (bytes < 0 || bytes > MOST_BYTES) {
      return INVALID;
    }
    byte[] text = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      text[i] = (byte) guest.linear().read8(address + i);
    }
    for (byte value : text) {
      guest.devices().console().write(value & 0xFF);
    }
    return bytes;
  }

  private int enter(int pairs, int count) throws GuestFault {
    if (count < 0 || count > MOST_ENTRIES) {
      return INVALID;
    }
    for (int i = 0; i < count; i++) {
      int entry = guest.linear().read32(pairs + 8 * i);
      int value = guest.linear().read32(pairs + 8 * i + 4);
      boolean present = (value & GuestTables.PRESENT) != 0;
      boolean own = guest.memory().holds(entry) && (entry & 3) == 0;
      if (!own || present && !guest.memory().holds(value & 0xFFFFF000)) {
        return INVALID;
      }
      guest.memory().write32(entry, value);
      tablesChanged = true;
    }
    return count;
  }

  private int share(int address) {
    boolean own = guest.memory().holds(address) && (address & 7) == 0;
    if (address != 0 && !own || guest.channels().areUsed()) {
      return INVALID;
    }
    guest.shared().at(address);
    return 0;
  }

  /** A guest has one of both: two words, or a page. */
  private int sharePage(int address) {
    return guest.shared().isThere() ? INVALID : guest.channels().share(address);
  }

  private int callAt(int eip, int selector) throws GuestFault {
    boolean code = (selector & ~0xFFF8) == 0 && guest.descriptors().isKernelCode(selector);
    return code ? guest.channels().callAt(selector, eip) : INVALID;
  }

  /** The numbers are those of Xen's {@code EVTCHNOP} (public/event_channel.h). */
  private int channel(int operation, int first, int second) {
    EventChannels channels = guest.channels();
    return switch (operation) {
      case 0 -> channels.bind(first, second);
      case 1 -> channels.bindInterrupt(first);
      case 3 -> channels.close(first);
      case 4 -> channels.send(first);
      case 5 -> channels.status(first);
      case 6 -> channels.allocate(first);
      case 9 -> channels.unmask(first);
      default -> UNKNOWN;
    };
  }

  /** Nothing that was typed is lost to an address that is not mapped. */
  private int read(int address, int most) throws GuestFault {
    if (most < 0) {
      return INVALID;
    }
    ConsoleInput input = guest.channels().input();
    int bytes = Math.min(most, input.count());
    for (int i = 0; i < bytes; i++) {
      guest.linear().reach(address + i);
    }
    for (int i = 0; i < bytes; i++) {
      guest.linear().write8(address + i, input.at(i));
    }
    input.drop(bytes);
    tablesChanged = bytes > 0;
    return bytes;
  }
}
