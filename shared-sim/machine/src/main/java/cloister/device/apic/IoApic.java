package cloister.device.apic;

import cloister.bus.Memory;
import cloister.bus.Region;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** The I/O APIC of the board (Intel 82093AA data sheet): 24 lines to vectors of the local APIC. */
public final class IoApic implements Region, Saveable {
  public static final int LINES = 24;

  private static final int ADDRESS = 0xfec00000;
  private static final int SELECT = 0x00;
  private static final int WINDOW = 0x10;
  private static final int ID = 0;
  private static final int VERSION = 1;
  private static final int ARBITRATION = 2;
  private static final int TABLE = 0x10;
  private static final int VERSION_VALUE = LINES - 1 << 16 | 0x11;
  private static final int MASKED = 1 << 16;
  private static final int LEVEL = 1 << 15;
  private static final int REMOTE_REQUEST = 1 << 14;
  private static final int ACTIVE_LOW = 1 << 13;
  private static final int LOGICAL = 1 << 11;
  private static final int DELIVERY = 7 << 8;
  private static final int DELIVER_LOWEST = 1 << 8;
  private static final int READ_ONLY = REMOTE_REQUEST | 1 << 12;

  private final LocalApic local;
  private final int[] low = new int[LINES];
  private final int[] high = new int[LINES];
  private int pins;
  private int select;
  private int id;

  public IoApic(LocalApic local) {
    this.local = local;
    local.onEnd(this::ended);
    for (int line = 0; line < LINES; line++) {
      low[line] = MASKED;
    }
  }

  public void connect(Memory memory) {
    memory.map(ADDRESS, Memory.PAGE_SIZE, this);
  }

  /** Drives one of the lines. */
  public void set(int line, boolean high) {
    boolean before = isActive(line);
    pins = high ? pins | 1 << line : pins & ~(1 << line);
    if (isActive(line) && (asksByLevel(line) || !before)) {
      deliver(line);
    }
  }

  /** An NMI is edge-triggered whatever its entry says (82093AA, 3.2.4). */
  private boolean asksByLevel(int line) {
    return (low[line] & LEVEL) != 0 && (low[line] & DELIVERY) != Registers.DELIVER_NMI;
  }

  /** True when one of the lines asks for the interrupt that cannot be masked. */
  public boolean hearsNmi() {
    for (int entry : low) {
      if ((entry & (MASKED | DELIVERY)) == Registers.DELIVER_NMI) {
        return true;
      }
    }
    return false;
  }

  /**
   * A row of the redirection table, for those who look from outside.
   *
   * @param entry both its words, without the destination
   * @param high the line's own level
   */
  public record Redirection(int entry, int destination, boolean high) {
    public int vector() {
      return entry & Registers.VECTOR;
    }

    /** The three bits of the delivery mode. */
    public int delivery() {
      return entry >>> 8 & 7;
    }

    public boolean logical() {
      return (entry & LOGICAL) != 0;
    }

    public boolean activeLow() {
      return (entry & ACTIVE_LOW) != 0;
    }

    public boolean level() {
      return (entry & LEVEL) != 0;
    }

    /** A level's interrupt has not ended yet. */
    public boolean remoteRequest() {
      return (entry & REMOTE_REQUEST) != 0;
    }

    public boolean masked() {
      return (entry & MASKED) != 0;
    }
  }

  /** The row of a line. */
  public Redirection look(int line) {
    return new Redirection(low[line], high[line] >>> 24, (pins >>> line & 1) != 0);
  }

  private boolean isActive(int line) {
    boolean inverted = (low[line] & ACTIVE_LOW) != 0;
    return (pins >>> line & 1) != 0 ^ inverted;
  }

  private void deliver(int line) {
    int entry = low[line];
    int delivery = entry & DELIVERY;
    boolean waits = (entry & MASKED) != 0 || (entry & REMOTE_REQUEST) != 0;
    boolean toVector = delivery == 0 || delivery == DELIVER_LOWEST;
    boolean addressed = local.isAddressed(high[line] >>> 24, (entry & LOGICAL) != 0);
    if (!waits && addressed && delivery == Registers.DELIVER_NMI) {
      local.acceptNmi();
    }
    if (waits || !toVector || !addressed) {
      return;
    }
    boolean level = (entry & LEVEL) != 0;
    if (level) {
      low[line] |= REMOTE_REQUEST;
    }
    local.accept(entry & Registers.VECTOR, level);
  }

  /** The end of a level's interrupt: a line that is still active asks again. */
  private void ended(int vector) {
    for (int line = 0; line < LINES; line++) {
      boolean served = (low[line] & REMOTE_REQUEST) != 0;
      if (served && (low[line] & Registers.VECTOR) == vector) {
        low[line] &= ~REMOTE_REQUEST;
        if (isActive(line)) {
          deliver(line);
        }
      }
    }
  }

  @Override
  public boolean isSteady() {
    return false;
  }

  @Override
  public int read(int offset, int bytes) {
    int value = offset == SELECT ? select : offset == WINDOW ? register() : 0;
    return bytes == 4 ? value : value & (1 << 8 * bytes) - 1;
  }

  private int register() {
    int line = select - TABLE >> 1;
    if (line >= 0 && line < LINES) {
      return (select & 1) == 0 ? low[line] : high[line];
    }
    return switch (select) {
      case ID, ARBITRATION -> id;
      case VERSION -> VERSION_VALUE;
      default -> 0;
    };
  }

  @Override
  public void write(int offset, int bytes, int value) {
    if (offset == SELECT) {
      select = value & 0xff;
    } else if (offset == WINDOW) {
      writeRegister(value);
    }
  }

  private void writeRegister(int value) {
    int line = select - TABLE >> 1;
    if (line < 0 || line >= LINES) {
      id = select == ID ? value & 0x0f000000 : id;
    } else if ((select & 1) != 0) {
      high[line] = value & 0xff << 24;
    } else {
      low[line] = value & ~READ_ONLY & 0x1ffff | low[line] & READ_ONLY;
      if ((value & LEVEL) == 0) {
        low[line] &= ~REMOTE_REQUEST;
      } else if (isActive(line) && asksByLevel(line)) {
        deliver(line);
      }
    }
  }

  @Override
  public void save(StateWriter out) {
    out.writeInts(low);
    out.writeInts(high);
    out.writeInt(pins);
    out.writeInt(select);
    out.writeInt(id);
  }

  @Override
  public void load(StateReader in) {
    in.readInts(low);
    in.readInts(high);
    pins = in.readInt();
    select = in.readInt();
    id = in.readInt();
  }
}
