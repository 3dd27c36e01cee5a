package cloister.device.pic;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** The state of one 8259A and its priority logic (Intel 8259A data sheet, 231468-003). */
final class Registers implements Saveable {
  static final int NO_REQUEST = -1;

  /** A request that went away before its acknowledge is answered with this line's vector. */
  static final int SPURIOUS = 7;

  private static final int LINES = 8;
  private static final int LINE_BITS = (1 << LINES) - 1;

  /** Levels of the input pins. */
  int pins;

  /** Interrupt request register. */
  int requests;

  /** In-service register. */
  int inService;

  /** Interrupt mask register. */
  int mask;

  /** Vector of line 0. */
  int base;

  /** ICW3: lines with a slave behind them, for a master. */
  int slaves;

  /** Lines that are level-triggered, as the edge/level register of the board says. */
  int levelLines;

  /** LTIM of ICW1: all lines are level-triggered. */
  boolean allLevel;

  boolean autoEnd;
  boolean rotateOnAutoEnd;
  boolean specialFullyNested;
  boolean specialMask;
  boolean poll;
  boolean readInService;

  /** The line of lowest priority. */
  int lowest = LINES - 1;

  /** The initialization word that is expected next: 2 to 4, or 0. */
  int expected;

  boolean singleChip;
  boolean needsWord4;

  void setPin(int line, boolean high) {
    int bit = 1 << line;
    if (high) {
      if (isLevel(line) || (pins & bit) == 0) {
        requests |= bit;
      }
      pins |= bit;
    } else {
      pins &= ~bit;
      requests &= ~bit;
    }
  }

  /** A level-triggered line asks for as long as it is high, also after an initialization. */
  void latchLevels() {
    requests |= pins & levels();
  }

  int levels() {
    return allLevel ? LINE_BITS : levelLines;
  }

  private boolean isLevel(int line) {
    return (levels() >>> line & 1) != 0;
  }

  /** The line to be served next, or {@link #NO_REQUEST}. */
  int highestRequest() {
    int wanted = requests & ~mask;
    int blocking = specialMask ? inService & ~mask : inService;
    for (int rank = 1; rank <= LINES; rank++) {
      int line = lowest + rank & LINES - 1;
      int bit = 1 << line;
      boolean behindSlave = specialFullyNested && (slaves & bit) != 0;
      if ((blocking & bit) != 0 && !behindSlave) {
        return NO_REQUEST;
      }
      if ((wanted & bit) != 0) {
        return line;
      }
      if ((blocking & bit) != 0) {
        return NO_REQUEST;
      }
    }
    return NO_REQUEST;
  }

  /** The same, if a line rose now. */
  int highestRequestWith(int line) {
    int before = requests;
    boolean asks = isLevel(line) || (pins >>> line & 1) == 0;
    requests |= asks ? 1 << line : 0;
    int highest = highestRequest();
    requests = before;
    return highest;
  }

  /** The acknowledge of a line: it is in service now. */
  void serve(int line) {
    int bit = 1 << line;
    if (!isLevel(line)) {
      requests &= ~bit;
    }
    if (!autoEnd) {
      inService |= bit;
    } else if (rotateOnAutoEnd) {
      lowest = line;
    }
  }

  /**
   * The line in service that an unnamed end of interrupt is for, or {@link #NO_REQUEST}. In special
   * mask mode it passes over masked lines.
   */
  int highestInService() {
    int candidates = specialMask ? inService & ~mask : inService;
    for (int rank = 1; rank <= LINES; rank++) {
      int line = lowest + rank & LINES - 1;
      if ((candidates >>> line & 1) != 0) {
        return line;
      }
    }
    return NO_REQUEST;
  }

  /** The first initialization word. Edge-triggered lines that are high now must fall first. */
  void initialize(int word) {
    needsWord4 = (word & Ports.ICW1_WORD_4) != 0;
    singleChip = (word & Ports.ICW1_SINGLE) != 0;
    allLevel = (word & Ports.ICW1_LEVEL) != 0;
    expected = 2;
    requests = 0;
    inService = 0;
    mask = 0;
    lowest = LINES - 1;
    specialMask = false;
    readInService = false;
    poll = false;
    if (!needsWord4) {
      autoEnd = false;
      specialFullyNested = false;
    }
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(pins);
    out.writeInt(requests);
    out.writeInt(inService);
    out.writeInt(mask);
    out.writeInt(base);
    out.writeInt(slaves);
    out.writeInt(levelLines);
    out.writeBoolean(allLevel);
    out.writeBoolean(autoEnd);
    out.writeBoolean(rotateOnAutoEnd);
    out.writeBoolean(specialFullyNested);
    out.writeBoolean(specialMask);
    out.writeBoolean(poll);
    out.writeBoolean(readInService);
    out.writeInt(lowest);
    out.writeInt(expected);
    out.writeBoolean(singleChip);
    out.writeBoolean(needsWord4);
  }

  @Override
  public void load(StateReader in) {
    pins = in.readInt();
    requests = in.readInt();
    inService = in.readInt();
    mask = in.readInt();
    base = in.readInt();
    slaves = in.readInt();
    levelLines = in.readInt();
    allLevel = in.readBoolean();
    autoEnd = in.readBoolean();
    rotateOnAutoEnd = in.readBoolean();
    specialFullyNested = in.readBoolean();
    specialMask = in.readBoolean();
    poll = in.readBoolean();
    readInService = in.readBoolean();
    lowest = in.readInt();
    expected = in.readInt();
    singleChip = in.readBoolean();
    needsWord4 = in.readBoolean();
  }
}
