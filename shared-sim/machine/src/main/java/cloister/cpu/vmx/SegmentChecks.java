package cloister.cpu.vmx;

import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;

/** What a VM entry asks of the guest's segment registers (SDM 3, 26.3.1.2). */
final class SegmentChecks {
  private static final int TYPE = 15;
  private static final int CODE_OR_DATA = 1 << 4;
  private static final int PRESENT = 1 << 7;
  private static final int GRANULARITY = 1 << 15;
  private static final int RESERVED = 0xFFFE0F00;
  private static final int VIRTUAL_RIGHTS = 0xF3;
  private static final int BUSY_16 = 3;
  private static final int BUSY_32 = 11;

  private final Vmcs vmcs;
  private final boolean unrestricted;
  private final boolean virtual;

  SegmentChecks(Vmcs vmcs, boolean unrestricted) {
    this.vmcs = vmcs;
    this.unrestricted = unrestricted;
    virtual = (vmcs.get(VmcsField.GUEST_RFLAGS) & Eflags.VM) != 0;
  }

  boolean pass() {
    for (int register = Segments.ES; register <= Segments.GS; register++) {
      if (virtual ? !isVirtual(register) : !isSegment(register)) {
        return false;
      }
    }
    return task() && localTable();
  }

  private boolean isVirtual(int register) {
    return base(register) == selector(register) << 4
        && limit(register) == 0xFFFF
        && rights(register) == VIRTUAL_RIGHTS;
  }

  private boolean isSegment(int register) {
    int rights = rights(register);
    boolean usable = (rights & SegmentFields.UNUSABLE) == 0;
    if (register == Segments.SS && !stackRing()) {
      return false;
    }
    if (!usable && register != Segments.CS) {
      return true;
    }
    return (rights & RESERVED) == 0
        && (rights & CODE_OR_DATA) != 0
        && (rights & PRESENT) != 0
        && granularity(register)
        && switch (register) {
          case Segments.CS -> isCode(rights);
          case Segments.SS -> (rights & TYPE & ~4) == 3;
          default -> isData(register, rights);
        };
  }

  /** The ring is the DPL of SS, also of one that is not usable. */
  private boolean stackRing() {
    int dpl = dpl(rights(Segments.SS));
    int rpl = selector(Segments.SS) & 3;
    boolean real = (vmcs.get(VmcsField.GUEST_CR0) & Core.CR0_PE) == 0;
    boolean dataInCode = (rights(Segments.CS) & TYPE) == 3;
    return (unrestricted || rpl == (selector(Segments.CS) & 3) && dpl == rpl)
        && (!real && !dataInCode || dpl == 0);
  }

  private boolean isCode(int rights) {
    int ring = dpl(rights(Segments.SS));
    return switch (rights & TYPE) {
      case 3 -> unrestricted && dpl(rights) == 0;
      case 9, 11 -> dpl(rights) == ring;
      case 13, 15 -> dpl(rights) <= ring;
      default -> false;
    };
  }

  private boolean isData(int register, int rights) {
    int type = rights & TYPE;
    boolean accessed = (type & 1) != 0;
    boolean readable = (type & 8) == 0 || (type & 2) != 0;
    boolean conforming = type > 11;
    return accessed
        && readable
        && (unrestricted || conforming || dpl(rights) >= (selector(register) & 3));
  }

  private boolean task() {
    int rights = rights(Segments.TR);
    int type = rights & TYPE;
    return (selector(Segments.TR) & 4) == 0
        && (type == BUSY_16 || type == BUSY_32)
        && isSystem(rights)
        && granularity(Segments.TR);
  }

  private boolean localTable() {
    int rights = rights(Segments.LDTR);
    return (rights & SegmentFields.UNUSABLE) != 0
        || (selector(Segments.LDTR) & 4) == 0
            && (rights & TYPE) == 2
            && isSystem(rights)
            && granularity(Segments.LDTR);
  }

  private static boolean isSystem(int rights) {
    boolean usable = (rights & SegmentFields.UNUSABLE) == 0;
    return usable
        && (rights & CODE_OR_DATA) == 0
        && (rights & PRESENT) != 0
        && (rights & RESERVED) == 0;
  }

  private boolean granularity(int register) {
    boolean pages = (rights(register) & GRANULARITY) != 0;
    int limit = limit(register);
    return pages ? (limit & 0xFFF) == 0xFFF : (limit & 0xFFF00000) == 0;
  }

  private static int dpl(int rights) {
    return rights >>> 5 & 3;
  }

  private int selector(int register) {
    return vmcs.get(SegmentFields.selector(register));
  }

  private int base(int register) {
    return vmcs.get(SegmentFields.base(register));
  }

  private int limit(int register) {
    return vmcs.get(SegmentFields.limit(register));
  }

  private int rights(int register) {
    return vmcs.get(SegmentFields.rights(register));
  }
}
