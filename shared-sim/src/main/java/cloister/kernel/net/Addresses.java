package cloister.kernel.net;

/** Addresses of all families as people read them. */
public final class Addresses {
  private Addresses() {}

  public static String text(byte[] address) {
    return UnixAddress.family(address) == SocketType.UNIX ? UnixAddress.shown(address) : "";
  }
}
