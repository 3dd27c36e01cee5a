package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;
import cloister.hypervisor.Frame.Word;
import cloister.hypervisor.Lie.Mnemonic;
import cloister.hypervisor.Lie.Value;
import java.util.Optional;

/**
 * Watches the instructions of a guest that are sensitive, but not privileged (Robin and Irvine
 * 2000): they depend on the ring or tell of the machine, and nobody is called when an outer ring
 * does them. What the guest gets is compared with what it would have got on a machine of its own.
 *
 * <p>It changes nothing. It is asked before each instruction of a guest, and once more behind it.
 */
final class LieDetector {
  private static final int VIRTUAL_FLAGS = Eflags.IF | Eflags.IOPL;

  /** What LAR tells of a segment, without the mark that it was used, and without limits. */
  private static final int RIGHTS = 0x00F0FE00;

  private static final int FARTHEST_PREFIX = 14;

  /** Where the result will be. */
  private enum Place {
    NOWHERE,
    REGISTER,
    MEMORY,
    STACK,
    /** In what the hypervisor keeps of the flags, before the instruction as behind it. */
    KEPT_FLAGS,
    TABLE,
    ZERO_FLAG,
    /** In a register, if ZF tells that there is one. */
    CONDITIONAL
  }

  private final Cpu cpu;
  private final GuestState.Running state;

  private int eip;
  private int ring;
  private Mnemonic instruction = Mnemonic.NONE;
  private Value what = Value.NOTHING;
  private Place place = Place.NOWHERE;

  /** Number of the register, or linear address. */
  private int where;

  /** The bits of the result that are compared. */
  private int mask;

  private int due;

  /** The second part of what is due: the limit of a table, or whether ZF is to be set. */
  private int alsoDue;

  LieDetector(Cpu cpu, Memory memory) {
    this.cpu = cpu;
    state = new GuestState.Running(cpu, memory);
  }

  /**
   * Looks at the next instruction of a guest, which runs in ring 1 or 3.
   *
   * @return true when {@link #behind} has something to look at
   */
  boolean before(VirtualMachine guest) {
    place = Place.NOWHERE;
    if (cpu.codeBits() != 32 || !mayLie(cpu.linearEip())) {
      return false;
    }
    eip = cpu.eip();
    ring = cpu.cpl();
    try {
      read(guest, new GuestCode(state));
    } catch (GuestFault _) {
      return false; // it will be refused
    }
    return place != Place.NOWHERE;
  }

  /** A quick look at the first bytes. */
  private boolean mayLie(int linear) {
    for (int i = 0; i < FARTHEST_PREFIX; i++) {
      switch (state.read8(linear + i)) {
        case 0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65, 0x66, 0x67, 0xF0, 0xF2, 0xF3 -> {}
        case 0x0E, 0x16, 0x8C, 0x9A, 0x9C, 0x9D, 0xCF, 0xFF -> {
          return true;
        }
        case 0x0F -> {
          return state.read8(linear + i + 1) < 4;
        }
        default -> {
          return false;
        }
      }
    }
    return false;
  }

  private void read(VirtualMachine guest, GuestCode code) throws GuestFault {
    int opcode = code.opcode();
    int size = code.isWord() ? 2 : 4;
    switch (opcode) {
      case 0x9C -> {
        int trap = guest.stepsItself() ? Eflags.TF : 0;
        expect(Mnemonic.PUSHF, Value.FLAGS, Place.STACK, keptFlags(guest) | trap);
        mask = VIRTUAL_FLAGS | (guest.isStepped() ? Eflags.TF : 0);
      }
      case 0x9D -> flags(guest, Mnemonic.POPF, state.read32(top()));
      case 0xCF -> {
        if ((state.read16(top() + size) & 3) == ring && size == 4) {
          flags(guest, Mnemonic.IRET, state.read32(top() + 8));
        }
      }
      case 0x0E -> pushed(Mnemonic.PUSH_CS, Segments.CS, 0);
      case 0x16 -> pushed(Mnemonic.PUSH_SS, Segments.SS, 0);
      case 0x9A -> pushed(Mnemonic.CALL, Segments.CS, size);
      case 0xFF -> {
        if ((code.next8() >>> 3 & 7) == 3) {
          pushed(Mnemonic.CALL, Segments.CS, size);
        }
      }
      case 0x8C -> fromSegment(code, code.next8());
      default -> twoBytes(guest, code, code.next8());
    }
  }

  private int top() {
    return state.base(Word.SS) + cpu.general[4];
  }

  private void expect(Mnemonic mnemonic, Value wrong, Place result, int value) {
    instruction = mnemonic;
    what = wrong;
    place = result;
    due = value;
    mask = 0xFFFF;
    where = 0;
  }

  private static int keptFlags(VirtualMachine guest) {
    int ioPrivilege = guest.cpu().ioPrivilege << Interrupts.IOPL_SHIFT;
    return (guest.letsInterruptsIn() ? Eflags.IF : 0) | ioPrivilege;
  }

  /** IF and IOPL that an instruction takes from the stack, where the ring would allow it. */
  private void flags(VirtualMachine guest, Mnemonic mnemonic, int value) {
    VirtualCpu own = guest.cpu();
    int believed = VirtualMachine.believedRing(ring);
    int kept = keptFlags(guest);
    int changeable =
        (believed <= own.ioPrivilege ? Eflags.IF : 0) | (believed == 0 ? Eflags.IOPL : 0);
    expect(mnemonic, Value.FLAGS, Place.KEPT_FLAGS, kept & ~changeable | value & changeable);
    where = kept;
    mask = VIRTUAL_FLAGS;
  }

