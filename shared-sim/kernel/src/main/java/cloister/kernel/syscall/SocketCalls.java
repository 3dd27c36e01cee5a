package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.net.DatagramSocket;
import cloister.kernel.net.InternetSocket;
import cloister.kernel.net.NetlinkSocket;
import cloister.kernel.net.NetworkNamespace;
import cloister.kernel.net.Socket;
import cloister.kernel.net.SocketType;
import cloister.kernel.net.TcpSocket;
import cloister.kernel.net.UnixSocket;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.task.Restart;
import cloister.kernel.vfs.DescriptorTable;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.Path;

/** Sockets, their names and connections: socket(2), bind(2), listen(2), connect(2), accept(2). */
final class SocketCalls {
  private SocketCalls() {}

  static void addTo(Rows rows) {
    String families = "Of families there are AF_UNIX, AF_INET and AF_NETLINK; no raw sockets.";
    rows.partial(359, "socket", "ytd", families, in(SocketCalls::create))
        .full(360, "socketpair", "ytdp", in(SocketCalls::pair))
        .full(361, "bind", "fad", in(SocketCalls::bind))
        .full(362, "connect", "fad", in(SocketCalls::connect))
        .full(363, "listen", "fd", in(SocketCalls::listen))
        .full(364, "accept4", "fppx", in(call -> accept(call, call.get(3))))
        .full(367, "getsockname", "fpp", in(SocketCalls::name))
        .full(368, "getpeername", "fpp", in(SocketCalls::peerName))
        .full(373, "shutdown", "fd", in(SocketCalls::shutDown));
  }

  private static SystemCall.Handler in(SocketArguments.Handler handler) {
    return SocketArguments.inRegisters(handler);
  }

  static NetworkNamespace network(Call call) {
    return (NetworkNamespace) call.task().namespaces().get(NamespaceKind.NETWORK);
  }

  private static Socket make(SocketArguments call, int type) throws KernelError {
    if (type >= SocketType.LIMIT) {
      throw Errno.EINVAL.error();
    }
    var network = call.call().parts().network();
    int protocol = call.get(2);
    return switch (call.get(0)) {
      case SocketType.UNIX -> makeUnix(call, type);
      case SocketType.INTERNET -> {
        int known = internetProtocol(type, protocol);
        network.requireRoom();
        int id = network.ids().next();
        yield known == InternetSocket.TCP
            ? new TcpSocket(id, network).begin(network(call.call()))
            : new DatagramSocket(id, network).begin(network(call.call()), known);
      }
      case SocketType.NETLINK -> {
        if (type != SocketType.RAW && type != SocketType.DATAGRAM) {
          throw Errno.ESOCKTNOSUPPORT.error();
        }
        if (protocol != 0) {
          throw Errno.EPROTONOSUPPORT.error();
        }
        network.requireRoom();
        yield new NetlinkSocket(network.ids().next(), network).begin(network(call.call()), type);
      }
      default -> throw Errno.EAFNOSUPPORT.error();
    };
  }

  private static int internetProtocol(int type, int protocol) throws KernelError {
    return switch (type) {
      case SocketType.STREAM -> {
        if (protocol != 0 && protocol != InternetSocket.TCP) {
          throw Errno.EPROTONOSUPPORT.error();
        }
        yield InternetSocket.TCP;
      }
      case SocketType.DATAGRAM -> {
        if (protocol != 0 && protocol != InternetSocket.UDP && protocol != InternetSocket.ICMP) {
          throw Errno.EPROTONOSUPPORT.error();
        }
        yield protocol == 0 ? InternetSocket.UDP : protocol;
      }
      default -> throw Errno.ESOCKTNOSUPPORT.error();
    };
  }

  private static UnixSocket makeUnix(SocketArguments call, int type) throws KernelError {
    int protocol = call.get(2);
    if (protocol != 0 && protocol != SocketType.UNIX) {
      throw Errno.EPROTONOSUPPORT.error();
    }
    int known =
        switch (type) {
          case SocketType.STREAM, SocketType.PACKETS -> type;
          case SocketType.DATAGRAM, SocketType.RAW -> SocketType.DATAGRAM;
          default -> throw Errno.ESOCKTNOSUPPORT.error();
        };
    var network = call.call().parts().network();
    network.requireRoom();
    return new UnixSocket(network.ids().next(), network).begin(network(call.call()), known);
  }

  private static int kind(SocketArguments call) throws KernelError {
    int flags = call.get(1) & ~15;
    if ((flags & ~(OpenFlags.CLOSE_ON_EXEC | OpenFlags.NONBLOCK)) != 0) {
      throw Errno.EINVAL.error();
    }
    return call.get(1) & 15;
  }

  private static long create(SocketArguments call) throws KernelError {
    return open(call, make(call, kind(call)), call.get(1));
  }

  /** A descriptor for a socket; without room for one, the socket is gone. */
  private static int open(SocketArguments arguments, Socket socket, int flags) throws KernelError {
    Call call = arguments.call();
    var who = call.task().credentials();
    socket.belongsTo(who.fsuid(), who.fsgid());
    String name = "socket:[" + socket.number() + "]";
    int kept = OpenFlags.READ_WRITE | flags & OpenFlags.NONBLOCK;
    FileDescription file =
        new FileDescription(call.parts().ids().next())
            .of(new Path(null, socket), socket, kept, name);
    file.share();
    try {
      boolean close = (flags & OpenFlags.CLOSE_ON_EXEC) != 0;
      return call.task().files().add(file, 0, call.descriptorLimit(), close);
    } finally {
      file.release();
    }
  }

