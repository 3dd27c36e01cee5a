package cloister.kernel.net;

/** Addresses of all families as people read them. */
public final class Addresses {
  private Addresses() {}

  public static String text(byte[] address) {
    return switch (UnixAddress.family(address)) {
      case SocketType.UNIX -> UnixAddress.shown(address);
      case SocketType.INTERNET ->
          address.length < 8
              ? ""
              : Ipv4.text(InternetSocket.address(address)) + ":" + InternetSocket.port(address);
      default -> "";
    };
  }
}
