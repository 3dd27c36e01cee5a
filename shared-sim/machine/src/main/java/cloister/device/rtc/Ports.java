package cloister.device.rtc;

import cloister.bus.PortDevice;

/** Index and data port of the clock chip; bit 7 of the index is the board's NMI mask. */
final class Ports implements PortDevice {
  static final int FIRST = 0x70;
  static final int COUNT = 2;

  private static final int INDEX = 0x7f;

  private final Rtc rtc;
  private final Registers registers;

  Ports(Rtc rtc, Registers registers) {
    this.rtc = rtc;
    this.registers = registers;
  }

  @Override
  public int read(int port, int bytes) {
    return port == FIRST ? 0xff : rtc.read(registers.index);
  }

  @Override
  public void write(int port, int bytes, int value) {
    if (port == FIRST) {
      registers.index = value & INDEX;
    } else {
      rtc.write(registers.index, value);
    }
  }
}
