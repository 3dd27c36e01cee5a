package cloister.device.disk;

/** The ATA commands that the disk knows (ATA/ATAPI-6, T13/1410D). */
final class Commands {
  static final int RECALIBRATE = 0x10;
  static final int READ = 0x20;
  static final int READ_ONCE = 0x21;
  static final int READ_EXT = 0x24;
  static final int READ_NATIVE_MAX_EXT = 0x27;
  static final int READ_MULTIPLE_EXT = 0x29;
  static final int WRITE = 0x30;
  static final int WRITE_ONCE = 0x31;
  static final int WRITE_EXT = 0x34;
  static final int WRITE_MULTIPLE_EXT = 0x39;
  static final int VERIFY = 0x40;
  static final int VERIFY_ONCE = 0x41;
  static final int VERIFY_EXT = 0x42;
  static final int SEEK = 0x70;
  static final int DIAGNOSE = 0x90;
  static final int SET_GEOMETRY = 0x91;
  static final int READ_MULTIPLE = 0xc4;
  static final int WRITE_MULTIPLE = 0xc5;
  static final int SET_MULTIPLE = 0xc6;
  static final int STANDBY_NOW = 0xe0;
  static final int IDLE_NOW = 0xe1;
  static final int STANDBY = 0xe2;
  static final int IDLE = 0xe3;
  static final int CHECK_POWER = 0xe5;
  static final int SLEEP = 0xe6;
  static final int FLUSH = 0xe7;
  static final int FLUSH_EXT = 0xea;
  static final int IDENTIFY = 0xec;
  static final int SET_FEATURES = 0xef;
  static final int READ_NATIVE_MAX = 0xf8;

  private Commands() {}

  static boolean is48Bit(int command) {
    return switch (command) {
      case READ_EXT,
          READ_MULTIPLE_EXT,
          WRITE_EXT,
          WRITE_MULTIPLE_EXT,
          VERIFY_EXT,
          READ_NATIVE_MAX_EXT ->
          true;
      default -> false;
    };
  }

  static boolean takesData(int command) {
    return switch (command) {
      case WRITE, WRITE_ONCE, WRITE_EXT, WRITE_MULTIPLE, WRITE_MULTIPLE_EXT -> true;
      default -> false;
    };
  }
}
