package cloister.device.pic;

import cloister.bus.InterruptLine;
import cloister.bus.PortDevice;
import cloister.bus.PortMap;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.event.Families;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** Two 8259A as in a PC: the slave's output is line 2 of the master, lines 8 to 15 are its own. */
public final class Pic implements InterruptLine, Saveable {
  private static final int MASTER_PORT = 0x20;
  private static final int SLAVE_PORT = 0xa0;
  private static final int EDGE_LEVEL_PORT = 0x4d0;
  private static final int CASCADE = 2;
  private static final int POLL_INTERRUPT = 0x80;

  /** The timer, the keyboard, the cascade, the clock and the coprocessor can only be edges. */
  private static final int MASTER_LEVEL_ALLOWED = 0xf8;

  private static final int SLAVE_LEVEL_ALLOWED = 0xde;

  private final Registers master = new Registers();
  private final Registers slave = new Registers();
  private final EventSink events;
  private Runnable onRise = () -> {};
  private boolean output;

  public Pic(EventSink events) {
    this.events = events;
  }

  /**
   * The registers of one chip, for those who look from outside.
   *
   * @param served the line in service of highest priority, or -1
   * @param next the line that the chip asks the processor to serve now, or -1
   * @param pins the lines that are high
   * @param levels the lines that ask by their level
   */
  public record Chip(
      int requests,
      int inService,
      int mask,
      int base,
      int served,
      int next,
      int pins,
      int levels) {}

  /** The master, or the slave. */
  public Chip chip(boolean second) {
    Registers chip = second ? slave : master;
    return new Chip(
        chip.requests,
        chip.inService,
        chip.mask,
        chip.base,
        chip.highestInService(),
        chip.highestRequest(),
        chip.pins,
        chip.levels());
  }

  /** True when the master would ask the processor for an interrupt if one of its lines rose now. */
  public boolean wouldAsk(int line) {
    return master.highestRequestWith(line) != Registers.NO_REQUEST;
  }

  public void connect(PortMap ports) {
    ports.add(MASTER_PORT, 2, 1, new Ports(this, master));
    ports.add(SLAVE_PORT, 2, 1, new Ports(this, slave));
    ports.add(EDGE_LEVEL_PORT, 2, 1, new EdgeLevel());
  }

  /** What to do when the output to the processor rises. */
  public void onRise(Runnable action) {
    onRise = action;
  }

  /** Drives one of the sixteen lines. */
  public void set(int line, boolean high) {
    Registers chip = line < 8 ? master : slave;
    int bit = 1 << (line & 7);
    boolean before = (chip.pins & bit) != 0;
    chip.setPin(line & 7, high);
    if (high && !before && events.listens(Families.DEVICES)) {
      events.accept(new Event.InterruptRequested(line));
    }
    update();
  }

  @Override
  public boolean raised() {
    return output;
  }

  @Override
  public int acknowledge() {
    int line = master.highestRequest();
    if (line == Registers.NO_REQUEST) {
      return report(Registers.SPURIOUS, master.base + Registers.SPURIOUS);
    }
    master.serve(line);
    int vector = master.base + line;
    int reported = line;
    if ((master.slaves >>> line & 1) != 0) {
      int behind = slave.highestRequest();
      if (behind == Registers.NO_REQUEST) {
        behind = Registers.SPURIOUS;
      } else {
        slave.serve(behind);
      }
      // The slave's output falls with the acknowledge; a further request is an edge again.
      master.setPin(CASCADE, false);
      vector = slave.base + behind;
      reported = 8 + behind;
    }
    update();
    return report(reported, vector);
  }

  private int report(int line, int vector) {
    if (events.listens(Families.DEVICES)) {
      events.accept(new Event.InterruptAcknowledged(line, vector));
    }
    return vector;
  }

  /** A poll acknowledges like an interrupt, and answers with the line. */
  int poll(Registers chip) {
    int line = chip.highestRequest();
    if (line == Registers.NO_REQUEST) {
      return Registers.SPURIOUS;
    }
    chip.serve(line);
    update();
    return POLL_INTERRUPT | line;
  }

  void end(Registers chip, int line, boolean rotate) {
    if (line == Registers.NO_REQUEST) {
      return;
    }
    chip.inService &= ~(1 << line);
    if (rotate) {
      chip.lowest = line;
    }
    if (events.listens(Families.DEVICES)) {
      events.accept(new Event.InterruptEnded(chip == master ? line : 8 + line));
    }
  }

  /** Lets a change reach the cascade and the output. */
  void update() {
    slave.latchLevels();
    master.setPin(CASCADE, slave.highestRequest() != Registers.NO_REQUEST);
    master.latchLevels();
    boolean before = output;
    output = master.highestRequest() != Registers.NO_REQUEST;
    if (output && !before) {
      onRise.run();
    }
  }

  /** The edge/level control registers of the chip set. */
  private final class EdgeLevel implements PortDevice {
    @Override
    public int read(int port, int bytes) {
      return port == EDGE_LEVEL_PORT ? master.levelLines : slave.levelLines;
    }

    @Override
    public void write(int port, int bytes, int value) {
      if (port == EDGE_LEVEL_PORT) {
        master.levelLines = value & MASTER_LEVEL_ALLOWED;
      } else {
        slave.levelLines = value & SLAVE_LEVEL_ALLOWED;
      }
      update();
    }
  }

  @Override
  public void save(StateWriter out) {
    master.save(out);
    slave.save(out);
    out.writeBoolean(output);
  }

  @Override
  public void load(StateReader in) {
    master.load(in);
    slave.load(in);
    output = in.readBoolean();
  }
}
