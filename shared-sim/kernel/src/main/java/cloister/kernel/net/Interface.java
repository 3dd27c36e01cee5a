package cloister.kernel.net;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;

/** A network interface (netdevice(7)). */
public final class Interface extends KernelObject {
  public static final int UP = 1;
  public static final int CAN_BROADCAST = 2;
  public static final int IS_LOOPBACK = 8;
  public static final int RUNNING = 0x40;
  public static final int NO_ARP = 0x80;
  public static final int CAN_MULTICAST = 0x1000;
  public static final int LOWER_UP = 0x10000;

  /** What it is. */
  public enum Type {
    LOOPBACK(""),
    VETH("veth"),
    BRIDGE("bridge"),
    /** It takes packets, counts them and throws them away, and asks nobody for an address. */
    DUMMY("dummy");

    private final String label;

    Type(String label) {
      this.label = label;
    }

    /** As {@code ip link add} names it. */
    public String label() {
      return label;
    }
  }

  private static final int LOOPBACK_MTU = 65536;
  private static final int ETHERNET_MTU = 1500;

  /** Counted where Linux counts it: by all that send but the loopback, and by a pair's ends. */
  private static final int ETHERNET_HEADER = 14;

  private Type type = Type.LOOPBACK;
  private NetworkNamespace namespace;
  private int index;
  private String name = "";

  /** The last four bytes of its hardware address, which begins with 02:42; 0 for none. */
  private int hardware;

  private int mtu;
  private boolean up;

  /** It has been up before. */
  private boolean began;

  private final List<InterfaceAddress> addresses = new ArrayList<>();

  /** The other end of a pair; null without one. */
  private Interface peer;

  /** The bridge that it is a port of; null without one. */
  private Interface master;

  private final long[] counters = new long[4];

  public Interface(int id) {
    super(id);
  }

  Interface begin(Type what, String label, int hardwareAddress) {
    type = what;
    name = label;
    hardware = hardwareAddress;
    mtu = what == Type.LOOPBACK ? LOOPBACK_MTU : ETHERNET_MTU;
    return this;
  }

  void placeIn(NetworkNamespace in, int number) {
    namespace = in;
    index = number;
  }

  public Type type() {
    return type;
  }

  /** Null once it is gone. */
  public NetworkNamespace namespace() {
    return namespace;
  }

  public int index() {
    return index;
  }

  public String name() {
    return name;
  }

  void setName(String label) {
    name = label;
  }

  public int mtu() {
    return mtu;
  }

  void setMtu(int bytes) {
    mtu = bytes;
  }

  public boolean isLoopback() {
    return type == Type.LOOPBACK;
  }

  public boolean isUp() {
    return up;
  }

  /** Whether it has ever been. */
  public boolean hasBeenUp() {
    return began;
  }

  void setUp(boolean value) {
    up = value;
    began |= value;
  }

  /** Something is at the other end that hears it. */
  public boolean hasCarrier() {
    return switch (type) {
      case LOOPBACK, DUMMY -> true;
      case VETH -> up && peer != null && peer.up;
      case BRIDGE -> namespace.ports(this).isEmpty() || hasRunningPort();
    };
  }

  private boolean hasRunningPort() {
    for (Interface port : namespace.ports(this)) {
      if (port.up && port.hasCarrier()) {
        return true;
      }
    }
    return false;
  }

  boolean carries() {
    return up && hasCarrier();
  }

  /** As netdevice(7) names them. */
  public int flags() {
    int flags =
        switch (type) {
          case LOOPBACK -> IS_LOOPBACK;
          case DUMMY -> CAN_BROADCAST | NO_ARP;
          case VETH, BRIDGE -> CAN_BROADCAST | CAN_MULTICAST;
        };
    flags |= up ? UP : 0;
    return carries() ? flags | RUNNING | LOWER_UP : flags;
  }

  /** Its state as RFC 2863 counts it: 0 unknown, 2 down, 3 nothing below, 6 up. */
  public int state() {
    if (!up) {
      return 2;
    }
    boolean alone = type == Type.BRIDGE && namespace.ports(this).isEmpty();
    if (alone || isLoopback() || type == Type.DUMMY) {
      return 0;
    }
    if (hasCarrier()) {
      return 6;
    }
    return type == Type.VETH ? 3 : 2;
  }

  public byte[] hardwareAddress() {
    byte[] bytes = new byte[6];
    if (hardware != 0) {
      bytes[0] = 2;
      bytes[1] = 0x42;
      for (int i = 0; i < 4; i++) {
        bytes[2 + i] = (byte) (hardware >>> 24 - 8 * i);
      }
    }
    return bytes;
  }

  /** One that begins as all here do; no others are kept. */
  void setHardwareAddress(byte[] bytes) throws KernelError {
    if (isLoopback() || bytes.length != 6) {
      throw isLoopback() ? Errno.EOPNOTSUPP.error() : Errno.EINVAL.error();
    }
    if (bytes[0] != 2 || bytes[1] != 0x42) {
      throw Errno.EADDRNOTAVAIL.error();
    }
    hardware = Attributes.word(new byte[] {bytes[5], bytes[4], bytes[3], bytes[2]}, 0, 4);
  }

  public List<InterfaceAddress> addresses() {
    return addresses;
  }

  boolean has(int address) {
    for (InterfaceAddress one : addresses) {
      boolean whole = one.scope() == InterfaceAddress.HOST;
      if (whole ? Ipv4.isIn(address, one.address(), one.prefix()) : one.address() == address) {
        return true;
      }
    }
    return false;
  }

  public Interface peer() {
    return peer;
  }

  void setPeer(Interface other) {
    peer = other;
  }

  public Interface master() {
    return master;
  }

  void setMaster(Interface bridge) {
    master = bridge;
  }

  void sent(int bytes) {
    counters[0] += isLoopback() ? bytes : bytes + ETHERNET_HEADER;
    counters[1]++;
  }

  void received(int bytes) {
    counters[2] += type == Type.VETH ? bytes + ETHERNET_HEADER : bytes;
    counters[3]++;
  }

  /** Bytes and packets sent, bytes and packets received. */
  public long[] counters() {
    return counters;
  }

  @Override
  public Kind kind() {
    return Kind.INTERFACE;
  }

  @Override
  public void save(ObjectWriter out) {
    out.number(type.ordinal());
    out.pointer(namespace);
    out.number(index);
    out.text(name);
    out.number(hardware);
    out.number(mtu);
    out.flag(up);
    out.flag(began);
    out.number(addresses.size());
    addresses.forEach(one -> one.save(out));
    out.pointer(peer);
    out.pointer(master);
    for (long counter : counters) {
      out.number(counter);
    }
  }

  @Override
  public void load(ObjectReader in) {
    type = Type.values()[in.number()];
    namespace = in.pointer();
    index = in.number();
    name = in.text();
    hardware = in.number();
    mtu = in.number();
    up = in.flag();
    began = in.flag();
    int count = in.number();
    for (int i = 0; i < count; i++) {
      addresses.add(InterfaceAddress.load(in));
    }
    peer = in.pointer();
    master = in.pointer();
    for (int i = 0; i < counters.length; i++) {
      counters[i] = in.longNumber();
    }
  }
}
