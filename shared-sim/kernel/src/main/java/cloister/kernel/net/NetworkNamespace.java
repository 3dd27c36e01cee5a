package cloister.kernel.net;

import cloister.kernel.abi.KernelError;
import cloister.kernel.ns.Namespace;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The network that some processes see (network_namespaces(7)). */
public final class NetworkNamespace extends Namespace {
  /** Ports below are for who has CAP_NET_BIND_SERVICE. */
  public static final int UNPRIVILEGED_PORT = 1024;

  /**
   * All that were made in it and are not closed, by their ids, so in the order in which they were
   * made.
   */
  private final TreeMap<Integer, Socket> sockets = new TreeMap<>();

  /**
   * Those that have abstract names: by their type, and a name that begins with a zero (unix(7)).
   */
  private final TreeMap<String, UnixSocket> names = new TreeMap<>();

  private final Interfaces interfaces = new Interfaces(this);
  private final Ports ports = new Ports();

  /** Of the first one: all others, by their ids. */
  private final TreeMap<Integer, NetworkNamespace> others = new TreeMap<>();

  /** The first one; null for itself. */
  private NetworkNamespace first;

  /** The number of the last name that a socket got by itself. */
  private int lastName;

  public NetworkNamespace(int id) {
    super(id);
  }

  /**
   * A new one, with a loopback that is down.
   *
   * @param begin the first one, whose settings it begins with; null for the first itself
   */
  public NetworkNamespace of(
      int number, UserNamespace owner, Interface lo, NetworkNamespace begin) {
    begin(number, owner);
    try {
      interfaces.add(lo.begin(Interface.Type.LOOPBACK, "lo", 0));
    } catch (KernelError full) {
      throw new IllegalStateException("a new namespace is full", full);
    }
    first = begin;
    if (first == null) {
      interfaces.setUp(lo, true);
    } else {
      first.others.put(id(), this);
      interfaces.setForwards(first.interfaces().forwards());
    }
    return this;
  }

  public Interfaces interfaces() {
    return interfaces;
  }

  /** The ports of a bridge. */
  List<Interface> ports(Interface bridge) {
    return interfaces.ports(bridge);
  }

  public Collection<Socket> sockets() {
    return sockets.values();
  }

  void add(Socket socket) {
    sockets.put(socket.id(), socket);
    use();
  }

  void remove(Socket socket) {
    if (sockets.remove(socket.id()) != null) {
      unuse();
    }
  }

  int nextName() {
    lastName = lastName + 1 & 0xfffff;
    return lastName;
  }

  Optional<UnixSocket> named(String name) {
    return Optional.ofNullable(names.get(name));
  }

  void setName(String name, UnixSocket socket) {
    names.put(name, socket);
  }

  void removeName(String name) {
    names.remove(name);
  }

  Ports ports() {
    return ports;
  }

  /** Its interfaces go with it. */
  @Override
  protected void gone() {
    interfaces.clear();
    if (first != null) {
      first.others.remove(id());
    }
  }

  /** All that there are, the machine's own first. */
  public List<NetworkNamespace> all() {
    NetworkNamespace own = first == null ? this : first;
    List<NetworkNamespace> all = new ArrayList<>(own.others.values());
    all.addFirst(own);
    return all;
  }

  @Override
  public NamespaceKind namespaceKind() {
    return NamespaceKind.NETWORK;
  }

  @Override
  public Kind kind() {
    return Kind.NETWORK_NAMESPACE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.number(lastName);
    out.pointer(first);
    out.pointers(List.copyOf(others.values()));
    interfaces.save(out);
    ports.save(out);
    out.pointers(List.copyOf(sockets.values()));
    out.number(names.size());
    names.forEach(
        (name, socket) -> {
          out.text(name);
          out.pointer(socket);
        });
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    lastName = in.number();
    first = in.pointer();
    for (NetworkNamespace other : in.<NetworkNamespace>pointers()) {
      others.put(other.id(), other);
    }
    interfaces.load(in);
    ports.load(in);
    for (Socket socket : in.<Socket>pointers()) {
      sockets.put(socket.id(), socket);
    }
    int count = in.number();
    for (int i = 0; i < count; i++) {
      String name = in.text();
      names.put(name, in.pointer());
    }
  }
}
