package cloister.kernel.net;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.trace.AddressChanged;
import cloister.kernel.trace.RouteChanged;
import cloister.kernel.vfs.Caller;

/** What can be asked and ordered of a namespace's network by messages (rtnetlink(7)). */
final class NetworkRequests {
  private static final int NEW_LINK = 16;
  private static final int DELETE_LINK = 17;
  private static final int GET_LINK = 18;
  private static final int SET_LINK = 19;
  private static final int NEW_ADDRESS = 20;
  private static final int DELETE_ADDRESS = 21;
  private static final int GET_ADDRESS = 22;
  private static final int NEW_ROUTE = 24;
  private static final int DELETE_ROUTE = 25;
  private static final int GET_ROUTE = 26;

  /** Sends on what was told so far, where that is much. ENOBUFS where there is no room. */
  @FunctionalInterface
  interface Flush {
    void run() throws KernelError;
  }

  static final int DUMP = 0x300;
  private static final int HEADER = 16;
  private static final int ADDRESS_HEADER = 8;
  private static final int ROUTE_HEADER = 12;
  private static final int INTERNET = 2;
  private static final int MAIN_TABLE = 254;
  private static final int UNICAST = 1;
  private static final int PERMANENT = 0x80;

  /** Attributes of addresses (IFA_) and routes (RTA_). */
  private static final int PEER_ADDRESS = 1;

  private static final int LOCAL = 2;
  private static final int LABEL = 3;
  private static final int BROADCAST = 4;
  private static final int DESTINATION = 1;
  private static final int OUT_INTERFACE = 4;
  private static final int GATEWAY = 5;
  private static final int PRIORITY = 6;
  private static final int SOURCE = 7;
  private static final int TABLE = 15;

  private final Network network;
  private final NetworkNamespace namespace;
  private final NetlinkReply reply;
  private final Flush flush;
  private final SocketPaths paths;
  private final Caller caller;

  NetworkRequests(
      Network network,
      NetworkNamespace namespace,
      NetlinkReply reply,
      Flush flush,
      SocketPaths paths,
      Caller caller) {
    this.network = network;
    this.namespace = namespace;
    this.reply = reply;
    this.flush = flush;
    this.paths = paths;
    this.caller = caller;
  }

  private Interfaces own() {
    return namespace.interfaces();
  }

  void run(int type, int flags, byte[] request) throws KernelError {
    LinkRequests links = new LinkRequests(network, namespace, reply, paths, caller);
    switch (type) {
      case NEW_LINK, SET_LINK -> links.change(flags, request);
      case DELETE_LINK -> links.delete(request);
      case GET_LINK -> links.tell(flags, request, flush);
      case NEW_ADDRESS -> changeAddress(request, true);
      case DELETE_ADDRESS -> changeAddress(request, false);
      case GET_ADDRESS -> tellAddresses();
      case NEW_ROUTE -> changeRoute(request, true);
      case DELETE_ROUTE -> changeRoute(request, false);
      case GET_ROUTE -> tellRoutes(flags, request);
      default -> throw Errno.EOPNOTSUPP.error();
    }
    if ((type & 3) != 2) {
      network.rewired();
    }
  }

  private static void require(byte[] request, int header) throws KernelError {
    if (request.length < HEADER + header) {
      throw Errno.EINVAL.error();
    }
    int family = request[HEADER];
    if (family != INTERNET && family != 0) {
      throw Errno.EAFNOSUPPORT.error();
    }
  }

  private void changeAddress(byte[] request, boolean adds) throws KernelError {
    require(request, ADDRESS_HEADER);
    Attributes given = Attributes.of(request, HEADER + ADDRESS_HEADER);
    int prefix = request[HEADER + 1] & 0xff;
    int index = Attributes.word(request, HEADER + 4, 4);
    Interface device = own().find(index).orElseThrow(Errno.ENODEV::error);
    int address = given.has(LOCAL) ? given.address(LOCAL) : given.address(PEER_ADDRESS);
    if (prefix > 32 || address == 0) {
      throw Errno.EINVAL.error();
    }
    int scope = device.isLoopback() ? InterfaceAddress.HOST : request[HEADER + 3] & 0xff;
    InterfaceAddress one = new InterfaceAddress(address, prefix, given.address(BROADCAST), scope);
    if (adds) {
      own().addAddress(device, one);
    } else {
      own().removeAddress(device, address, prefix);
    }
    if (network.events().listening()) {
      int pid = caller.processId();
      network
          .events()
          .accept(new AddressChanged(pid, namespace.number(), device.name(), one.text(), adds));
    }
  }

