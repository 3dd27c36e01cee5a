package cloister.kernel.net;

import cloister.kernel.time.Cost;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How packets go, from one namespace to the one that has the address. Who has an address on a
 * segment is found at once: all interfaces of it are asked, as ARP would.
 */
final class Ways {
  private static final int FIRST_LIFE = 64;

  private final Network network;

  Ways(Network network) {
    this.network = network;
  }

  /** What becomes of a packet. */
  enum Fate {
    ARRIVED,
    /** No route leads there, from where it is sent. */
    NO_ROUTE,
    /** Nobody on the segment has the next address. */
    NOBODY,
    /** An interface is down, somebody on the way sends nothing on, or it has come too far. */
    LOST
  }

  /**
   * The end of a way.
   *
   * @param in the namespace where it has arrived; null elsewhere
   * @param life what is left of its time to live
   */
  record End(Fate fate, NetworkNamespace in, int life) {
    boolean arrived() {
      return fate == Fate.ARRIVED;
    }
  }

  /** The address that packets to somewhere come from. */
  Optional<Integer> source(NetworkNamespace from, int to) {
    Interfaces own = from.interfaces();
    if (own.isLocal(to)) {
      return Optional.of(to);
    }
    return own.route(to).map(route -> route.source() != 0 ? route.source() : first(route.device()));
  }

  private static int first(Interface of) {
    return of.addresses().isEmpty() ? 0 : of.addresses().getFirst().address();
  }

  /**
   * Sends a packet.
   *
   * @param bytes how long it is with its headers
   */
  End send(NetworkNamespace from, int to, int bytes) {
    NetworkNamespace at = from;
    int life = FIRST_LIFE;
    boolean begins = true;
    while (life > 0) {
      Interfaces own = at.interfaces();
      network.time().charge(Cost.PACKET, own.cost());
      if (own.isLocal(to)) {
        return arrive(at, own, life, bytes, begins);
      }
      if (!begins && !own.forwards()) {
        return new End(Fate.LOST, null, life);
      }
      Optional<Route> route = own.route(to);
      if (route.isEmpty()) {
        return new End(begins ? Fate.NO_ROUTE : Fate.LOST, null, life);
      }
      Interface out = route.get().device();
      if (!out.carries()) {
        return new End(Fate.LOST, null, life);
      }
      if (out.type() == Interface.Type.DUMMY) {
        out.sent(bytes);
        return new End(Fate.LOST, null, life);
      }
      int next = route.get().gateway() != 0 ? route.get().gateway() : to;
      Optional<Interface> neighbour = neighbour(out, next);
      if (neighbour.isEmpty()) {
        return new End(Fate.NOBODY, null, life);
      }
      out.sent(bytes);
      neighbour.get().received(bytes);
      at = neighbour.get().namespace();
      life -= begins ? 0 : 1;
      begins = false;
    }
    return new End(Fate.LOST, null, 0);
  }

  /** To itself by its loopback, which must be up for that. */
  private static End arrive(
      NetworkNamespace at, Interfaces own, int life, int bytes, boolean itself) {
    if (itself) {
      Optional<Interface> loopback = own.loopback().filter(Interface::isUp);
      if (loopback.isEmpty()) {
        return new End(Fate.LOST, null, life);
      }
      loopback.get().sent(bytes);
      loopback.get().received(bytes);
    }
    return new End(Fate.ARRIVED, at, life);
  }

  /** Who answers for an address on the segment that an interface is on. */
  private Optional<Interface> neighbour(Interface out, int address) {
    TreeSet<Integer> seen = new TreeSet<>();
    Deque<Interface> next = new ArrayDeque<>();
    seen.add(out.id());
    beyond(out, seen, next);
    while (!next.isEmpty()) {
      Interface one = next.removeFirst();
      Interfaces there = one.namespace().interfaces();
      network.time().charge(Cost.PACKET, there.cost());
      if (one.master() == null && there.isLocal(address)) {
        return Optional.of(one);
      }
      if (one.master() != null) {
        toBridge(one, seen, next);
      }
    }
    return Optional.empty();
  }

  /** What hears an interface directly: its peer, or all ports of a bridge and what is there. */
  private static void beyond(Interface out, TreeSet<Integer> seen, Deque<Interface> next) {
    if (out.type() == Interface.Type.VETH) {
      hear(out.peer(), seen, next);
    } else if (out.type() == Interface.Type.BRIDGE) {
      for (Interface port : out.namespace().ports(out)) {
        if (seen.add(port.id()) && port.carries() && port.peer() != null) {
          hear(port.peer(), seen, next);
        }
      }
    }
  }

  private static void toBridge(Interface port, TreeSet<Integer> seen, Deque<Interface> next) {
    Interface bridge = port.master();
    if (bridge.isUp() && seen.add(bridge.id())) {
      next.add(bridge);
      beyond(bridge, seen, next);
    }
  }

  private static void hear(Interface one, TreeSet<Integer> seen, Deque<Interface> next) {
    if (one != null && one.isUp() && seen.add(one.id())) {
      next.add(one);
    }
  }
}
