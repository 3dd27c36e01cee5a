package cloister.device.ide;

import cloister.bus.Line;
import cloister.bus.PortDevice;
import cloister.bus.PortMap;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.event.Families;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.Clock;
import cloister.time.Timer;
import java.util.Optional;

/**
 * One channel: both drives hear what the host writes, the selected one answers. While a drive is
 * busy the registers of the command block belong to it (ATA/ATAPI-6, T13/1410D).
 */
public final class Channel implements PortDevice, Saveable {
  private static final int PORTS = 8;
  private static final int DATA = 0;
  private static final int ERROR_OR_FEATURES = 1;
  private static final int COUNT = 2;
  private static final int LOW = 3;
  private static final int MIDDLE = 4;
  private static final int HIGH = 5;
  private static final int DEVICE = 6;
  private static final int STATUS_OR_COMMAND = 7;
  private static final int CONTROL_NO_INTERRUPT = 1 << 1;
  private static final int CONTROL_RESET = 1 << 2;
  private static final int CONTROL_HIGH_ORDER = 1 << 7;
  private static final int DEVICE_FIXED_BITS = 0xa0;
  private static final int DIAGNOSE = 0x90;
  private static final int NO_COMMAND = -1;

  /** A drive takes 50 microseconds for a command and for each block. */
  private static final int WORK_PER_SECOND = 20_000;

  private final Clock clock;
  private final Timer work;
  private final Line interrupt;
  private final EventSink events;
  private final int number;
  private final Drive[] drives = new Drive[2];
  private int selected;

  /** The drive that was given the command or the block; after DEVICE DIAGNOSTIC both work. */
  private int working;

  private int control;
  private int command = NO_COMMAND;

  /** The last command that a drive took, or {@link #NO_COMMAND}. */
  private int lastCommand = NO_COMMAND;

  private boolean interruptPending;

  /**
   * @param number 0 or 1; its drives are 2 * number and the next
   */
  public Channel(int number, Clock clock, Line interrupt, EventSink events) {
    this.number = number;
    this.clock = clock;
    this.interrupt = interrupt;
    this.events = events;
    work = clock.timer(this::act);
  }

  /** Cables a drive as master (0) or slave (1). */
  public void attach(int unit, Drive drive) {
    drives[unit] = drive;
    drive.reset();
  }

  public void connect(PortMap ports, int first, int controlPort) {
    ports.add(first, 1, 4, this);
    ports.add(first + 1, PORTS - 1, 1, this);
    ports.add(controlPort, 1, 1, new Control());
  }

  /** The reset pin. The drives keep what is stored on them. */
  public void reset() {
    work.disarm();
    selected = 0;
    control = 0;
    lastCommand = NO_COMMAND;
    interruptPending = false;
    for (Drive drive : drives) {
      if (drive != null) {
        drive.hardwareReset();
      }
    }
    updateInterrupt();
  }

  /**
   * A drive's registers, for those who look from outside: reading its status is an act of the
   * guest's.
   *
   * @param sector that the registers name, or -1 when they name none
   */
  public record Unit(int status, int error, int device, int count, int sector) {}

  /** The master (0) or slave (1), if there is such a drive. */
  public Optional<Unit> look(int unit) {
    Drive drive = drives[unit];
    if (drive == null) {
      return Optional.empty();
    }
    Registers registers = drive.registers();
    int device = registers.device | DEVICE_FIXED_BITS | unit << 4;
    int sector = drive.namedSector(lastCommand);
    return Optional.of(
        new Unit(registers.status, registers.error, device, registers.count, sector));
  }

  /** The drive that the host has selected. */
  public int selected() {
    return selected;
  }

  /** The last command that a drive took, or -1. */
  public int lastCommand() {
    return lastCommand;
  }

  /** The device control register, which the host cannot read. */
  public int control() {
    return control;
  }

  /** Whether a drive has asked for an interrupt and the host has not looked yet. */
  public boolean interruptPending() {
    return interruptPending;
  }

  private boolean isEmpty() {
    return drives[0] == null && drives[1] == null;
  }

  @Override
  public int read(int port, int bytes) {
    int register = port & PORTS - 1;
    if (isEmpty()) {
      return -1 >>> 32 - 8 * bytes;
    }
    Drive drive = drives[selected];
    if (drive == null) {
      // The other drive answers in its place, with a status that says that nobody is there.
      return register == STATUS_OR_COMMAND ? 0 : value(drives[1 - selected].registers(), register);
    }
    if (register == DATA) {
      return takeData(drive, bytes);
    }
    if (register == STATUS_OR_COMMAND && interruptPending) {
      interruptPending = false;
      updateInterrupt();
    }
    return value(drive.registers(), register);
  }

  private int value(Registers registers, int register) {
    boolean before = (control & CONTROL_HIGH_ORDER) != 0;
    return switch (register) {
      case DATA -> 0;
      case ERROR_OR_FEATURES -> registers.error;
      case COUNT -> before ? registers.countBefore : registers.count;
      case LOW -> before ? registers.lowBefore : registers.low;
      case MIDDLE -> before ? registers.middleBefore : registers.middle;
      case HIGH -> before ? registers.highBefore : registers.high;
      case DEVICE -> registers.device | DEVICE_FIXED_BITS | selected << 4;
      default -> registers.status;
    };
  }

