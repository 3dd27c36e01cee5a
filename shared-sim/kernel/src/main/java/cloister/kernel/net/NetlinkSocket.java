package cloister.kernel.net;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.time.Cost;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.Poll;
import java.util.Arrays;
import java.util.List;

/** A socket to the kernel, for questions and orders about its network (rtnetlink(7)). */
public final class NetlinkSocket extends Socket {
  private static final int HEADER = 16;
  private static final int LONGEST = 16384;
  private static final int BATCH = 4096;
  private static final int ADDRESS_BYTES = 12;
  private static final int WANTS_ACKNOWLEDGEMENT = 4;
  private static final int FIRST_REQUEST = 16;
  private static final int GET = 2;

  private final MessageQueue queue;
  private int port;

  public NetlinkSocket(int id, Network network) {
    super(id, network);
    queue = new MessageQueue(network);
  }

  public NetlinkSocket begin(NetworkNamespace in, int type) throws KernelError {
    begin(in, SocketType.NETLINK, type, 0);
    addLinks(1);
    return this;
  }

  private static byte[] bytes(int port) {
    byte[] bytes = new byte[ADDRESS_BYTES];
    bytes[0] = SocketType.NETLINK;
    for (int i = 0; i < 4; i++) {
      bytes[4 + i] = (byte) (port >>> 8 * i);
    }
    return bytes;
  }

  /** A port that is none of a process, as nobody looks. */
  private void bindAnywhere() {
    if (port == 0) {
      port = id();
    }
  }

  @Override
  public void bind(byte[] address, SocketPaths paths, Caller caller) throws KernelError {
    if (address.length < ADDRESS_BYTES || UnixAddress.family(address) != SocketType.NETLINK) {
      throw Errno.EINVAL.error();
    }
    int groups = Attributes.word(address, 8, 4);
    if (groups != 0) {
      throw Errno.EOPNOTSUPP.error();
    }
    int asked = Attributes.word(address, 4, 4);
    port = asked == 0 && port == 0 ? id() : asked == 0 ? port : asked;
  }

  @Override
  public boolean isListening() {
    return false;
  }

  @Override
  public Socket connect(byte[] address, SocketPaths paths, Caller caller) throws KernelError {
    bindAnywhere();
    return null;
  }

  @Override
  public byte[] name() {
    return bytes(port);
  }

  @Override
  public byte[] peerName() {
    return bytes(0);
  }

  @Override
  public String nameText() {
    return "";
  }

  @Override
  public void shutDown(int ways) throws KernelError {
    throw Errno.EOPNOTSUPP.error();
  }

  /** Options of netlink(7) change nothing. */
  @Override
  public void setOption(int level, int option, int value) {}

  @Override
  protected void ended() {
    queue.clear();
    addLinks(-1);
  }

  @Override
  public int send(UserBuffer bytes, Outgoing with, SocketPaths paths, Caller caller)
      throws KernelError {
    int count = bytes.left();
    if (count > LONGEST) {
      throw Errno.EMSGSIZE.error();
    }
    if (queue.charge() > options().receiveBuffer()) {
      return WOULD_BLOCK;
    }
    bindAnywhere();
    byte[] all = new byte[count];
    bytes.get(all, 0, count);
    for (int at = 0; at + HEADER <= count; ) {
      int length = Attributes.word(all, at, 4);
      if (length < HEADER || length > count - at) {
        break;
      }
      if (queue.charge() > options().receiveBuffer()) {
        fail(Errno.ENOBUFS);
        break;
      }
      network.time().charge(Cost.NETWORK_RECORD, 1);
      answer(Arrays.copyOfRange(all, at, at + length), paths, caller);
      at += length + 3 & ~3;
    }
    return count;
  }

  private void answer(byte[] request, SocketPaths paths, Caller caller) throws KernelError {
    NetlinkReply reply = new NetlinkReply(Attributes.word(request, 8, 4), port);
    int flags = Attributes.word(request, 6, 2);
    int type = Attributes.word(request, 4, 2);
    if (type < FIRST_REQUEST) {
      return;
    }
    int errno = 0;
    try {
      if ((type & 3) != GET && !caller.credentials().can(Capability.NET_ADMIN, owner())) {
        throw Errno.EPERM.error();
      }
      requests(reply, paths, caller).run(type, flags, request);
    } catch (KernelError refused) {
      if (reply.isCutOff()) {
        return;
      }
      errno = refused.errno().number();
    }
    if (errno != 0 || (flags & WANTS_ACKNOWLEDGEMENT) != 0) {
      reply.answer(errno, request);
    }
    try {
      put(reply);
    } catch (KernelError full) {
      fail(Errno.ENOBUFS);
    }
  }

  private UserNamespace owner() {
    return namespace().owner();
  }

  private NetworkRequests requests(NetlinkReply reply, SocketPaths paths, Caller caller) {
    return new NetworkRequests(network, namespace(), reply, () -> flush(reply), paths, caller);
  }

  /** A part of a long answer; without room for it, the answer ends there. */
  private void flush(NetlinkReply reply) throws KernelError {
    network.time().charge(Cost.NETWORK_RECORD, 1);
    if (reply.length() > BATCH) {
      try {
        put(reply);
      } catch (KernelError full) {
        reply.cutOff();
        fail(Errno.ENOBUFS);
        throw full;
      }
    }
  }

  private void put(NetlinkReply reply) throws KernelError {
    if (reply.length() == 0) {
      return;
    }
    Message message = new Message();
    try {
      message.add(network.frames(), reply.take());
    } catch (KernelError full) {
      message.release(network.frames());
      throw Errno.ENOBUFS.error();
    }
    queue.add(message.of(Sender.UNKNOWN, bytes(0), List.of()));
    changed.wakeAll();
  }

  @Override
  public int receive(UserBuffer to, Incoming with) throws KernelError {
    requireNoError();
    if (queue.isEmpty()) {
      return WOULD_BLOCK;
    }
    int count = queue.takePacket(to, with, false);
    changed.wakeAll();
    return count;
  }

  @Override
  public int readable() {
    return queue.isEmpty() ? 0 : queue.get(0).length();
  }

  @Override
  public int ready(FileDescription file) {
    return Poll.OUT | (queue.isEmpty() ? 0 : Poll.IN) | (hasError() ? Poll.ERROR : 0);
  }

  @Override
  public Kind kind() {
    return Kind.NETLINK_SOCKET;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    queue.save(out);
    out.number(port);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    queue.load(in);
    port = in.number();
  }
}
