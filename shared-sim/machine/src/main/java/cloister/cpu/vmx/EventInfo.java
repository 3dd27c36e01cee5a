package cloister.cpu.vmx;

/** An event as entries and exits tell it: interruption information (SDM 3, 24.8.3 and 24.9.2). */
final class EventInfo {
  static final int EXTERNAL = 0;
  static final int NMI = 2;
  static final int HARDWARE = 3;
  static final int SOFTWARE_INTERRUPT = 4;
  static final int PRIVILEGED_SOFTWARE = 5;
  static final int SOFTWARE_EXCEPTION = 6;

  static final int HAS_ERROR_CODE = 1 << 11;
  static final int VALID = 1 << 31;
  static final int RESERVED = 0x7FFFF000;

  private EventInfo() {}

  static int of(int vector, int type) {
    return VALID | type << 8 | vector;
  }

  static int vector(int info) {
    return info & 0xFF;
  }

  static int type(int info) {
    return info >>> 8 & 7;
  }

  static boolean isValid(int info) {
    return (info & VALID) != 0;
  }

  static boolean isSoftware(int type) {
    return type >= SOFTWARE_INTERRUPT && type <= SOFTWARE_EXCEPTION;
  }
}
