package cloister.kernel.proc;

import cloister.kernel.net.NetworkNamespace;
import cloister.kernel.net.Socket;
import cloister.kernel.net.UnixSocket;

/** What {@code /proc/net} tells of a namespace of networks. */
record ProcNetwork(NetworkNamespace network) {
  private static final int UNCONNECTED = 1;
  private static final int CONNECTING = 2;
  private static final int CONNECTED = 3;

  String text(ProcEntry entry) {
    return unix();
  }

  private static String hex(int value, int digits) {
    StringBuilder text = new StringBuilder();
    for (int i = digits - 1; i >= 0; i--) {
      text.append("0123456789ABCDEF".charAt(value >>> 4 * i & 15));
    }
    return text.toString();
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private String unix() {
    StringBuilder text = new StringBuilder();
    text.append("Num       RefCount Protocol Flags    Type St Inode Path\n");
    for (Socket socket : network.sockets()) {
      if (socket instanceof UnixSocket unix) {
        text.append(unixRow(unix));
      }
    }
    return text.toString();
  }

  /** The kernel's addresses are hidden, as for everybody without CAP_SYSLOG. */
  private static String unixRow(UnixSocket socket) {
    String name = socket.nameText();
    return "00000000: "
        + hex(socket.isConnected() ? 3 : 2, 8)
        + " 00000000 "
        + hex(socket.isListening() ? 0x10000 : 0, 8)
        + " "
        + hex(socket.type(), 4)
        + " "
        + hex(state(socket), 2)
        + " "
        + right(socket.isAccepted() ? Integer.toString(socket.number()) : "0", 5)
        + (name.isEmpty() ? "" : " " + name)
        + "\n";
  }

  private static int state(UnixSocket socket) {
    if (!socket.isAccepted()) {
      return CONNECTING;
    }
    return socket.isConnected() ? CONNECTED : UNCONNECTED;
  }
}
