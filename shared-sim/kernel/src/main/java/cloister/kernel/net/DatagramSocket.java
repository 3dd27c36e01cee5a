package cloister.kernel.net;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.trace.PacketArrived;
import cloister.kernel.trace.PacketLost;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.Poll;
import java.util.List;

/** A socket of udp(7), or one that sends echo requests and gets their replies (icmp(7)). */
public final class DatagramSocket extends InternetSocket {
  private static final int HEADERS = 28;
  private static final int LONGEST = 65507;
  private static final int ECHO_HEADER = 8;
  private static final byte ECHO = 8;

  private final MessageQueue queue;

  public DatagramSocket(int id, Network network) {
    super(id, network);
    queue = new MessageQueue(network);
  }

  /**
   * @param protocol UDP or ICMP
   */
  public DatagramSocket begin(NetworkNamespace in, int protocol) throws KernelError {
    begin(in, SocketType.INTERNET, SocketType.DATAGRAM, protocol);
    addLinks(1);
    return this;
  }

  @Override
  public Socket connect(byte[] address, SocketPaths paths, Caller caller) throws KernelError {
    if (UnixAddress.family(address) == SocketType.UNSPECIFIED) {
      connectTo(0, 0);
      return null;
    }
    require(address);
    int host = address(address) == 0 ? Ipv4.LOOPBACK : address(address);
    int source = sourceFor(host);
    bindAnywhere();
    setLocal(source, localPort());
    connectTo(host, port(address));
    return null;
  }

  @Override
  public void shutDown(int ways) throws KernelError {
    if (remotePort() == 0) {
      throw Errno.ENOTCONN.error();
    }
    shut(ways);
  }

  @Override
  protected void ended() {
    releasePort();
    queue.clear();
    addLinks(-1);
  }

  @Override
  public int send(UserBuffer bytes, Outgoing with, SocketPaths paths, Caller caller)
      throws KernelError {
    requireNoError();
    if (bytes.left() > LONGEST) {
      throw Errno.EMSGSIZE.error();
    }
    int to = remote();
    int port = remotePort();
    if (with.to() != null) {
      require(with.to());
      to = address(with.to()) == 0 ? Ipv4.LOOPBACK : address(with.to());
      port = port(with.to());
    } else if (port == 0 && to == 0) {
      throw Errno.EDESTADDRREQ.error();
    }
    if (isShut(SENDS)) {
      throw Errno.EPIPE.error();
    }
    int source = sourceFor(to);
    bindAnywhere();
    int count = bytes.left();
    byte[] content = new byte[count];
    bytes.get(content, 0, count);
    if (protocol() == ICMP) {
      ask(content, source, to, caller);
    } else {
      send(content, source, to, port, caller);
    }
    return count;
  }

  private void send(byte[] content, int source, int to, int port, Caller caller)
      throws KernelError {
    Ways.End end = network.ways().send(namespace(), to, content.length + HEADERS);
    if (end.fate() == Ways.Fate.NO_ROUTE) {
      throw Errno.ENETUNREACH.error();
    }
    tell(end, to, caller);
    if (!end.arrived()) {
      return;
    }
    DatagramSocket target = target(end.in(), source, to, port);
    if (target != null) {
      target.arrive(content, bytes(source, localPort()), end.life());
    } else if (remotePort() != 0
        && network.ways().send(end.in(), source, HEADERS + HEADERS).arrived()) {
      fail(Errno.ECONNREFUSED);
    }
  }

  private void tell(Ways.End end, int to, Caller caller) {
    if (network.events().listening()) {
      int pid = caller.processId();
      int here = namespace().number();
      String address = Ipv4.text(to);
      network
          .events()
          .accept(
              end.arrived()
                  ? new PacketArrived(pid, here, address, end.in().number())
                  : new PacketLost(pid, here, address));
    }
  }

  /** Who gets it: one that is connected to the sender before any other. */
  private DatagramSocket target(NetworkNamespace in, int source, int to, int port) {
    DatagramSocket found = null;
    for (InternetSocket one : in.ports().at(UDP, port)) {
      boolean meant = one.local() == 0 || one.local() == to;
      boolean connected = one.remotePort() != 0;
      boolean peer = one.remote() == source && one.remotePort() == localPort();
      if (meant && (!connected || peer) && (found == null || peer)) {
        found = (DatagramSocket) one;
      }
    }
    return found;
  }

  /** An echo request; the kernel at the other end answers it. */
  private void ask(byte[] request, int source, int to, Caller caller) throws KernelError {
    if (request.length < ECHO_HEADER || request[0] != ECHO || request[1] != 0) {
      throw Errno.EINVAL.error();
    }
    int bytes = request.length + HEADERS - ECHO_HEADER;
    Ways.End end = network.ways().send(namespace(), to, bytes);
    if (end.fate() == Ways.Fate.NO_ROUTE) {
      throw Errno.ENETUNREACH.error();
    }
    tell(end, to, caller);
    if (!end.arrived()) {
      return;
    }
    Ways.End back = network.ways().send(end.in(), source, bytes);
    if (back.arrived() && back.in() == namespace()) {
      request[0] = 0;
      request[4] = (byte) (localPort() >>> 8);
      request[5] = (byte) localPort();
      putChecksum(request);
      arrive(request, bytes(to, 0), back.life());
    }
  }

  private static void putChecksum(byte[] message) {
    message[2] = 0;
    message[3] = 0;
    int sum = 0;
    for (int i = 0; i < message.length; i++) {
      sum += (message[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    sum += sum >>> 16;
    message[2] = (byte) (~sum >>> 8);
    message[3] = (byte) ~sum;
  }

  /** What finds no room is lost. */
  private void arrive(byte[] content, byte[] from, int life) {
    if (queue.charge() + content.length > options().receiveBuffer()) {
      return;
    }
    Message message = new Message();
    try {
      message.add(network.frames(), content);
    } catch (KernelError full) {
      message.release(network.frames());
      return;
    }
    queue.add(message.of(Sender.UNKNOWN, from, List.of()).withLife(life));
    changed.wakeAll(Poll.IN);
  }

  @Override
  public int receive(UserBuffer to, Incoming with) throws KernelError {
    requireNoError();
    if (queue.isEmpty()) {
      return isShut(RECEIVES) ? 0 : WOULD_BLOCK;
    }
    with.life = tellsLife() ? queue.get(0).life() : 0;
    return queue.takePacket(to, with, false);
  }

  @Override
  public int readable() {
    return queue.isEmpty() ? 0 : queue.get(0).length();
  }

  @Override
  public int ready(FileDescription file) {
    int bits = hasError() ? Poll.ERROR : 0;
    bits |= isShutWhole() ? Poll.HANG_UP : 0;
    bits |= isShut(RECEIVES) ? Poll.READ_HANG_UP | Poll.IN : 0;
    return bits | Poll.OUT | (queue.isEmpty() ? 0 : Poll.IN);
  }

  @Override
  public Kind kind() {
    return Kind.DATAGRAM_SOCKET;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    queue.save(out);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    queue.load(in);
  }
}
