package cloister.kernel.net;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.Waiter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.Poll;
import java.util.ArrayList;
import java.util.List;

/** A socket between programs of one machine (unix(7)). */
public final class UnixSocket extends Socket {
  /** So many datagrams wait at one that is not connected to their sender, and one more. */
  private static final int MOST_DATAGRAMS = 10;

  private static final int MOST_CONNECTIONS = 4096;
  private static final int NOT_LISTENING = -1;

  private final MessageQueue queue;

  /** Other ends that nobody has accepted yet. */
  private final List<UnixSocket> pending = new ArrayList<>();

  private final UnixName name = new UnixName();
  private UnixSocket peer;
  private boolean connected;
  private boolean dead;

  /** Not while it is an end that waits for accept(2). */
  private boolean accepted = true;

  private int backlog = NOT_LISTENING;

  /** Who has made the other end. */
  private Sender other = Sender.UNKNOWN;

  /** Who has made this one ready to be connected to. */
  private Sender own = Sender.UNKNOWN;

  public UnixSocket(int id, Network network) {
    super(id, network);
    queue = new MessageQueue(network);
  }

  /**
   * @param type STREAM, DATAGRAM or PACKETS of {@link SocketType}
   */
  public UnixSocket begin(NetworkNamespace in, int type) throws KernelError {
    begin(in, SocketType.UNIX, type, 0);
    addLinks(1);
    return this;
  }

  // Names.

  @Override
  public byte[] name() {
    return name.bytes();
  }

  @Override
  public String nameText() {
    return UnixAddress.shown(name.bytes());
  }

  @Override
  public byte[] peerName() throws KernelError {
    if (peer == null) {
      throw Errno.ENOTCONN.error();
    }
    return peer.name();
  }

  @Override
  public void bind(byte[] address, SocketPaths paths, Caller caller) throws KernelError {
    name.bind(this, address, paths);
  }

  private void bindToPassCredentials() {
    if (options().is(SocketOptions.PASS_CREDENTIALS)) {
      name.bindAnywhere(this);
    }
  }

  private UnixSocket find(byte[] address, SocketPaths paths) throws KernelError {
    UnixSocket found = UnixName.find(namespace(), type(), address, paths);
    if (found.type() != type()) {
      throw Errno.EPROTOTYPE.error();
    }
    return found;
  }

  // Connections.

  private Sender nowOf(Caller caller) {
    return Sender.of(caller.processId(), caller.credentials());
  }

  @Override
  public void listen(int most, Caller caller) throws KernelError {
    if (type() == SocketType.DATAGRAM) {
      throw Errno.EOPNOTSUPP.error();
    }
    if (!name.isSet() || connected) {
      throw Errno.EINVAL.error();
    }
    boolean more = backlog < most;
    backlog = most < 0 ? MOST_CONNECTIONS : Math.min(most, MOST_CONNECTIONS);
    own = nowOf(caller);
    if (more) {
      changed.wakeAll();
    }
  }

  @Override
  public boolean isListening() {
    return backlog != NOT_LISTENING;
  }

  /** Whether a program has it, or has had it. */
  public boolean isAccepted() {
    return accepted;
  }

  public boolean isConnected() {
    return connected;
  }

  @Override
  public Sender peerCredentials() {
    return connected || isListening() ? (connected ? other : own) : Sender.UNKNOWN;
  }

  @Override
  public UnixSocket accept() throws KernelError {
    if (type() == SocketType.DATAGRAM) {
      throw Errno.EOPNOTSUPP.error();
    }
    if (!isListening() || isShut(RECEIVES) && pending.isEmpty()) {
      throw Errno.EINVAL.error();
    }
    if (pending.isEmpty()) {
      return null;
    }
    UnixSocket first = pending.removeFirst();
    first.accepted = true;
    changed.wakeAll(0);
    return first;
  }

  @Override
  public Socket connect(byte[] address, SocketPaths paths, Caller caller) throws KernelError {
    if (type() == SocketType.DATAGRAM) {
      connectDatagrams(address, paths);
      return null;
    }
    UnixSocket listener = find(address, paths);
    bindToPassCredentials();
    if (!listener.isListening() || listener.isShut(RECEIVES)) {
      throw Errno.ECONNREFUSED.error();
    }
    if (connected) {
      throw Errno.EISCONN.error();
    }
    if (isListening()) {
      throw Errno.EINVAL.error();
    }
    if (listener.pending.size() > listener.backlog) {
      return listener;
    }
    network.requireRoom();
    UnixSocket end = new UnixSocket(network.ids().next(), network).begin(namespace(), type());
    end.name.share(listener.name);
    end.accepted = false;
    end.options().copy(listener.options());
    end.join(this, nowOf(caller));
    join(end, listener.own);
    listener.pending.add(end);
    listener.changed.wakeAll(Poll.IN);
    return null;
  }

