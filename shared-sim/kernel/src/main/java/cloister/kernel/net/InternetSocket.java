package cloister.kernel.net;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Caller;

/** A socket with an address and a port of version 4 (ip(7)). */
public abstract class InternetSocket extends Socket {
  public static final int ICMP = 1;
  public static final int TCP = 6;
  public static final int UDP = 17;

  private static final int ADDRESS_BYTES = 16;
  private static final int IP_LEVEL = 0;
  private static final int IP_RECEIVE_TTL = 12;

  private int local;
  private int localPort;
  private int remote;
  private int remotePort;

  private boolean tellsLife;

  private final InternetOptions kept = new InternetOptions();

  protected InternetSocket(int id, Network network) {
    super(id, network);
  }

  public final int local() {
    return local;
  }

  public final int localPort() {
    return localPort;
  }

  public final int remote() {
    return remote;
  }

  public final int remotePort() {
    return remotePort;
  }

  final boolean tellsLife() {
    return tellsLife;
  }

  protected final void connectTo(int address, int port) {
    remote = address;
    remotePort = port;
  }

  protected final void setLocal(int address, int port) {
    local = address;
    localPort = port;
  }

  /** Whether both may have one port (SO_REUSEADDR). */
  boolean shares(InternetSocket other) {
    boolean ports =
        options().is(SocketOptions.REUSE_PORT) && other.options().is(SocketOptions.REUSE_PORT);
    boolean addresses =
        options().is(SocketOptions.REUSE_ADDRESS)
            && other.options().is(SocketOptions.REUSE_ADDRESS)
            && !other.isListening();
    return ports || addresses;
  }

  static int address(byte[] bytes) {
    int value = 0;
    for (int i = 4; i < 8; i++) {
      value = value << 8 | bytes[i] & 0xff;
    }
    return value;
  }

  static int port(byte[] bytes) {
    return (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
  }

  static byte[] bytes(int address, int port) {
    byte[] bytes = new byte[ADDRESS_BYTES];
    bytes[0] = SocketType.INTERNET;
    bytes[2] = (byte) (port >>> 8);
    bytes[3] = (byte) port;
    for (int i = 0; i < 4; i++) {
      bytes[4 + i] = (byte) (address >>> 24 - 8 * i);
    }
    return bytes;
  }

  /** EINVAL for too few bytes, EAFNOSUPPORT for another family. */
  static void require(byte[] address) throws KernelError {
    if (address.length < ADDRESS_BYTES) {
      throw Errno.EINVAL.error();
    }
    if (UnixAddress.family(address) != SocketType.INTERNET) {
      throw Errno.EAFNOSUPPORT.error();
    }
  }

  @Override
  public void bind(byte[] address, SocketPaths paths, Caller caller) throws KernelError {
    require(address);
    int host = address(address);
    int port = port(address);
    Interfaces own = namespace().interfaces();
    if (host != 0 && !own.isLocal(host)) {
      throw Errno.EADDRNOTAVAIL.error();
    }
    boolean restricted =
        port != 0 && port < NetworkNamespace.UNPRIVILEGED_PORT && protocol() != ICMP;
    if (restricted && !caller.credentials().can(Capability.NET_BIND_SERVICE, namespace().owner())) {
      throw Errno.EACCES.error();
    }
    if (localPort != 0) {
      throw Errno.EINVAL.error();
    }
    if (port == 0) {
      setLocal(host, namespace().ports().takeAny(this));
    } else {
      namespace().ports().take(this, host, port);
      setLocal(host, port);
    }
  }

  /** Takes a port, unless there is one. */
  protected final void bindAnywhere() throws KernelError {
    if (localPort == 0) {
      localPort = namespace().ports().takeAny(this);
    }
  }

  protected final void releasePort() {
    if (localPort != 0) {
      namespace().ports().release(this);
    }
  }

  /** The address that packets to another come from. ENETUNREACH where no way leads there. */
  protected final int sourceFor(int to) throws KernelError {
    int found = network.ways().source(namespace(), to).orElseThrow(Errno.ENETUNREACH::error);
    return local != 0 ? local : found;
  }

  @Override
  public byte[] name() {
    return bytes(local, localPort);
  }

  @Override
  public byte[] peerName() throws KernelError {
    if (remotePort == 0) {
      throw Errno.ENOTCONN.error();
    }
    return bytes(remote, remotePort);
  }

  @Override
  public String nameText() {
    return Ipv4.text(local) + ":" + localPort;
  }

  @Override
  public boolean isListening() {
    return false;
  }

  @Override
  public void setOption(int level, int option, int value) throws KernelError {
    if (level == IP_LEVEL && option == IP_RECEIVE_TTL) {
      tellsLife = value != 0;
    } else {
      kept.set(level, option, protocol() == TCP, value);
    }
  }

  @Override
  public int option(int level, int option) throws KernelError {
    if (level == IP_LEVEL && option == IP_RECEIVE_TTL) {
      return tellsLife ? 1 : 0;
    }
    return kept.get(level, option, protocol() == TCP);
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.numbers(new int[] {local, localPort, remote, remotePort});
    out.flag(tellsLife);
    kept.save(out);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    int[] words = in.numbers();
    local = words[0];
    localPort = words[1];
    remote = words[2];
    remotePort = words[3];
    tellsLife = in.flag();
    kept.load(in);
  }
}
