package cloister.kernel.net;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Which sockets of a namespace have which ports. */
final class Ports {
  /** Those that sockets get by themselves (ip_local_port_range). */
  private static final int FIRST = 32768;

  private static final int LAST = 60999;

  private final TreeMap<Integer, List<InternetSocket>> taken = new TreeMap<>();
  private int next = FIRST;

  private static int key(int protocol, int port) {
    return protocol << 16 | port;
  }

  List<InternetSocket> at(int protocol, int port) {
    return taken.getOrDefault(key(protocol, port), List.of());
  }

  /** EADDRINUSE where another has it and does not share it. */
  void take(InternetSocket socket, int address, int port) throws KernelError {
    for (InternetSocket other : at(socket.protocol(), port)) {
      boolean meet = address == 0 || other.local() == 0 || address == other.local();
      if (meet && !socket.shares(other)) {
        throw Errno.EADDRINUSE.error();
      }
    }
    taken.computeIfAbsent(key(socket.protocol(), port), _ -> new ArrayList<>()).add(socket);
  }

  /** Any port that nobody has. EADDRINUSE where all are taken. */
  int takeAny(InternetSocket socket) throws KernelError {
    for (int i = FIRST; i <= LAST; i++) {
      int port = next;
      next = next == LAST ? FIRST : next + 1;
      if (at(socket.protocol(), port).isEmpty()) {
        take(socket, 0, port);
        return port;
      }
    }
    throw Errno.EADDRINUSE.error();
  }

  /** One more has it without having asked for it: a connection of a server's. */
  void add(InternetSocket socket) {
    taken
        .computeIfAbsent(key(socket.protocol(), socket.localPort()), _ -> new ArrayList<>())
        .add(socket);
  }

  void release(InternetSocket socket) {
    int key = key(socket.protocol(), socket.localPort());
    List<InternetSocket> there = taken.get(key);
    if (there != null && there.remove(socket) && there.isEmpty()) {
      taken.remove(key);
    }
  }

  void save(ObjectWriter out) {
    out.number(next);
    out.number(taken.size());
    taken.forEach(
        (key, sockets) -> {
          out.number(key.intValue());
          out.pointers(sockets);
        });
  }

  void load(ObjectReader in) {
    next = in.number();
    int count = in.number();
    for (int i = 0; i < count; i++) {
      int key = in.number();
      taken.put(key, new ArrayList<>(in.<InternetSocket>pointers()));
    }
  }
}
