package cloister.device.apic;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** The registers of a local APIC (SDM 3, chapter 13), by their offsets in its page. */
final class Registers implements Saveable {
  static final int ID = 0x20;
  static final int VERSION = 0x30;
  static final int TASK_PRIORITY = 0x80;
  static final int PROCESSOR_PRIORITY = 0xa0;
  static final int END_OF_INTERRUPT = 0xb0;
  static final int LOGICAL_DESTINATION = 0xd0;
  static final int DESTINATION_FORMAT = 0xe0;
  static final int SPURIOUS = 0xf0;
  static final int IN_SERVICE = 0x100;
  static final int TRIGGER_MODE = 0x180;
  static final int REQUESTS = 0x200;
  static final int ERROR_STATUS = 0x280;
  static final int COMMAND_LOW = 0x300;
  static final int COMMAND_HIGH = 0x310;
  static final int LOCAL_TIMER = 0x320;
  static final int LOCAL_LINE_0 = 0x350;
  static final int LOCAL_ERROR = 0x370;
  static final int INITIAL_COUNT = 0x380;
  static final int CURRENT_COUNT = 0x390;
  static final int DIVIDE = 0x3e0;

  static final int MASKED = 1 << 16;
  static final int PERIODIC = 1 << 17;
  static final int ENABLED = 1 << 8;
  static final int VECTOR = 0xff;
  static final int DELIVERY = 7 << 8;
  static final int DELIVER_NMI = 4 << 8;
  static final int DELIVER_EXTERNAL = 7 << 8;

  private static final int LOCAL_ENTRIES = 6;
  private static final int SPURIOUS_RESET = 0xff;

  final Vectors requests = new Vectors();
  final Vectors inService = new Vectors();
  final Vectors levels = new Vectors();

  /** Timer, thermal sensor, performance counter, two lines, error. */
  final int[] local = new int[LOCAL_ENTRIES];

  int taskPriority;
  int logicalDestination;
  int destinationFormat = -1;
  int spurious = SPURIOUS_RESET;
  int commandLow;
  int commandHigh;
  int initialCount;
  int divide;

  Registers() {
    for (int i = 0; i < LOCAL_ENTRIES; i++) {
      local[i] = MASKED;
    }
  }

  boolean enabled() {
    return (spurious & ENABLED) != 0;
  }

  /** The entry of a local source by its offset. */
  int entry(int offset) {
    return local[offset - LOCAL_TIMER >>> 4];
  }

  boolean isEntry(int offset) {
    return offset >= LOCAL_TIMER && offset <= LOCAL_ERROR;
  }

  void setEntry(int offset, int value) {
    // An APIC that is switched off by software keeps its sources masked.
    local[offset - LOCAL_TIMER >>> 4] = enabled() ? value : value | MASKED;
  }

  void setSpurious(int value) {
    spurious = value & (ENABLED | VECTOR);
    if (!enabled()) {
      for (int i = 0; i < LOCAL_ENTRIES; i++) {
        local[i] |= MASKED;
      }
    }
  }

  /** Interrupts up to this class wait (SDM 3, 13.8.3.1). */
  int processorPriority() {
    int serving = Math.max(0, inService.highest());
    return (taskPriority & 0xf0) >= (serving & 0xf0) ? taskPriority : serving & 0xf0;
  }

  /** The bus clock is divided by 1 to 128, in a code of three bits that are not together. */
  int divisor() {
    int code = divide & 3 | divide >>> 1 & 4;
    return code == 7 ? 1 : 2 << code;
  }

  @Override
  public void save(StateWriter out) {
    requests.save(out);
    inService.save(out);
    levels.save(out);
    out.writeInts(local);
    out.writeInt(taskPriority);
    out.writeInt(logicalDestination);
    out.writeInt(destinationFormat);
    out.writeInt(spurious);
    out.writeInt(commandLow);
    out.writeInt(commandHigh);
    out.writeInt(initialCount);
    out.writeInt(divide);
  }

  @Override
  public void load(StateReader in) {
    requests.load(in);
    inService.load(in);
    levels.load(in);
    in.readInts(local);
    taskPriority = in.readInt();
    logicalDestination = in.readInt();
    destinationFormat = in.readInt();
    spurious = in.readInt();
    commandLow = in.readInt();
    commandHigh = in.readInt();
    initialCount = in.readInt();
    divide = in.readInt();
  }
}
