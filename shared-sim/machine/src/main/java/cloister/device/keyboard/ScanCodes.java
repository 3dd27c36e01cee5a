package cloister.device.keyboard;

/** What the controller makes of a keyboard's own scan codes, those of set 2: the codes of set 1. */
final class ScanCodes {
  static final int RELEASED_2 = 0xf0;
  static final int RELEASED_1 = 0x80;
  static final int EXTENDED = 0xe0;

  private static final int F7 = 0x83;
  private static final int F7_SET_1 = 0x41;
  private static final int SYSTEM_REQUEST = 0x84;
  private static final int SYSTEM_REQUEST_SET_1 = 0x54;

  /** Two hexadecimal digits for each code from 0 to 7F. */
  private static final String SET_1 =
      "ff43413f3d3b3c58644442403e0f2959"
          + "65382a701d10025a66712c1f1e11035b"
          + "672e2d201205045c68392f211413065d"
          + "693130232215075e6a7232241608095f"
          + "6b332517180b0a606c34352627190c61"
          + "6d7328741a0d626e3a361c1b752b6376"
          + "55567778797a0e7b7c4f7d4b477e7f6f"
          + "5253504c4d480145574e514a37494654";

  private ScanCodes() {}

  static int toSet1(int code) {
    if (code == F7) {
      return F7_SET_1;
    }
    if (code == SYSTEM_REQUEST) {
      return SYSTEM_REQUEST_SET_1;
    }
    return code < 0x80 ? Integer.parseInt(SET_1.substring(2 * code, 2 * code + 2), 16) : code;
  }
}
