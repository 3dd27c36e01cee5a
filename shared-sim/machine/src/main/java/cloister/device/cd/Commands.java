package cloister.device.cd;

/** The ATA commands of a packet device and the packets that the drive knows (SFF-8020i, MMC-2). */
final class Commands {
  static final int DEVICE_RESET = 0x08;
  static final int DIAGNOSE = 0x90;
  static final int PACKET = 0xa0;
  static final int IDENTIFY_PACKET = 0xa1;
  static final int IDENTIFY = 0xec;
  static final int SET_FEATURES = 0xef;

  static final int TEST_UNIT_READY = 0x00;
  static final int REQUEST_SENSE = 0x03;
  static final int INQUIRY = 0x12;
  static final int START_STOP = 0x1b;
  static final int PREVENT_REMOVAL = 0x1e;
  static final int READ_CAPACITY = 0x25;
  static final int READ_10 = 0x28;
  static final int SEEK = 0x2b;
  static final int READ_TOC = 0x43;
  static final int GET_CONFIGURATION = 0x46;
  static final int GET_EVENT = 0x4a;
  static final int MODE_SENSE_10 = 0x5a;
  static final int READ_12 = 0xa8;

  private Commands() {}
}
