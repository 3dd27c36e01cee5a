package cloister.device.cd;

import cloister.device.ide.Registers;

/** The drive's answers, each written into the buffer; the methods return how long it is. */
final class Answers {
  static final int CAPACITY_BYTES = 8;
  static final int ILLEGAL_REQUEST = 5;
  static final int UNKNOWN_COMMAND = 0x20;
  static final int ADDRESS_OUT_OF_RANGE = 0x21;
  static final int INVALID_FIELD = 0x24;

  private static final int SECTOR = 2048;
  private static final int IDENTIFY_BYTES = 512;
  private static final int SENSE_BYTES = 18;
  private static final int INQUIRY_BYTES = 36;
  private static final int DATA_TRACK = 0x14;
  private static final int LEAD_OUT = 0xaa;
  private static final int CD_ROM_PROFILE = 8;
  private static final int FRAMES_A_SECOND = 75;

  /** The first sector of a disc is two seconds from the beginning. */
  private static final int FIRST_FRAME = 150;

  private final Registers registers;
  private final int sectors;

  Answers(Registers registers, int sectors) {
    this.registers = registers;
    this.sectors = sectors;
  }

  private void put(int at, int value) {
    registers.buffer[at] = (byte) value;
  }

  private void put16(int at, int value) {
    put(at, value >>> 8);
    put(at + 1, value);
  }

  private void put32(int at, int value) {
    put16(at, value >>> 16);
    put16(at + 2, value);
  }

  private void putText(int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      put(at + i, text.charAt(i));
    }
  }

  void identify() {
    registers.clear(IDENTIFY_BYTES);
    registers.setWord(0, 0x85c0);
    registers.setText(10, 10, "CLOISTER0002");
    registers.setText(23, 4, "1");
    registers.setText(27, 20, "CLOISTER CD-ROM");
    registers.setWord(49, 1 << 9);
    registers.setWord(53, 2);
    registers.setWord(64, 3);
    registers.setWord(80, 0x70);
  }

  int sense(int key, int code) {
    registers.clear(SENSE_BYTES);
    put(0, 0x70);
    put(2, key);
    put(7, SENSE_BYTES - 8);
    put(12, code);
    return SENSE_BYTES;
  }

  int inquiry() {
    registers.clear(INQUIRY_BYTES);
    put(0, 5);
    put(1, 0x80);
    put(3, 0x21);
    put(4, INQUIRY_BYTES - 5);
    putText(8, "CLOISTERCD-ROM          1   ");
    return INQUIRY_BYTES;
  }

  int capacity() {
    put32(0, sectors - 1);
    put32(4, SECTOR);
    return CAPACITY_BYTES;
  }

  /** One data track and the end of the disc. */
  int tableOfContents(boolean minutes) {
    registers.clear(20);
    put16(0, 18);
    put(2, 1);
    put(3, 1);
    put(5, DATA_TRACK);
    put(6, 1);
    putAddress(8, 0, minutes);
    put(13, DATA_TRACK);
    put(14, LEAD_OUT);
    putAddress(16, sectors, minutes);
    return 20;
  }

  int sessions(boolean minutes) {
    registers.clear(12);
    put16(0, 10);
    put(2, 1);
    put(3, 1);
    put(5, DATA_TRACK);
    put(6, 1);
    putAddress(8, 0, minutes);
    return 12;
  }

  private void putAddress(int at, int sector, boolean minutes) {
    if (!minutes) {
      put32(at, sector);
      return;
    }
    int frame = sector + FIRST_FRAME;
    put(at, 0);
    put(at + 1, frame / FRAMES_A_SECOND / 60);
    put(at + 2, frame / FRAMES_A_SECOND % 60);
    put(at + 3, frame % FRAMES_A_SECOND);
  }

  int configuration() {
    registers.clear(8);
    put32(0, 4);
    put16(6, CD_ROM_PROFILE);
    return 8;
  }

  int noEvent() {
    registers.clear(4);
    put16(0, 2);
    put(2, 0x80);
    return 4;
  }

  /** The header of an empty list of pages. */
  int modePages() {
    registers.clear(8);
    put16(0, 6);
    put(2, 1);
    return 8;
  }
}
