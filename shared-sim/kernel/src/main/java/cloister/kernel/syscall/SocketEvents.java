package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.net.Addresses;
import cloister.kernel.net.Socket;
import cloister.kernel.trace.SocketBound;
import cloister.kernel.trace.SocketConnected;
import cloister.kernel.trace.SocketListens;
import cloister.kernel.trace.SocketRefused;
import cloister.kernel.trace.SocketUnbound;

/** What is told of sockets. */
final class SocketEvents {
  private SocketEvents() {}

  private static boolean isWatched(Call call) {
    return call.parts().events().listening();
  }

  static void bound(Call call, Socket socket) {
    if (isWatched(call)) {
      int network = socket.namespace().number();
      String address = Addresses.text(socket.name());
      call.parts().events().accept(new SocketBound(call.task().tid(), network, address));
    }
  }

  static void notBound(Call call, Socket socket, byte[] name, Errno why) {
    if (isWatched(call)) {
      int network = socket.namespace().number();
      String address = Addresses.text(name);
      int tid = call.task().tid();
      call.parts().events().accept(new SocketUnbound(tid, network, address, why.number()));
    }
  }

  static void listens(Call call, Socket socket) {
    if (isWatched(call)) {
      int network = socket.namespace().number();
      String address = Addresses.text(socket.name());
      call.parts().events().accept(new SocketListens(call.task().tid(), network, address));
    }
  }

  static void connected(Call call, Socket socket, byte[] to) {
    if (isWatched(call)) {
      int network = socket.namespace().number();
      String address = Addresses.text(to);
      call.parts().events().accept(new SocketConnected(call.task().tid(), network, address));
    }
  }

  static void refused(Call call, Socket socket, byte[] to, Errno why) {
    if (isWatched(call)) {
      int network = socket.namespace().number();
      String address = Addresses.text(to);
      int tid = call.task().tid();
      call.parts().events().accept(new SocketRefused(tid, network, address, why.number()));
    }
  }
}
