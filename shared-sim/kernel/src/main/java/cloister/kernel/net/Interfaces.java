package cloister.kernel.net;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The interfaces of one network namespace, and where packets go by them. */
public final class Interfaces {
  private static final int LOOPBACK_NET = 0x7f000001;
  private static final int MOST = 256;
  private static final int LOOKED_AT_ONCE = 16;
  private static final int MOST_ROUTES = 1024;
  private static final int MOST_ADDRESSES = 64;

  private final NetworkNamespace namespace;
  private final TreeMap<Integer, Interface> all = new TreeMap<>();

  /** The most exact ones first, else in the order in which they were made. */
  private final List<Route> routes = new ArrayList<>();

  private int lastIndex;

  /** Packets that are for others are sent on (ip_forward). */
  private boolean forwards;

  Interfaces(NetworkNamespace namespace) {
    this.namespace = namespace;
  }

  public List<Interface> list() {
    return List.copyOf(all.values());
  }

  public List<Route> routes() {
    return routes;
  }

  public boolean forwards() {
    return forwards;
  }

  public void setForwards(boolean value) {
    forwards = value;
  }

  public Optional<Interface> find(String name) {
    return all.values().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  public Optional<Interface> find(int index) {
    return Optional.ofNullable(all.get(index));
  }

  /** EEXIST for a name that is there; ENOSPC for too many. */
  void requireRoom(String name) throws KernelError {
    if (find(name).isPresent()) {
      throw Errno.EEXIST.error();
    }
    if (all.size() >= MOST) {
      throw Errno.ENOSPC.error();
    }
  }

  void add(Interface made) throws KernelError {
    requireRoom(made.name());
    made.placeIn(namespace, ++lastIndex);
    all.put(made.index(), made);
  }

  /** It goes, to another namespace or for good: down, without addresses and master. */
  void remove(Interface gone) {
    setUp(gone, false);
    gone.addresses().clear();
    gone.setMaster(null);
    for (Interface port : all.values()) {
      if (port.master() == gone) {
        port.setMaster(null);
      }
    }
    all.remove(gone.index());
  }

  /** Takes the whole namespace's interfaces away; the other ends of pairs go, too. */
  void clear() {
    for (Interface one : list()) {
      delete(one);
    }
  }

  void delete(Interface gone) {
    Interface peer = gone.peer();
    remove(gone);
    gone.placeIn(null, 0);
    if (peer != null) {
      gone.setPeer(null);
      peer.setPeer(null);
      NetworkNamespace other = peer.namespace();
      other.interfaces().remove(peer);
      peer.placeIn(null, 0);
    }
  }

  void setUp(Interface one, boolean up) {
    if (one.isUp() == up) {
      return;
    }
    one.setUp(up);
    if (!up) {
      routes.removeIf(route -> route.device() == one);
      return;
    }
    if (one.isLoopback() && one.addresses().isEmpty()) {
      one.addresses().add(new InterfaceAddress(LOOPBACK_NET, 8, 0, InterfaceAddress.HOST));
    }
    for (InterfaceAddress address : one.addresses()) {
      addNetwork(one, address);
    }
  }

  /** EEXIST where it is there. */
  void addAddress(Interface to, InterfaceAddress address) throws KernelError {
    for (InterfaceAddress one : to.addresses()) {
      if (one.address() == address.address() && one.prefix() == address.prefix()) {
        throw Errno.EEXIST.error();
      }
    }
    if (to.addresses().size() >= MOST_ADDRESSES) {
      throw Errno.ENOSPC.error();
    }
    to.addresses().add(address);
    if (to.isUp()) {
      addNetwork(to, address);
    }
  }

  /** EADDRNOTAVAIL where it is not there. */
  void removeAddress(Interface from, int address, int prefix) throws KernelError {
    boolean there =
        from.addresses().removeIf(one -> one.address() == address && one.prefix() == prefix);
    if (!there) {
      throw Errno.EADDRNOTAVAIL.error();
    }
    routes.removeIf(
        route -> route.device() == from && (route.source() == address || !hasSource(from)));
  }

  private static boolean hasSource(Interface from) {
    return !from.addresses().isEmpty();
  }

  /** The network that an address is in can be reached by its interface. */
  private void addNetwork(Interface to, InterfaceAddress address) {
    if (to.isLoopback() || address.prefix() == 32) {
      return;
    }
    int network = address.address() & Ipv4.mask(address.prefix());
    Route made =
        new Route(
            network,
            address.prefix(),
            0,
            to,
            address.address(),
            InterfaceAddress.LINK,
            Route.BY_KERNEL,
            0);
    if (routes.stream().noneMatch(route -> route.isLike(made) && route.device() == to)) {
      insert(made);
    }
  }

  private void insert(Route made) {
    int at = 0;
    while (at < routes.size() && routes.get(at).prefix() >= made.prefix()) {
      at++;
    }
    routes.add(at, made);
  }

  /** EEXIST for one like it; ENETDOWN for an interface that is down. */
  void addRoute(Route made) throws KernelError {
    if (!made.device().isUp()) {
      throw Errno.ENETDOWN.error();
    }
    if (routes.stream().anyMatch(route -> route.isLike(made))) {
      throw Errno.EEXIST.error();
    }
    if (routes.size() >= MOST_ROUTES) {
      throw Errno.ENOSPC.error();
    }
    insert(made);
  }

  /** ESRCH without one. */
  void removeRoute(int network, int prefix, int gateway, Interface device) throws KernelError {
    for (int i = 0; i < routes.size(); i++) {
      Route route = routes.get(i);
      boolean same =
          route.network() == network
              && route.prefix() == prefix
              && (gateway == 0 || route.gateway() == gateway)
              && (device == null || route.device() == device);
      if (same) {
        routes.remove(i);
        return;
      }
    }
    throw Errno.ESRCH.error();
  }

  Optional<Route> route(int to) {
    return routes.stream().filter(route -> route.leadsTo(to)).findFirst();
  }

  /** Whether it is an address of its own, also of an interface that is down. */
  boolean isLocal(int address) {
    for (Interface one : all.values()) {
      if (one.has(address)) {
        return true;
      }
    }
    return false;
  }

  /** How many times a packet's price it takes to look through all addresses and routes. */
  int cost() {
    int count = routes.size();
    for (Interface one : all.values()) {
      count += 1 + one.addresses().size();
    }
    return 1 + count / LOOKED_AT_ONCE;
  }

  /** The interface by which packets to itself go. */
  Optional<Interface> loopback() {
    return all.values().stream().filter(Interface::isLoopback).findFirst();
  }

  List<Interface> ports(Interface bridge) {
    return all.values().stream().filter(one -> one.master() == bridge).toList();
  }

  void save(ObjectWriter out) {
    out.number(lastIndex);
    out.flag(forwards);
    out.pointers(list());
    out.number(all.size());
    all.keySet().forEach(out::number);
    out.number(routes.size());
    routes.forEach(route -> route.save(out));
  }

  void load(ObjectReader in) {
    lastIndex = in.number();
    forwards = in.flag();
    List<Interface> saved = in.pointers();
    int count = in.number();
    for (int i = 0; i < count; i++) {
      all.put(in.number(), saved.get(i));
    }
    int ways = in.number();
    for (int i = 0; i < ways; i++) {
      routes.add(Route.load(in));
    }
  }
}
