package cloister.kernel.net;

import cloister.kernel.ns.Namespace;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The network that some processes see (network_namespaces(7)). */
public final class NetworkNamespace extends Namespace {
  /**
   * All that were made in it and are not closed, by their ids, so in the order in which they were
   * made.
   */
  private final TreeMap<Integer, Socket> sockets = new TreeMap<>();

  /** Those that have abstract names, which begin with a zero (unix(7)). */
  private final TreeMap<String, UnixSocket> names = new TreeMap<>();

  /** The number of the last name that a socket got by itself. */
  private int lastName;

  public NetworkNamespace(int id) {
    super(id);
  }

  public NetworkNamespace of(int number, UserNamespace owner) {
    begin(number, owner);
    return this;
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