  private void connectDatagrams(byte[] address, SocketPaths paths) throws KernelError {
    UnixSocket target = null;
    if (UnixAddress.family(address) != SocketType.UNSPECIFIED) {
      target = find(address, paths);
      bindToPassCredentials();
      target.requireOpenTo(this);
    }
    peer = target;
    connected = target != null;
  }

  private void requireOpenTo(UnixSocket sender) throws KernelError {
    if (peer != null && peer != sender) {
      throw Errno.EPERM.error();
    }
  }

  private void join(UnixSocket end, Sender credentials) {
    peer = end;
    connected = true;
    other = credentials;
  }

  /** Two that are connected to each other (socketpair(2)). */
  public static void pair(UnixSocket one, UnixSocket two, int process, Credentials who) {
    one.join(two, Sender.of(process, who));
    two.join(one, Sender.of(process, who));
  }

  @Override
  public void shutDown(int ways) {
    shut(ways);
    if (peer != null && type() != SocketType.DATAGRAM) {
      int theirs = (ways & RECEIVES) != 0 ? SENDS : 0;
      peer.shut(theirs | ((ways & SENDS) != 0 ? RECEIVES : 0));
    }
  }

  @Override
  protected void ended() {
    dead = true;
    name.release(this);
    endConnection(!queue.isEmpty());
    List<UnixSocket> refused = List.copyOf(pending);
    pending.clear();
    for (UnixSocket end : refused) {
      end.endConnection(true);
      end.leave();
    }
    queue.clear();
    addLinks(-1);
    if (type() == SocketType.DATAGRAM) {
      // Whom it sent to is nobody's affair any more, and might be a chain of ended ones.
      peer = null;
    }
  }

  private void endConnection(boolean reset) {
    if (peer != null && type() != SocketType.DATAGRAM && !peer.dead) {
      if (reset) {
        peer.fail(Errno.ECONNRESET);
      }
      peer.shut(RECEIVES | SENDS);
    }
  }

  // Messages.

  @Override
  public int send(UserBuffer bytes, Outgoing with, SocketPaths paths, Caller caller)
      throws KernelError {
    if ((with.flags() & MessageFlags.OUT_OF_BAND) != 0) {
      throw Errno.EOPNOTSUPP.error();
    }
    bindToPassCredentials();
    return switch (type()) {
      case SocketType.STREAM -> sendBytes(bytes, with, caller);
      case SocketType.PACKETS -> {
        if (!connected) {
          throw Errno.ENOTCONN.error();
        }
        yield sendPacket(bytes, with, peer, caller);
      }
      default -> sendPacket(bytes, with, target(with, paths), caller);
    };
  }

  private UnixSocket target(Outgoing with, SocketPaths paths) throws KernelError {
    if (with.to() != null) {
      return find(with.to(), paths);
    }
    if (peer == null) {
      throw Errno.ENOTCONN.error();
    }
    if (peer.dead) {
      peer = null;
      connected = false;
      throw Errno.ECONNREFUSED.error();
    }
    return peer;
  }

  private Sender sender(Outgoing with, UnixSocket to, Caller caller) {
    boolean told =
        options().is(SocketOptions.PASS_CREDENTIALS)
            || to.options().is(SocketOptions.PASS_CREDENTIALS);
    if (with.sender() != null) {
      return with.sender();
    }
    Credentials who = caller.credentials();
    return told ? new Sender(caller.processId(), who.uid(), who.gid()) : Sender.UNKNOWN;
  }

  private int sendBytes(UserBuffer bytes, Outgoing with, Caller caller) throws KernelError {
    if (with.to() != null) {
      throw connected ? Errno.EISCONN.error() : Errno.EOPNOTSUPP.error();
    }
    if (peer == null) {
      throw Errno.ENOTCONN.error();
    }
    if (isShut(SENDS) || peer.dead || peer.isShut(RECEIVES)) {
      throw Errno.EPIPE.error();
    }
    if (bytes.left() == 0) {
      return 0;
    }
    int room = options().sendBuffer() - peer.queue.charge();
    if (room <= 0) {
      return WOULD_BLOCK;
    }
    int count = Math.min(bytes.left(), room);
    Sender who = sender(with, peer, caller);
    boolean goesOn = !peer.queue.isEmpty() && peer.queue.last().continues(who, with.rights());
    if (goesOn) {
      add(peer.queue.last(), bytes, count);
    } else {
      peer.queue.add(made(bytes, count, who, with.rights()));
    }
    peer.changed.wakeAll(Poll.IN);
    return count;
  }

  private void add(Message to, UserBuffer bytes, int count) throws KernelError {
    to.add(network.frames(), bytes, count);
  }

