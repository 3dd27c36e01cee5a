package cloister.machine.port;

/** What a file is, by its content alone. */
enum ImageKind {
  /** ISO 9660 with a boot record of El Torito, in sector 17 of the disc. */
  DISC,
  /** A boot sector: 55 AA at its end. */
  DISK,
  /** A system BIOS: whole 64 KiB, with a jump at the reset vector. */
  BIOS,
  NONE;

  private static final int BOOT_RECORD = 17 * 2048;
  private static final String MARK = "\0CD001\1EL TORITO SPECIFICATION";
  private static final int SEGMENT = 1 << 16;
  private static final int LARGEST_BIOS = 4 * SEGMENT;
  private static final int RESET_VECTOR = 16;
  private static final int JUMP_FAR = 0xea;
  private static final int JUMP_NEAR = 0xe9;

  /** A disc that also has a boot sector, as most for USB sticks have, is a disc. */
  static ImageKind of(Image image) {
    if (isDisc(image)) {
      return DISC;
    }
    if (image.at(510) == 0x55 && image.at(511) == 0xaa) {
      return DISK;
    }
    return isBios(image) ? BIOS : NONE;
  }

  private static boolean isDisc(Image image) {
    for (int i = 0; i < MARK.length(); i++) {
      if (image.at(BOOT_RECORD + i) != MARK.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBios(Image image) {
    int bytes = image.bytes();
    boolean fits = bytes > 0 && bytes % SEGMENT == 0 && bytes <= LARGEST_BIOS;
    if (!fits) {
      return false;
    }
    int first = image.at(bytes - RESET_VECTOR);
    return first == JUMP_FAR || first == JUMP_NEAR;
  }
}