  private static long pair(SocketArguments call) throws KernelError {
    int type = kind(call);
    if (call.get(0) != SocketType.UNIX) {
      throw call.get(0) == SocketType.INTERNET
          ? Errno.EOPNOTSUPP.error()
          : Errno.EAFNOSUPPORT.error();
    }
    UnixSocket one = makeUnix(call, type);
    DescriptorTable files = call.call().task().files();
    int first = open(call, one, call.get(1));
    int second = -1;
    try {
      UnixSocket two = makeUnix(call, type);
      second = open(call, two, call.get(1));
      var task = call.call().task();
      UnixSocket.pair(one, two, task.process().pid(), task.credentials());
      call.memory().write32(call.get(3), first);
      call.memory().write32(call.get(3) + 4, second);
    } catch (KernelError refused) {
      files.close(first);
      if (second != -1) {
        files.close(second);
      }
      throw refused;
    }
    return 0;
  }

  private static long bind(SocketArguments call) throws KernelError {
    Socket socket = call.socket();
    byte[] address = call.address(call.get(1), call.get(2));
    try {
      socket.bind(address, call.paths(), call.call().caller());
    } catch (KernelError refused) {
      SocketEvents.notBound(call.call(), socket, address, refused.errno());
      throw refused;
    }
    SocketEvents.bound(call.call(), socket);
    return 0;
  }

  private static long listen(SocketArguments call) throws KernelError {
    Socket socket = call.socket();
    socket.listen(call.get(1), call.call().caller());
    SocketEvents.listens(call.call(), socket);
    return 0;
  }

  private static long connect(SocketArguments call) throws KernelError {
    FileDescription file = call.file();
    Socket socket = SocketArguments.socket(file);
    byte[] address = call.address(call.get(1), call.get(2));
    Socket busy;
    try {
      busy = socket.connect(address, call.paths(), call.call().caller());
    } catch (KernelError refused) {
      SocketEvents.refused(call.call(), socket, address, refused.errno());
      throw refused;
    }
    if (busy == null) {
      SocketEvents.connected(call.call(), socket, address);
      return 0;
    }
    if (file.is(OpenFlags.NONBLOCK)) {
      throw socket.notYetConnected().error();
    }
    limit(call.call(), socket.options().sendLimit());
    limit(call.call(), socket.connectLimit());
    if (call.call().isTimeUp()) {
      SocketEvents.refused(call.call(), socket, address, socket.connectTimeout());
      throw socket.connectTimeout().error();
    }
    busy.await(call.call().task());
    return call.call().await(Restart.SYSTEM_CALL);
  }

  /** The call waits so many nanoseconds at most; 0 for as long as it takes. */
  static void limit(Call call, long nanos) {
    if (nanos > 0) {
      call.endAfter(nanos);
    }
  }

  static long accept(SocketArguments call, int flags) throws KernelError {
    if ((flags & ~(OpenFlags.CLOSE_ON_EXEC | OpenFlags.NONBLOCK)) != 0) {
      throw Errno.EINVAL.error();
    }
    FileDescription file = call.file();
    Socket socket = SocketArguments.socket(file);
    call.call().task().files().requireRoom(call.call().descriptorLimit());
    Socket end = socket.accept();
    if (end != null) {
      int descriptor = open(call, end, flags);
      if (call.get(1) != 0) {
        answerPeer(call, end, descriptor);
      }
      return descriptor;
    }
    limit(call.call(), socket.options().receiveLimit());
    if (file.is(OpenFlags.NONBLOCK) || call.call().isTimeUp()) {
      throw Errno.EAGAIN.error();
    }
    socket.await(call.call().task());
    return call.call().await(Restart.SYSTEM_CALL);
  }

  private static void answerPeer(SocketArguments call, Socket end, int descriptor)
      throws KernelError {
    try {
      call.answer(end.peerName(), call.get(1), call.get(2));
    } catch (KernelError refused) {
      call.call().task().files().close(descriptor);
      throw refused;
    }
  }

  private static long name(SocketArguments call) throws KernelError {
    call.answer(call.socket().name(), call.get(1), call.get(2));
    return 0;
  }

  private static long peerName(SocketArguments call) throws KernelError {
    call.answer(call.socket().peerName(), call.get(1), call.get(2));
    return 0;
  }

  private static long shutDown(SocketArguments call) throws KernelError {
    Socket socket = call.socket();
    int how = call.get(1);
    if (how < 0 || how > 2) {
      throw Errno.EINVAL.error();
    }
    socket.shutDown(how + 1);
    return 0;
  }

  static long create(SocketArguments call, int number) throws KernelError {
    return switch (number) {
      case 1 -> create(call);
      case 2 -> bind(call);
      case 3 -> connect(call);
      case 4 -> listen(call);
      case 5 -> accept(call, 0);
      case 6 -> name(call);
      case 7 -> peerName(call);
      case 8 -> pair(call);
      case 13 -> shutDown(call);
      case 18 -> accept(call, call.get(3));
      default -> throw Errno.EINVAL.error();
    };
  }
}