  /** The selector of code or stack, which has the ring in it. */
  private void pushed(Mnemonic mnemonic, int segment, int behind) {
    expect(mnemonic, Value.SELECTOR, Place.STACK, believed(segment));
    where = behind;
  }

  private int believed(int segment) {
    return VirtualMachine.believed(cpu.segments.selector[segment] & 0xFFFF);
  }

  private void fromSegment(GuestCode code, int modRm) throws GuestFault {
    int segment = modRm >>> 3 & 7;
    boolean hasRing = segment == Segments.CS || segment == Segments.SS;
    if (hasRing && (modRm >= 0xC0 || !code.hasShortAddress())) {
      expect(Mnemonic.MOV, Value.SELECTOR, Place.REGISTER, believed(segment));
      at(code, modRm);
    }
  }

  /** The result goes where a ModR/M byte says. */
  private void at(GuestCode code, int modRm) throws GuestFault {
    if (modRm >= 0xC0) {
      where = modRm & 7;
    } else {
      place = Place.MEMORY;
      where = code.address(modRm);
    }
  }

  private void twoBytes(VirtualMachine guest, GuestCode code, int opcode) throws GuestFault {
    VirtualCpu own = guest.cpu();
    int modRm = code.next8();
    if (code.hasShortAddress() && modRm < 0xC0) {
      return; // such addresses are not read here
    }
    int operation = opcode << 3 | modRm >>> 3 & 7;
    switch (operation) {
      case 0 -> selector(code, modRm, Mnemonic.SLDT, own.localTable);
      case 1 -> selector(code, modRm, Mnemonic.STR, own.taskSelector);
      case 4 -> verify(Mnemonic.VERR, segment(guest, code, modRm).isReadable());
      case 5 -> verify(Mnemonic.VERW, segment(guest, code, modRm).isWritable());
      case 8 -> table(code, modRm, Mnemonic.SGDT, own.gdtBase, own.gdtLimit);
      case 9 -> table(code, modRm, Mnemonic.SIDT, own.idtBase, own.idtLimit);
      case 12 -> {
        expect(Mnemonic.SMSW, Value.CR0, Place.REGISTER, own.cr0);
        at(code, modRm);
        mask = place == Place.REGISTER && !code.isWord() ? -1 : 0xFFFF;
        due &= mask;
      }
      default -> {
        if (opcode == 2) {
          GuestSegment found = segment(guest, code, modRm);
          int compared = RIGHTS & (code.isWord() ? 0xFFFF : -1) & ~found.busy();
          conditional(Mnemonic.LAR, Value.RIGHTS, modRm, found.hasRights(), found.high(), compared);
        } else if (opcode == 3) {
          GuestSegment found = segment(guest, code, modRm);
          int all = code.isWord() ? 0xFFFF : -1;
          conditional(Mnemonic.LSL, Value.LIMIT, modRm, found.hasLimit(), found.limit(), all);
        }
      }
    }
  }

  private GuestSegment segment(VirtualMachine guest, GuestCode code, int modRm) throws GuestFault {
    int believed = VirtualMachine.believedRing(ring);
    return GuestSegment.seen(guest, code.read16(modRm), believed);
  }

  private void selector(GuestCode code, int modRm, Mnemonic mnemonic, int value) throws GuestFault {
    expect(mnemonic, Value.SELECTOR, Place.REGISTER, value & 0xFFFF);
    at(code, modRm);
  }

  private void verify(Mnemonic mnemonic, boolean good) {
    expect(mnemonic, Value.ZF, Place.ZERO_FLAG, good ? 1 : 0);
  }

  private void table(GuestCode code, int modRm, Mnemonic mnemonic, int base, int limit)
      throws GuestFault {
    expect(mnemonic, Value.BASE, Place.TABLE, base);
    alsoDue = limit;
    at(code, modRm);
    place = modRm >= 0xC0 ? Place.NOWHERE : Place.TABLE;
  }

  private void conditional(
      Mnemonic mnemonic, Value wrong, int modRm, boolean there, int value, int compared) {
    expect(mnemonic, wrong, Place.CONDITIONAL, value & compared);
    alsoDue = there ? 1 : 0;
    where = modRm >>> 3 & 7;
    mask = compared;
  }

  /** Compares, when the instruction was done in the ring where it began. */
  Optional<Lie> behind() {
    if (cpu.cpl() != ring || cpu.faultPending()) {
      return Optional.empty();
    }
    int zero = (cpu.eflags() & Eflags.ZF) == 0 ? 0 : 1;
    return switch (place) {
      case NOWHERE -> Optional.empty();
      case REGISTER -> unless(what, cpu.general[where] & mask, due);
      case MEMORY -> unless(what, state.read16(where) & mask, due);
      case STACK -> unless(what, state.read32(top() + where) & mask, due & mask);
      case KEPT_FLAGS -> unless(what, where & mask, due & mask);
      case ZERO_FLAG -> unless(what, zero, due);
      case TABLE -> {
        int base = state.read32(where + 2);
        yield base == due
            ? unless(Value.LIMIT, state.read16(where), alsoDue)
            : unless(what, base, due);
      }
      case CONDITIONAL ->
          zero != alsoDue
              ? unless(Value.ZF, zero, alsoDue)
              : unless(what, zero == 0 ? due : cpu.general[where] & mask, due);
    };
  }

  private Optional<Lie> unless(Value wrong, int got, int right) {
    return got == right
        ? Optional.empty()
        : Optional.of(new Lie(eip, instruction, wrong, got, right));
  }
}
