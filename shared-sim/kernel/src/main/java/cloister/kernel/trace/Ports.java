package cloister.kernel.trace;

/** Ports in the texts of addresses. */
final class Ports {
  private Ports() {}

  /** What is behind the colon of an address of version 4; 0 for another name. */
  static int of(String address) {
    int colon = address.lastIndexOf(':');
    boolean digits = colon >= 0 && colon + 1 < address.length() && isAddress(address, colon);
    int port = 0;
    for (int i = colon + 1; digits && i < address.length(); i++) {
      port = 10 * port + address.charAt(i) - '0';
    }
    return port;
  }

  private static boolean isAddress(String text, int colon) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits = c >= '0' && c <= '9' || i < colon && c == '.' || i == colon;
      if (!fits || text.length() - colon > 6) {
        return false;
      }
    }
    return true;
  }
}
