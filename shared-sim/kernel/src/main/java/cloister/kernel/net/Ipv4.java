package cloister.kernel.net;

/** Addresses of version 4 as numbers, the first byte highest. */
public final class Ipv4 {
  public static final int ANY = 0;
  public static final int LOOPBACK = 0x7f000001;
  public static final int BROADCAST = -1;

  private Ipv4() {}

  /** The bits that all addresses of a network have in common. */
  public static int mask(int prefix) {
    return prefix == 0 ? 0 : -1 << 32 - prefix;
  }

  public static boolean isIn(int address, int network, int prefix) {
    return ((address ^ network) & mask(prefix)) == 0;
  }

  public static String text(int address) {
    return (address >>> 24)
        + "."
        + (address >>> 16 & 0xff)
        + "."
        + (address >>> 8 & 0xff)
        + "."
        + (address & 0xff);
  }
}
