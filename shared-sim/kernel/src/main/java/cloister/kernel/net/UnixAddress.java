package cloister.kernel.net;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import java.util.Arrays;

/** Addresses of the family of this machine's own sockets (unix(7)): a path, or an abstract name. */
final class UnixAddress {
  private static final int MOST = 110;

  private UnixAddress() {}

  /** That of a socket without a name. */
  static byte[] none() {
    return new byte[] {SocketType.UNIX, 0};
  }

  static boolean isNone(byte[] address) {
    return address.length == 2 && family(address) == SocketType.UNIX;
  }

  static int family(byte[] address) {
    return address.length < 2 ? -1 : address[0] & 0xff | (address[1] & 0xff) << 8;
  }

  static void require(byte[] address) throws KernelError {
    if (address.length <= 2 || address.length > MOST || family(address) != SocketType.UNIX) {
      throw Errno.EINVAL.error();
    }
  }

  static boolean isPath(byte[] address) {
    return address[2] != 0;
  }

  /** The path, up to a zero or the end; or the whole abstract name with its zero. */
  static String text(byte[] address) {
    StringBuilder text = new StringBuilder();
    for (int i = 2; i < address.length; i++) {
      if (address[i] == 0 && isPath(address)) {
        break;
      }
      text.append((char) (address[i] & 0xff));
    }
    return text.toString();
  }

  /** As the kernel keeps it: a path ends with one zero. */
  static byte[] kept(byte[] address) {
    return isPath(address) ? of(text(address) + "\0") : address.clone();
  }

  static byte[] of(String text) {
    byte[] bytes = Arrays.copyOf(none(), 2 + text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[2 + i] = (byte) text.charAt(i);
    }
    return bytes;
  }

  /** As {@code /proc/net/unix} shows it: {@code @} stands for the zeros of an abstract name. */
  static String shown(byte[] address) {
    return address.length == 2 ? "" : text(address).replace('\0', '@');
  }
}