  private void tellAddresses() throws KernelError {
    for (Interface device : own().list()) {
      for (InterfaceAddress one : device.addresses()) {
        reply
            .begin(NEW_ADDRESS, NetlinkReply.MULTI)
            .number(INTERNET, 1)
            .number(one.prefix(), 1)
            .number(PERMANENT, 1)
            .number(one.scope(), 1)
            .number(device.index(), 4)
            .address(PEER_ADDRESS, one.address())
            .address(LOCAL, one.address());
        if (one.broadcast() != 0) {
          reply.address(BROADCAST, one.broadcast());
        }
        reply.text(LABEL, device.name()).end();
        flush.run();
      }
    }
    reply.done();
  }

  private void changeRoute(byte[] request, boolean adds) throws KernelError {
    require(request, ROUTE_HEADER);
    Attributes given = Attributes.of(request, HEADER + ROUTE_HEADER);
    int prefix = request[HEADER + 1] & 0xff;
    int to = given.address(DESTINATION);
    int gateway = given.address(GATEWAY);
    if (prefix > 32 || (to & ~Ipv4.mask(prefix)) != 0) {
      throw Errno.EINVAL.error();
    }
    Interface device = null;
    if (given.has(OUT_INTERFACE)) {
      device = own().find(given.number(OUT_INTERFACE)).orElseThrow(Errno.ENODEV::error);
    }
    String said = prefix == 0 ? "default" : Ipv4.text(to) + "/" + prefix;
    if (adds) {
      device = device == null ? throughGateway(gateway) : device;
      int scope = gateway == 0 ? InterfaceAddress.LINK : InterfaceAddress.GLOBAL;
      int metric = given.has(PRIORITY) ? given.number(PRIORITY) : 0;
      int source = given.address(SOURCE);
      own().addRoute(new Route(to, prefix, gateway, device, source, scope, Route.BY_HAND, metric));
    } else {
      own().removeRoute(to, prefix, gateway, device);
    }
    if (network.events().listening()) {
      int pid = caller.processId();
      network.events().accept(new RouteChanged(pid, namespace.number(), said, adds));
    }
  }

  /** The interface on whose segment a gateway is. ENETUNREACH where no segment has it. */
  private Interface throughGateway(int gateway) throws KernelError {
    if (gateway == 0) {
      throw Errno.ENODEV.error();
    }
    return own()
        .route(gateway)
        .filter(route -> route.gateway() == 0)
        .map(Route::device)
        .orElseThrow(Errno.ENETUNREACH::error);
  }

  private void tellRoutes(int flags, byte[] request) throws KernelError {
    if ((flags & DUMP) == 0) {
      require(request, ROUTE_HEADER);
      int to = Attributes.of(request, HEADER + ROUTE_HEADER).address(DESTINATION);
      int source = network.ways().source(namespace, to).orElseThrow(Errno.ENETUNREACH::error);
      Route route = own().route(to).orElseThrow(Errno.ENETUNREACH::error);
      tell(
          new Route(to, 32, route.gateway(), route.device(), source, InterfaceAddress.GLOBAL, 0, 0),
          0);
      return;
    }
    for (Route route : own().routes().reversed()) {
      tell(route, NetlinkReply.MULTI);
      flush.run();
    }
    reply.done();
  }

  private void tell(Route route, int flags) {
    reply
        .begin(NEW_ROUTE, flags)
        .number(INTERNET, 1)
        .number(route.prefix(), 1)
        .number(0, 2)
        .number(MAIN_TABLE, 1)
        .number(route.protocol(), 1)
        .number(route.scope(), 1)
        .number(UNICAST, 1)
        .number(route.device().carries() ? 0 : 16, 4)
        .attribute(TABLE, MAIN_TABLE);
    if (route.prefix() > 0) {
      reply.address(DESTINATION, route.network());
    }
    if (route.metric() != 0) {
      reply.attribute(PRIORITY, route.metric());
    }
    if (route.source() != 0) {
      reply.address(SOURCE, route.source());
    }
    if (route.gateway() != 0) {
      reply.address(GATEWAY, route.gateway());
    }
    reply.attribute(OUT_INTERFACE, route.device().index()).end();
  }
}
