package cloister.device.pic;

import cloister.bus.PortDevice;

/** The two ports of one 8259A: initialization and operation command words. */
final class Ports implements PortDevice {
  static final int ICW1_WORD_4 = 1;
  static final int ICW1_SINGLE = 1 << 1;
  static final int ICW1_LEVEL = 1 << 3;

  private static final int ICW1 = 1 << 4;
  private static final int ICW2_BASE = 0xf8;
  private static final int ICW4_AUTO_END = 1 << 1;
  private static final int ICW4_FULLY_NESTED = 1 << 4;
  private static final int OCW3 = 1 << 3;
  private static final int OCW3_READ_IN_SERVICE = 1;
  private static final int OCW3_READ = 1 << 1;
  private static final int OCW3_POLL = 1 << 2;
  private static final int OCW3_SPECIAL_MASK = 1 << 5;
  private static final int OCW3_SET_SPECIAL_MASK = 1 << 6;

  private final Pic pic;
  private final Registers chip;

  Ports(Pic pic, Registers chip) {
    this.pic = pic;
    this.chip = chip;
  }

  @Override
  public int read(int port, int bytes) {
    if (chip.poll) {
      chip.poll = false;
      return pic.poll(chip);
    }
    if ((port & 1) != 0) {
      return chip.mask;
    }
    return chip.readInService ? chip.inService : chip.requests;
  }

  @Override
  public void write(int port, int bytes, int value) {
    if ((port & 1) != 0) {
      writeData(value);
    } else if ((value & ICW1) != 0) {
      chip.initialize(value);
    } else if ((value & OCW3) != 0) {
      writeOperation3(value);
    } else {
      writeOperation2(value);
    }
    pic.update();
  }

  private void writeData(int value) {
    switch (chip.expected) {
      case 2 -> {
        chip.base = value & ICW2_BASE;
        chip.expected = chip.singleChip ? afterWord3() : 3;
      }
      case 3 -> {
        chip.slaves = value;
        chip.expected = afterWord3();
      }
      case 4 -> {
        chip.autoEnd = (value & ICW4_AUTO_END) != 0;
        chip.specialFullyNested = (value & ICW4_FULLY_NESTED) != 0;
        chip.expected = 0;
      }
      default -> chip.mask = value;
    }
  }

  private int afterWord3() {
    return chip.needsWord4 ? 4 : 0;
  }

  /** Ends of interrupt and rotation of priorities; bits 7 to 5 are R, SL and EOI. */
  private void writeOperation2(int value) {
    int named = value & 7;
    switch (value >>> 5) {
      case 0b000 -> chip.rotateOnAutoEnd = false;
      case 0b001 -> pic.end(chip, chip.highestInService(), false);
      case 0b011 -> pic.end(chip, named, false);
      case 0b100 -> chip.rotateOnAutoEnd = true;
      case 0b101 -> pic.end(chip, chip.highestInService(), true);
      case 0b110 -> chip.lowest = named;
      case 0b111 -> pic.end(chip, named, true);
      default -> {
        // SL alone does nothing.
      }
    }
  }

  private void writeOperation3(int value) {
    if ((value & OCW3_SET_SPECIAL_MASK) != 0) {
      chip.specialMask = (value & OCW3_SPECIAL_MASK) != 0;
    }
    if ((value & OCW3_POLL) != 0) {
      chip.poll = true;
    } else if ((value & OCW3_READ) != 0) {
      chip.readInService = (value & OCW3_READ_IN_SERVICE) != 0;
    }
  }
}
