package cloister.device.uart;

import cloister.state.ByteQueue;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** The registers of a 16550A (National Semiconductor PC16550D data sheet). */
final class Registers implements Saveable {
  static final int IER_DATA = 1;
  static final int IER_EMPTY = 1 << 1;
  static final int IER_LINE = 1 << 2;
  static final int IER_MODEM = 1 << 3;
  static final int LCR_DIVISOR = 1 << 7;
  static final int MCR_LOOPBACK = 1 << 4;
  static final int LSR_DATA = 1;
  static final int LSR_OVERRUN = 1 << 1;
  static final int LSR_HOLDING_EMPTY = 1 << 5;
  static final int LSR_ALL_EMPTY = 1 << 6;

  /** Clear to send, data set ready and carrier: somebody listens at the other end. */
  static final int MSR_CONNECTED = 0xb0;

  static final int CAPACITY = 16;

  private static final int IER_KNOWN = 15;
  private static final int MCR_KNOWN = 31;
  private static final int FCR_ENABLE = 1;
  private static final int FCR_CLEAR_INPUT = 1 << 1;
  private static final int FCR_CLEAR_OUTPUT = 1 << 2;

  /** DLAB-independent: input clock over 16, and 10 bits a character. */
  private static final int CHARACTERS_PER_SECOND = 11_520;

  int interruptEnable;
  int lineControl;
  int modemControl;
  int modemDeltas;
  int scratch;

  /** Clock divisor; 12 is 9600 baud. */
  int divisor = 12;

  boolean fifos;
  int trigger = 1;
  boolean overrun;

  /** The holding register became empty and nobody has been told. */
  boolean emptyPending;

  /** Bytes have waited below the trigger level for four characters' time. */
  boolean timedOut;

  /** A character is in the transmitter's shift register. */
  boolean shifting;

  int shifted;

  final ByteQueue input = new ByteQueue(CAPACITY);
  final ByteQueue output = new ByteQueue(CAPACITY);

  boolean looped() {
    return (modemControl & MCR_LOOPBACK) != 0;
  }

  /** The modem lines, or in loopback the modem control outputs led back. */
  int modemLines() {
    if (!looped()) {
      return MSR_CONNECTED;
    }
    int dtr = modemControl & 1;
    int rts = modemControl >>> 1 & 1;
    int out1 = modemControl >>> 2 & 1;
    int out2 = modemControl >>> 3 & 1;
    return rts << 4 | dtr << 5 | out1 << 6 | out2 << 7;
  }

  void setModemControl(int value) {
    int before = modemLines();
    modemControl = value & MCR_KNOWN;
    int changed = before ^ modemLines();
    // Ring reports only its end.
    int ringEnded = before & ~modemLines() & 1 << 6;
    modemDeltas |= (changed & ~(1 << 6) | ringEnded) >>> 4;
  }

  void setInterruptEnable(int value) {
    boolean newly = (value & ~interruptEnable & IER_EMPTY) != 0;
    interruptEnable = value & IER_KNOWN;
    if (newly && output.isEmpty()) {
      emptyPending = true;
    }
  }

  void setFifoControl(int value) {
    boolean enable = (value & FCR_ENABLE) != 0;
    if (enable != fifos || (value & FCR_CLEAR_INPUT) != 0) {
      input.clear();
      timedOut = false;
    }
    if (enable != fifos || (value & FCR_CLEAR_OUTPUT) != 0) {
      output.clear();
    }
    fifos = enable;
    trigger =
        switch (enable ? value >>> 6 & 3 : 0) {
          case 1 -> 4;
          case 2 -> 8;
          case 3 -> 14;
          default -> 1;
        };
  }

  int capacity() {
    return fifos ? CAPACITY : 1;
  }

  /** Ticks that a character takes on the line. */
  long characterTicks(int ticksPerSecond) {
    return Math.max(1, (long) ticksPerSecond * Math.max(1, divisor) / CHARACTERS_PER_SECOND);
  }

  int lineStatus() {
    return (input.isEmpty() ? 0 : LSR_DATA)
        | (overrun ? LSR_OVERRUN : 0)
        | (output.isEmpty() ? LSR_HOLDING_EMPTY : 0)
        | (output.isEmpty() && !shifting ? LSR_ALL_EMPTY : 0);
  }

  /** Bits 3 to 0 of the identification register: the most urgent cause, 1 when there is none. */
  int cause() {
    if (overrun && (interruptEnable & IER_LINE) != 0) {
      return 6;
    }
    if ((interruptEnable & IER_DATA) != 0 && input.count() >= trigger) {
      return 4;
    }
    if ((interruptEnable & IER_DATA) != 0 && timedOut) {
      return 12;
    }
    if (emptyPending && (interruptEnable & IER_EMPTY) != 0) {
      return 2;
    }
    return modemDeltas != 0 && (interruptEnable & IER_MODEM) != 0 ? 0 : 1;
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(interruptEnable);
    out.writeInt(lineControl);
    out.writeInt(modemControl);
    out.writeInt(modemDeltas);
    out.writeInt(scratch);
    out.writeInt(divisor);
    out.writeBoolean(fifos);
    out.writeInt(trigger);
    out.writeBoolean(overrun);
    out.writeBoolean(emptyPending);
    out.writeBoolean(timedOut);
    out.writeBoolean(shifting);
    out.writeInt(shifted);
    input.save(out);
    output.save(out);
  }

  @Override
  public void load(StateReader in) {
    interruptEnable = in.readInt();
    lineControl = in.readInt();
    modemControl = in.readInt();
    modemDeltas = in.readInt();
    scratch = in.readInt();
    divisor = in.readInt();
    fifos = in.readBoolean();
    trigger = in.readInt();
    overrun = in.readBoolean();
    emptyPending = in.readBoolean();
    timedOut = in.readBoolean();
    shifting = in.readBoolean();
    shifted = in.readInt();
    input.load(in);
    output.load(in);
  }
}
