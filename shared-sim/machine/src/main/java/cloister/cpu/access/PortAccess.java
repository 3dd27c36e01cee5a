package cloister.cpu.access;

import cloister.bits.Bits;
import cloister.cpu.core.Core;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.core.Virtualization;
import cloister.event.Rule;

/** Input and output with their privilege check (SDM 1, 19.5). */
public final class PortAccess {
  private static final int BITMAP_BASE_FIELD = 0x66;

  private final Core core;

  private final LinearMemory memory;
  private final OpenPorts open;

  public PortAccess(Core core, LinearMemory memory) {
    this.core = core;
    this.memory = memory;
    open = new OpenPorts(core);
  }

  /**
   * @param bytes 1, 2 or 4
   * @param form flags of {@link Virtualization#PORT_IN} and its like
   * @return zero-extended
   */
  public int read(int port, int bytes, int form) {
    check(port, bytes);
    ask(port, bytes, form | Virtualization.PORT_IN);
    return open.read(port, bytes);
  }

  public void write(int port, int bytes, int form, int value) {
    check(port, bytes);
    ask(port, bytes, form);
    open.write(port, bytes, value);
  }

  /** Asks whether an access that the program may make is intercepted. */
  public void ask(int port, int bytes, int form) {
    if (core.nonRoot) {
      core.virtualization.askPort(port, bytes, form);
    }
  }

  /** Refuses the access when the program may not use the port; INS and OUTS ask this first. */
  public void check(int port, int bytes) {
    boolean asksBitmap = core.virtual8086() || core.cpl > core.flags.iopl();
    if (core.protectedMode() && asksBitmap && !bitmapAllows(port, bytes)) {
      throw refusal(port);
    }
  }

  private Fault refusal(int port) {
    return core.virtual8086()
        ? core.generalProtection(0, Rule.VIRTUAL_MODE_PORT, port, 0, 0)
        : core.generalProtection(
            0, Rule.IOPL_OR_BITMAP_FOR_PORT, core.cpl, core.flags.iopl(), port);
  }

  /** The bits of all ports of the access must be clear in the bitmap of a 32-bit TSS. */
  private boolean bitmapAllows(int port, int bytes) {
    Segments segments = core.segments;
    int base = segments.base[Segments.TR];
    int limit = segments.limit[Segments.TR];
    boolean tss32 = (Rights.type(segments.rights[Segments.TR]) & 8) != 0;
    if (!segments.usable(Segments.TR) || !tss32 || Bits.below(limit, BITMAP_BASE_FIELD + 1)) {
      return false;
    }
    int offset = memory.readSystem16(base + BITMAP_BASE_FIELD) + (port >> 3);
    if (Bits.below(limit, offset + 1)) {
      return false;
    }
    int bits = memory.readSystem16(base + offset) >>> (port & 7);
    return (bits & (1 << bytes) - 1) == 0;
  }
}