  private int takeData(Drive drive, int bytes) {
    Registers registers = drive.registers();
    if (!registers.transfers(false)) {
      return 0;
    }
    int value = registers.take(bytes);
    if (registers.blockDone()) {
      if (drive.endsWithBlock()) {
        drive.blockDone();
      } else {
        begin(NO_COMMAND);
      }
    }
    return value;
  }

  @Override
  public void write(int port, int bytes, int value) {
    int register = port & PORTS - 1;
    control &= ~CONTROL_HIGH_ORDER;
    if (register == STATUS_OR_COMMAND) {
      writeCommand(value);
    } else if (register == DATA) {
      if (drives[selected] != null) {
        giveData(drives[selected], bytes, value);
      }
    } else if (!isBusy()) {
      if (register == DEVICE) {
        selected = value >>> 4 & 1;
      }
      for (Drive drive : drives) {
        if (drive != null) {
          write(drive.registers(), register, value);
        }
      }
    }
  }

  private static void write(Registers registers, int register, int value) {
    switch (register) {
      case ERROR_OR_FEATURES -> registers.features = value;
      case COUNT -> {
        registers.countBefore = registers.count;
        registers.count = value;
      }
      case LOW -> {
        registers.lowBefore = registers.low;
        registers.low = value;
      }
      case MIDDLE -> {
        registers.middleBefore = registers.middle;
        registers.middle = value;
      }
      case HIGH -> {
        registers.highBefore = registers.high;
        registers.high = value;
      }
      default -> registers.device = value;
    }
  }

  private void writeCommand(int value) {
    if (value == DIAGNOSE && drives[0] != null && !isBusy()) {
      // Both drives obey, whichever is selected, and the first one answers (8.11).
      selected = 0;
    }
    Drive drive = drives[selected];
    if (drive == null || isBusy() && !interrupts(drive, value)) {
      return;
    }
    interruptPending = false;
    updateInterrupt();
    lastCommand = value;
    begin(value);
    if (drive.asksAtOnce(value)) {
      work.disarm();
      act();
    }
    if (events.listens(Families.DEVICES)) {
      events.accept(
          new Event.DriveCommanded(
              2 * number + selected, value, drive.namedSector(value), drive.registers().count));
    }
  }

  private void giveData(Drive drive, int bytes, int value) {
    Registers registers = drive.registers();
    if (registers.transfers(true)) {
      registers.give(bytes, value);
      if (registers.blockDone()) {
        begin(NO_COMMAND);
      }
    }
  }

  private boolean isBusy() {
    return isBusy(0) || isBusy(1);
  }

  private boolean isBusy(int unit) {
    return drives[unit] != null && (drives[unit].registers().status & Registers.BUSY) != 0;
  }

  /** Whether a busy drive drops its work for a command. A reset and a diagnostic go on. */
  private boolean interrupts(Drive drive, int value) {
    return work.isArmed() && command != DIAGNOSE && drive.obeysWhileBusy(value);
  }

  /** The selected drive is busy with a command, or with the block that was exchanged. */
  private void begin(int newCommand) {
    command = newCommand;
    working = selected;
    for (int unit = 0; unit < drives.length; unit++) {
      if (works(unit)) {
        drives[unit].registers().status = Registers.BUSY;
      }
    }
    work.armIn(Math.max(1, clock.ticksPerSecond() / WORK_PER_SECOND));
  }

  private boolean works(int unit) {
    return drives[unit] != null && (unit == working || command == DIAGNOSE);
  }

  private void act() {
    for (int unit = 0; unit < drives.length; unit++) {
      if (works(unit)) {
        act(drives[unit]);
      }
    }
    updateInterrupt();
  }

  private void act(Drive drive) {
    if (command == NO_COMMAND) {
      drive.blockDone();
    } else {
      drive.execute(command);
    }
    if (drive.registers().takeInterrupt()) {
      interruptPending = true;
    }
  }

  private void updateInterrupt() {
    interrupt.set(interruptPending && (control & CONTROL_NO_INTERRUPT) == 0);
  }

  /** Device control, and the status without its effect on the interrupt. */
  private final class Control implements PortDevice {
    @Override
    public int read(int port, int bytes) {
      if (isEmpty()) {
        return 0xff;
      }
      return drives[selected] == null ? 0 : drives[selected].registers().status;
    }

    @Override
    public void write(int port, int bytes, int value) {
      boolean resets = (value & CONTROL_RESET) != 0;
      boolean endsReset = (control & CONTROL_RESET) != 0 && !resets;
      control = value;
      if (resets) {
        beginReset();
      } else if (endsReset) {
        endReset();
      }
      updateInterrupt();
    }
  }

  private void beginReset() {
    work.disarm();
    interruptPending = false;
    for (Drive drive : drives) {
      if (drive != null) {
        drive.registers().status = Registers.BUSY;
      }
    }
  }

  private void endReset() {
    selected = 0;
    for (Drive drive : drives) {
      if (drive != null) {
        drive.reset();
      }
    }
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(selected);
    out.writeInt(working);
    out.writeInt(control);
    out.writeInt(command);
    out.writeInt(lastCommand);
    out.writeBoolean(interruptPending);
    for (Drive drive : drives) {
      if (drive != null) {
        drive.registers().save(out);
        drive.save(out);
      }
    }
  }

  @Override
  public void load(StateReader in) {
    selected = in.readInt();
    working = in.readInt();
    control = in.readInt();
    command = in.readInt();
    lastCommand = in.readInt();
    interruptPending = in.readBoolean();
    for (Drive drive : drives) {
      if (drive != null) {
        drive.registers().load(in);
        drive.load(in);
      }
    }
  }
}