  /** A message that has all its bytes, or none is made. */
  private Message made(UserBuffer bytes, int count, Sender who, List<FileDescription> rights)
      throws KernelError {
    Message message = new Message();
    try {
      add(message, bytes, count);
      network.send(rights);
    } catch (KernelError refused) {
      message.release(network.frames());
      throw refused;
    }
    return message.of(who, name(), rights);
  }

  private int sendPacket(UserBuffer bytes, Outgoing with, UnixSocket to, Caller caller)
      throws KernelError {
    if (isShut(SENDS) || to.isShut(RECEIVES) || to.dead) {
      throw Errno.EPIPE.error();
    }
    if (bytes.left() > options().sendBuffer() - 32) {
      throw Errno.EMSGSIZE.error();
    }
    to.requireOpenTo(this);
    boolean full = to.peer != this && to != this && to.queue.size() > MOST_DATAGRAMS;
    if (full || to.queue.charge() >= options().sendBuffer()) {
      return WOULD_BLOCK;
    }
    int count = bytes.left();
    to.queue.add(made(bytes, count, sender(with, to, caller), with.rights()));
    to.changed.wakeAll(Poll.IN);
    return count;
  }

  @Override
  public void awaitRoom(Waiter waiter, Outgoing with, SocketPaths paths) {
    await(waiter);
    if (with.to() != null && type() == SocketType.DATAGRAM) {
      try {
        find(with.to(), paths).changed.add(waiter);
      } catch (KernelError gone) {
        throw new IllegalStateException("a socket that was full is not there", gone);
      }
    }
  }

  @Override
  public void await(Waiter waiter) {
    super.await(waiter);
    if (peer != null) {
      peer.changed.add(waiter);
    }
  }

  @Override
  public void watch(Waiter waiter) {
    super.await(waiter);
    if (peer != null && peer.peer != this) {
      peer.changed.add(waiter);
    }
  }

  @Override
  public int receive(UserBuffer to, Incoming with) throws KernelError {
    if (with.is(MessageFlags.OUT_OF_BAND)) {
      throw type() == SocketType.STREAM ? Errno.EINVAL.error() : Errno.EOPNOTSUPP.error();
    }
    if (type() != SocketType.DATAGRAM && !connected) {
      throw type() == SocketType.STREAM ? Errno.EINVAL.error() : Errno.ENOTCONN.error();
    }
    boolean told = options().is(SocketOptions.PASS_CREDENTIALS);
    boolean packets = type() != SocketType.STREAM;
    if (packets) {
      requireNoError();
    }
    if (queue.isEmpty()) {
      return nothing();
    }
    int count = packets ? queue.takePacket(to, with, told) : queue.takeBytes(to, with, told);
    if (!with.is(MessageFlags.PEEK)) {
      changed.wakeAll(0);
      if (peer != null) {
        peer.changed.wakeAll(Poll.OUT);
      }
    }
    return count;
  }

  private int nothing() throws KernelError {
    requireNoError();
    return isShut(RECEIVES) ? 0 : WOULD_BLOCK;
  }

  @Override
  public int readable() {
    return type() == SocketType.STREAM || queue.isEmpty() ? queue.bytes() : queue.get(0).length();
  }

  /** How many connections wait to be accepted. */
  public int waiting() {
    return pending.size();
  }

  @Override
  public int ready(FileDescription file) {
    boolean connects = type() != SocketType.DATAGRAM;
    int bits = hasError() ? Poll.ERROR : 0;
    bits |= isShutWhole() ? Poll.HANG_UP : 0;
    bits |= isShut(RECEIVES) ? Poll.READ_HANG_UP | Poll.IN : 0;
    bits |= queue.isEmpty() && pending.isEmpty() ? 0 : Poll.IN;
    bits |= connects && !connected && !isListening() ? Poll.HANG_UP : 0;
    int sent = peer == null ? 0 : peer.queue.charge();
    boolean full =
        !connects && peer != null && peer.peer != this && peer.queue.size() > MOST_DATAGRAMS;
    return bits | (isListening() || full || 4 * sent > options().sendBuffer() ? 0 : Poll.OUT);
  }

  @Override
  public Kind kind() {
    return Kind.UNIX_SOCKET;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    queue.save(out);
    out.pointers(pending);
    name.save(out);
    out.pointer(peer);
    out.flag(connected);
    out.flag(dead);
    out.flag(accepted);
    out.number(backlog);
    other.save(out);
    own.save(out);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    queue.load(in);
    pending.addAll(in.pointers());
    name.load(in);
    peer = in.pointer();
    connected = in.flag();
    dead = in.flag();
    accepted = in.flag();
    backlog = in.number();
    other = Sender.load(in);
    own = Sender.load(in);
  }
}
