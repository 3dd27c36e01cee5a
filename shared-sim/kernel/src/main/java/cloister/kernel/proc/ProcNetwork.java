package cloister.kernel.proc;

import cloister.kernel.net.Interface;
import cloister.kernel.net.InternetSocket;
import cloister.kernel.net.Ipv4;
import cloister.kernel.net.NetworkNamespace;
import cloister.kernel.net.Route;
import cloister.kernel.net.Socket;
import cloister.kernel.net.TcpSocket;
import cloister.kernel.net.UnixSocket;

/** What {@code /proc/net} tells of a namespace of networks. */
record ProcNetwork(NetworkNamespace network) {
  private static final int ROUTE_WIDTH = 127;
  private static final int SOCKET_WIDTH = 149;
  private static final int DATAGRAM_WIDTH = 127;
  private static final int ESTABLISHED = 1;
  private static final int CLOSED = 7;
  private static final int LISTENS = 10;
  private static final int UNCONNECTED = 1;
  private static final int CONNECTING = 2;
  private static final int CONNECTED = 3;

  String text(ProcEntry entry) {
    return switch (entry) {
      case NET_DEVICES -> devices();
      case NET_ROUTES -> routes();
      case NET_TCP -> internet(InternetSocket.TCP);
      case NET_UDP -> internet(InternetSocket.UDP);
      default -> unix();
    };
  }

  private static String number(long value, int width) {
    return right(Long.toString(value), width);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length())) + "\n";
  }

  private String devices() {
    StringBuilder text = new StringBuilder();
    text.append("Inter-|   Receive").append(" ".repeat(48)).append("|  Transmit\n");
    text.append(" face |bytes    packets errs drop fifo frame compressed multicast");
    text.append("|bytes    packets errs drop fifo colls carrier compressed\n");
    for (Interface device : network.interfaces().list()) {
      long[] counters = device.counters();
      text.append(right(device.name(), 6)).append(":");
      half(text, counters[2], counters[3], new int[] {4, 4, 4, 5, 10, 9});
      text.append(" ");
      half(text, counters[0], counters[1], new int[] {4, 4, 4, 5, 7, 10});
      text.append("\n");
    }
    return text.toString();
  }

  /** Errors and their like never happen. */
  private static void half(StringBuilder text, long bytes, long packets, int[] widths) {
    text.append(" ").append(number(bytes, 7)).append(" ").append(number(packets, 7));
    for (int width : widths) {
      text.append(" ").append(number(0, width));
    }
  }

  private String routes() {
    StringBuilder text = new StringBuilder();
    String head =
        "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU" + "\tWindow\tIRTT";
    text.append(padded(head, ROUTE_WIDTH));
    for (Route route : network.interfaces().routes().reversed()) {
      String row =
          route.device().name()
              + "\t"
              + address(route.network())
              + "\t"
              + address(route.gateway())
              + "\t"
              + hex(route.gateway() == 0 ? 1 : 3, 4)
              + "\t0\t0\t"
              + route.metric()
              + "\t"
              + address(Ipv4.mask(route.prefix()))
              + "\t0\t0\t0";
      text.append(padded(row, ROUTE_WIDTH));
    }
    return text.toString();
  }

  /** In the order of the network's bytes, as a little machine reads them. */
  private static String address(int address) {
    return hex(Integer.reverseBytes(address), 8);
  }

  private String internet(int protocol) {
    StringBuilder text = new StringBuilder();
    boolean tcp = protocol == InternetSocket.TCP;
    String head =
        (tcp ? "  sl" : "   sl")
            + "  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt"
            + "   uid  timeout inode"
            + (tcp ? "" : " ref pointer drops");
    text.append(padded(head, tcp ? SOCKET_WIDTH : DATAGRAM_WIDTH));
    int row = 0;
    for (Socket socket : network.sockets()) {
      if (socket instanceof InternetSocket one
          && one.protocol() == protocol
          && one.localPort() != 0) {
        text.append(internetRow(row++, one, tcp));
      }
    }
    return text.toString();
  }

  private static String internetRow(int row, InternetSocket one, boolean tcp) {
    int state = one.isListening() ? LISTENS : one.remotePort() != 0 ? ESTABLISHED : CLOSED;
    int waiting = one instanceof TcpSocket server ? server.waiting() : 0;
    String text =
        right(Integer.toString(row), tcp ? 4 : 5)
            + ": "
            + address(one.local())
            + ":"
            + hex(one.localPort(), 4)
            + " "
            + address(one.remote())
            + ":"
            + hex(one.remotePort(), 4)
            + " "
            + hex(state, 2)
            + " 00000000:"
            + hex(one.isListening() ? waiting : one.readable(), 8)
            + " 00:00000000 00000000 "
            + right(Integer.toString(one.user()), 5)
            + " "
            + right("0", 8)
            + " "
            + one.number()
            + " 1 00000000"
            + (tcp ? " 100 0 0 10 0" : " 0");
    return padded(text, tcp ? SOCKET_WIDTH : DATAGRAM_WIDTH);
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
