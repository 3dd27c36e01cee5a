package cloister.kernel.syscall;

import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.net.SocketType;

/** Families, types and addresses of sockets as strace(1) shows them. */
record SocketText(UserMemory memory) {
  private static final int MOST = 110;

  static String family(int family) {
    return switch (family) {
      case SocketType.UNSPECIFIED -> "AF_UNSPEC";
      case SocketType.UNIX -> "AF_UNIX";
      case SocketType.INTERNET -> "AF_INET";
      case SocketType.NETLINK -> "AF_NETLINK";
      default -> "0x" + Integer.toHexString(family);
    };
  }

  static String type(int type) {
    String name =
        switch (type & 15) {
          case SocketType.STREAM -> "SOCK_STREAM";
          case SocketType.DATAGRAM -> "SOCK_DGRAM";
          case SocketType.RAW -> "SOCK_RAW";
          case SocketType.PACKETS -> "SOCK_SEQPACKET";
          default -> Integer.toString(type & 15);
        };
    return name
        + ((type & OpenFlags.CLOSE_ON_EXEC) != 0 ? "|SOCK_CLOEXEC" : "")
        + ((type & OpenFlags.NONBLOCK) != 0 ? "|SOCK_NONBLOCK" : "");
  }

  /** An address of so many bytes in a program's memory. */
  String address(int at, int length) {
    if (at == 0) {
      return "NULL";
    }
    try {
      int family = length < 2 ? -1 : memory.read8(at) | memory.read8(at + 1) << 8;
      return switch (family) {
        case SocketType.UNIX -> "{sa_family=AF_UNIX" + path(at + 2, length - 2) + "}";
        case SocketType.INTERNET -> length < 8 ? pointer(at) : internet(at);
        default -> pointer(at);
      };
    } catch (KernelError notThere) {
      return pointer(at);
    }
  }

  private static String pointer(int at) {
    return "0x" + Integer.toHexString(at);
  }

  private String path(int at, int length) throws KernelError {
    if (length == 0) {
      return "";
    }
    boolean isAbstract = memory.read8(at) == 0;
    StringBuilder text = new StringBuilder(isAbstract ? ", sun_path=@\"" : ", sun_path=\"");
    for (int i = isAbstract ? 1 : 0; i < Math.min(length, MOST); i++) {
      int value = memory.read8(at + i);
      if (value == 0) {
        break;
      }
      text.append(value < ' ' || value > '~' ? '?' : (char) value);
    }
    return text.append('"').toString();
  }

  private String internet(int at) throws KernelError {
    int port = memory.read8(at + 2) << 8 | memory.read8(at + 3);
    StringBuilder text = new StringBuilder("{sa_family=AF_INET, sin_port=htons(");
    text.append(port).append("), sin_addr=inet_addr(\"");
    for (int i = 0; i < 4; i++) {
      text.append(i == 0 ? "" : ".").append(memory.read8(at + 4 + i));
    }
    return text.append("\")}").toString();
  }
}
