package cloister.device.uart;

import cloister.bus.PortDevice;

/** The eight ports of a serial port. */
final class Ports implements PortDevice {
  static final int COUNT = 8;

  private static final int DATA = 0;
  private static final int INTERRUPT_ENABLE = 1;
  private static final int IDENTIFICATION = 2;
  private static final int LINE_CONTROL = 3;
  private static final int MODEM_CONTROL = 4;
  private static final int LINE_STATUS = 5;
  private static final int MODEM_STATUS = 6;
  private static final int FIFOS_ENABLED = 0xc0;
  private static final int CAUSE_EMPTY = 2;

  private final Uart uart;
  private final Registers registers;

  Ports(Uart uart, Registers registers) {
    this.uart = uart;
    this.registers = registers;
  }

  private boolean divisorLatch() {
    return (registers.lineControl & Registers.LCR_DIVISOR) != 0;
  }

  @Override
  public int read(int port, int bytes) {
    return switch (port & 7) {
      case DATA -> divisorLatch() ? registers.divisor & 0xff : uart.takeInput();
      case INTERRUPT_ENABLE -> divisorLatch() ? registers.divisor >>> 8 : registers.interruptEnable;
      case IDENTIFICATION -> identify();
      case LINE_CONTROL -> registers.lineControl;
      case MODEM_CONTROL -> registers.modemControl;
      case LINE_STATUS -> lineStatus();
      case MODEM_STATUS -> modemStatus();
      default -> registers.scratch;
    };
  }

  private int identify() {
    int cause = registers.cause();
    if (cause == CAUSE_EMPTY) {
      registers.emptyPending = false;
      uart.update();
    }
    return cause | (registers.fifos ? FIFOS_ENABLED : 0);
  }

  private int lineStatus() {
    int status = registers.lineStatus();
    registers.overrun = false;
    uart.update();
    return status;
  }

  private int modemStatus() {
    int status = registers.modemLines() | registers.modemDeltas;
    registers.modemDeltas = 0;
    uart.update();
    return status;
  }

  @Override
  public void write(int port, int bytes, int value) {
    switch (port & 7) {
      case DATA -> {
        if (divisorLatch()) {
          registers.divisor = registers.divisor & 0xff00 | value;
        } else {
          uart.send(value);
        }
      }
      case INTERRUPT_ENABLE -> {
        if (divisorLatch()) {
          registers.divisor = registers.divisor & 0xff | value << 8;
        } else {
          registers.setInterruptEnable(value);
        }
      }
      case IDENTIFICATION -> registers.setFifoControl(value);
      case LINE_CONTROL -> registers.lineControl = value;
      case MODEM_CONTROL -> registers.setModemControl(value);
      case LINE_STATUS, MODEM_STATUS -> {
        // Writing the status registers is meant for the factory.
      }
      default -> registers.scratch = value;
    }
    uart.update();
  }
}
