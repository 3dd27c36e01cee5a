package cloister.kernel.net;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.trace.InterfaceMade;
import cloister.kernel.trace.InterfaceMoved;
import cloister.kernel.trace.InterfaceRemoved;
import cloister.kernel.trace.InterfaceSwitched;
import cloister.kernel.vfs.Caller;
import java.util.Optional;

/** Interfaces that are made, changed, moved, taken away and told of (rtnetlink(7)). */
final class LinkRequests {
  private static final int NEW_LINK = 16;
  private static final int HEADER = 16;
  private static final int LINK_HEADER = 16;
  private static final int CREATE = 0x400;
  private static final int EXCLUSIVE = 0x200;
  private static final int ETHERNET = 1;
  private static final int LOOPBACK = 772;
  private static final int LONGEST_NAME = 15;
  private static final int SMALLEST_MTU = 68;
  private static final int LARGEST_MTU = 65535;

  /** Attributes of interfaces (IFLA_). */
  private static final int ADDRESS = 1;

  private static final int BROADCAST = 2;
  private static final int NAME = 3;
  private static final int MTU = 4;
  private static final int LINK = 5;
  private static final int QUEUE = 6;
  private static final int MASTER = 10;
  private static final int QUEUE_LENGTH = 13;
  private static final int STATE = 16;
  private static final int INFORMATION = 18;
  private static final int NAMESPACE_OF_PROCESS = 19;
  private static final int GROUP = 27;
  private static final int NAMESPACE_OF_FILE = 28;
  private static final int PEER_NAMESPACE = 37;
  private static final int KIND = 1;
  private static final int DATA = 2;
  private static final int PEER = 1;

  private final Network network;
  private final NetworkNamespace namespace;
  private final NetlinkReply reply;
  private final SocketPaths paths;
  private final Caller caller;

  LinkRequests(
      Network network,
      NetworkNamespace namespace,
      NetlinkReply reply,
      SocketPaths paths,
      Caller caller) {
    this.network = network;
    this.namespace = namespace;
    this.reply = reply;
    this.paths = paths;
    this.caller = caller;
  }

  private Interfaces own() {
    return namespace.interfaces();
  }

  private Optional<Interface> named(byte[] request, Attributes given) throws KernelError {
    if (request.length < HEADER + LINK_HEADER) {
      throw Errno.EINVAL.error();
    }
    int index = Attributes.word(request, HEADER + 4, 4);
    if (index != 0) {
      return own().find(index);
    }
    return given.text(NAME).flatMap(own()::find);
  }

  private static Attributes attributes(byte[] request) throws KernelError {
    return Attributes.of(request, HEADER + LINK_HEADER);
  }

  void change(int flags, byte[] request) throws KernelError {
    Attributes given = attributes(request);
    Optional<Interface> found = named(request, given);
    if (found.isPresent() && (flags & EXCLUSIVE) != 0) {
      throw Errno.EEXIST.error();
    }
    Interface device;
    if (found.isPresent()) {
      device = found.get();
      rename(device, given);
      set(device, given);
      move(device, given);
    } else {
      if ((flags & CREATE) == 0) {
        throw Errno.ENODEV.error();
      }
      device = make(given);
      set(device, given);
    }
    int changed = Attributes.word(request, HEADER + 12, 4);
    if ((changed & Interface.UP) != 0) {
      turn(device, (Attributes.word(request, HEADER + 8, 4) & Interface.UP) != 0);
    }
  }

  private void turn(Interface device, boolean up) {
    boolean was = device.isUp();
    device.namespace().interfaces().setUp(device, up);
    if (was != up && network.events().listening()) {
      int where = device.namespace().number();
      network.events().accept(new InterfaceSwitched(caller.processId(), where, device.name(), up));
    }
  }

  private void rename(Interface device, Attributes given) throws KernelError {
    String name = given.text(NAME).orElse(device.name());
    if (!name.equals(device.name())) {
      requireName(name);
      if (device.isUp()) {
        throw Errno.EBUSY.error();
      }
      if (own().find(name).isPresent()) {
        throw Errno.EEXIST.error();
      }
      device.setName(name);
    }
  }

  private static void requireName(String name) throws KernelError {
    boolean wrong = name.isEmpty() || name.equals(".") || name.equals("..");
    for (int i = 0; i < name.length(); i++) {
      wrong |= name.charAt(i) <= ' ' || name.charAt(i) == '/' || name.charAt(i) == ':';
    }
    if (wrong || name.length() > LONGEST_NAME) {
      throw Errno.EINVAL.error();
    }
  }

  private void set(Interface device, Attributes given) throws KernelError {
    if (given.has(MTU)) {
      int bytes = given.number(MTU);
      if (bytes < SMALLEST_MTU || bytes > LARGEST_MTU && !device.isLoopback()) {
        throw Errno.EINVAL.error();
      }
      device.setMtu(bytes);
    }
    if (given.has(ADDRESS)) {
      device.setHardwareAddress(given.bytes(ADDRESS));
    }
    if (given.has(MASTER)) {
      int index = given.number(MASTER);
      Interface bridge = null;
      if (index != 0) {
        bridge = device.namespace().interfaces().find(index).orElseThrow(Errno.ENODEV::error);
        boolean fits =
            bridge.type() == Interface.Type.BRIDGE && device.type() == Interface.Type.VETH;
        if (!fits) {
          throw bridge.type() == Interface.Type.BRIDGE
              ? Errno.ELOOP.error()
              : Errno.EOPNOTSUPP.error();
        }
      }
      device.setMaster(bridge);
    }
  }

