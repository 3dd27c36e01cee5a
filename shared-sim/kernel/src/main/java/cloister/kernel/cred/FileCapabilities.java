package cloister.kernel.cred;

import java.util.Optional;

/**
 * The capabilities that a program's file gives, as its attribute {@code security.capability} has
 * them (capabilities(7), linux/capability.h: vfs_cap_data).
 *
 * @param effective whether what is permitted counts from the beginning
 * @param root the kernel's id of the user that must be the superuser of the user namespace
 */
public record FileCapabilities(long permitted, long inheritable, boolean effective, int root) {
  public static final String ATTRIBUTE = "security.capability";

  /** Bytes of revision 2, and of 3, which has the id of the superuser behind them. */
  private static final int BYTES = 20;

  private static final int BYTES_WITH_ROOT = 24;
  private static final int REVISION = 0xff000000;
  private static final int REVISION_2 = 0x02000000;
  private static final int REVISION_3 = 0x03000000;
  private static final int EFFECTIVE = 1;

  /** Nothing for bytes that are no such value. */
  public static Optional<FileCapabilities> read(byte[] value) {
    int revision = value.length < 4 ? 0 : word(value, 0) & REVISION;
    boolean whole =
        revision == REVISION_2 && value.length == BYTES
            || revision == REVISION_3 && value.length == BYTES_WITH_ROOT;
    if (!whole) {
      return Optional.empty();
    }
    long permitted = word(value, 4) & 0xffff_ffffL | (long) word(value, 12) << 32;
    long inheritable = word(value, 8) & 0xffff_ffffL | (long) word(value, 16) << 32;
    return Optional.of(
        new FileCapabilities(
            permitted & Capability.ALL,
            inheritable & Capability.ALL,
            (word(value, 0) & EFFECTIVE) != 0,
            revision == REVISION_3 ? word(value, BYTES) : 0));
  }

  /** The value in revision 3, whose capabilities count below one user namespace alone. */
  public static byte[] withRoot(byte[] value, int root) {
    byte[] longer = new byte[BYTES_WITH_ROOT];
    System.arraycopy(value, 0, longer, 0, BYTES);
    put(longer, 0, REVISION_3 | word(value, 0) & ~REVISION);
    put(longer, BYTES, root);
    return longer;
  }

  /** The value in revision 2, which counts for everybody. */
  public static byte[] withoutRoot(byte[] value) {
    byte[] shorter = new byte[BYTES];
    System.arraycopy(value, 0, shorter, 0, BYTES);
    put(shorter, 0, REVISION_2 | word(value, 0) & ~REVISION);
    return shorter;
  }

  /** Whether a value says whose superuser it is for. */
  public static boolean hasRoot(byte[] value) {
    return value.length == BYTES_WITH_ROOT;
  }

  private static int word(byte[] bytes, int at) {
    return bytes[at] & 0xff
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | bytes[at + 3] << 24;
  }

  private static void put(byte[] bytes, int at, int word) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (word >>> 8 * i);
    }
  }
}
