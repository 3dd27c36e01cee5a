package cloister.device.pci;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** The 256 bytes of configuration space of one function (PCI Local Bus Specification 2.1). */
public final class Registers implements Saveable {
  public static final int COMMAND = 0x04;
  public static final int CLASS = 0x08;
  public static final int HEADER_TYPE = 0x0e;

  static final int INTERRUPT_LINE = 0x3c;
  static final int MULTIPLE_FUNCTIONS = 0x80;

  private static final int BYTES = 256;
  private static final int COMMAND_WRITABLE = 0x0107;

  private final byte[] values = new byte[BYTES];

  /** Bits that software can change. */
  private final byte[] writable = new byte[BYTES];

  /**
   * @param classCode class, subclass and interface in three bytes
   */
  Registers(int vendor, int device, int classCode) {
    preset(0, 2, vendor);
    preset(2, 2, device);
    preset(CLASS + 1, 1, classCode);
    preset(CLASS + 2, 1, classCode >>> 8);
    preset(CLASS + 3, 1, classCode >>> 16);
    allow(COMMAND, 2, COMMAND_WRITABLE);
    allow(INTERRUPT_LINE, 1, 0xff);
  }

  void preset(int register, int bytes, int value) {
    for (int i = 0; i < bytes; i++) {
      values[register + i] = (byte) (value >>> 8 * i);
    }
  }

  void allow(int register, int bytes, int mask) {
    for (int i = 0; i < bytes; i++) {
      writable[register + i] = (byte) (mask >>> 8 * i);
    }
  }

  public int read(int register, int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (values[register + i] & 0xff) << 8 * i;
    }
    return value;
  }

  void write(int register, int bytes, int value) {
    for (int i = 0; i < bytes; i++) {
      int mask = writable[register + i];
      int old = values[register + i];
      values[register + i] = (byte) (old & ~mask | value >>> 8 * i & mask);
    }
  }

  @Override
  public void save(StateWriter out) {
    out.writeBytes(values);
  }

  @Override
  public void load(StateReader in) {
    in.readBytes(values);
  }
}