  /** The namespace that is asked for, in which the caller must have a say; the own without one. */
  private NetworkNamespace target(Attributes given) throws KernelError {
    NetworkNamespace found = namespace;
    if (given.has(NAMESPACE_OF_PROCESS)) {
      found = paths.networkOf(given.number(NAMESPACE_OF_PROCESS));
    } else if (given.has(NAMESPACE_OF_FILE)) {
      found = paths.networkBehind(given.number(NAMESPACE_OF_FILE));
    }
    if (found != namespace && !caller.credentials().can(Capability.NET_ADMIN, found.owner())) {
      throw Errno.EPERM.error();
    }
    return found;
  }

  private void move(Interface device, Attributes given) throws KernelError {
    NetworkNamespace to = target(given);
    if (to == namespace) {
      return;
    }
    if (device.isLoopback() || device.type() == Interface.Type.BRIDGE) {
      throw Errno.EINVAL.error();
    }
    to.interfaces().requireRoom(device.name());
    own().remove(device);
    to.interfaces().add(device);
    if (network.events().listening()) {
      int pid = caller.processId();
      network
          .events()
          .accept(new InterfaceMoved(pid, namespace.number(), device.name(), to.number()));
    }
  }

  private Interface make(Attributes given) throws KernelError {
    Attributes information = given.nested(INFORMATION, 0);
    String kind = information.text(KIND).orElse("");
    return switch (kind) {
      case "bridge" -> makeAlone(given, Interface.Type.BRIDGE);
      case "dummy" -> makeAlone(given, Interface.Type.DUMMY);
      case "veth" -> makePair(given, information.nested(DATA, 0));
      default -> throw Errno.EOPNOTSUPP.error();
    };
  }

  private Interface makeAlone(Attributes given, Interface.Type type) throws KernelError {
    NetworkNamespace here = target(given);
    String name = given.text(NAME).orElseGet(() -> free(here, type.label()));
    return add(here, type, name);
  }

  private Interface makePair(Attributes given, Attributes data) throws KernelError {
    Attributes other = data.nested(PEER, data.has(PEER) ? LINK_HEADER : 0);
    NetworkNamespace here = target(given);
    NetworkNamespace there = target(other);
    String name = given.text(NAME).orElseGet(() -> free(here, "veth"));
    requireName(name);
    if (here.interfaces().find(name).isPresent()) {
      throw Errno.EEXIST.error();
    }
    Interface peer =
        add(there, Interface.Type.VETH, other.text(NAME).orElseGet(() -> free(there, "veth")));
    Interface made;
    try {
      made = add(here, Interface.Type.VETH, name);
    } catch (KernelError refused) {
      there.interfaces().delete(peer);
      throw refused;
    }
    made.setPeer(peer);
    peer.setPeer(made);
    return made;
  }

  private Interface add(NetworkNamespace in, Interface.Type type, String name) throws KernelError {
    requireName(name);
    int id = network.ids().next();
    Interface made = new Interface(id).begin(type, name, 0xac110000 | id & 0xffff);
    in.interfaces().add(made);
    if (network.events().listening()) {
      int pid = caller.processId();
      network.events().accept(new InterfaceMade(pid, in.number(), name, type.label()));
    }
    return made;
  }

  private static String free(NetworkNamespace in, String begin) {
    int number = 0;
    while (in.interfaces().find(begin + number).isPresent()) {
      number++;
    }
    return begin + number;
  }

  void delete(byte[] request) throws KernelError {
    Interface device = named(request, attributes(request)).orElseThrow(Errno.ENODEV::error);
    if (device.isLoopback()) {
      throw Errno.EOPNOTSUPP.error();
    }
    own().delete(device);
    if (network.events().listening()) {
      int pid = caller.processId();
      network.events().accept(new InterfaceRemoved(pid, namespace.number(), device.name()));
    }
  }

  void tell(int flags, byte[] request, NetworkRequests.Flush flush) throws KernelError {
    if ((flags & NetworkRequests.DUMP) == 0) {
      tell(named(request, attributes(request)).orElseThrow(Errno.ENODEV::error), 0);
      return;
    }
    for (Interface device : own().list()) {
      tell(device, NetlinkReply.MULTI);
      flush.run();
    }
    reply.done();
  }

  private void tell(Interface device, int flags) {
    byte[] all = {-1, -1, -1, -1, -1, -1};
    reply
        .begin(NEW_LINK, flags)
        .number(0, 2)
        .number(device.isLoopback() ? LOOPBACK : ETHERNET, 2)
        .number(device.index(), 4)
        .number(device.flags(), 4)
        .number(0, 4)
        .text(NAME, device.name())
        .attribute(QUEUE_LENGTH, 1000)
        .small(STATE, device.state())
        .attribute(MTU, device.mtu())
        .attribute(GROUP, 0)
        .text(QUEUE, device.hasBeenUp() ? "noqueue" : "noop")
        .attribute(ADDRESS, device.hardwareAddress())
        .attribute(BROADCAST, device.isLoopback() ? new byte[6] : all);
    Interface peer = device.peer();
    if (peer != null) {
      reply.attribute(LINK, peer.index());
      if (peer.namespace() != namespace) {
        reply.attribute(PEER_NAMESPACE, 0);
      }
    }
    if (device.master() != null) {
      reply.attribute(MASTER, device.master().index());
    }
    if (!device.isLoopback()) {
      reply.nested(INFORMATION, () -> reply.text(KIND, device.type().label()));
    }
    reply.end();
  }
}
