package cloister.kernel.net;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
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

/**
 * A socket of tcp(7). What is sent goes the whole way at once; where no way leads there, it stays
 * with the sender until one does.
 */
public final class TcpSocket extends InternetSocket {
  private static final int HEADERS = 52;
  private static final int MOST_CONNECTIONS = 4096;
  private static final int NOT_LISTENING = -1;
  private static final int LARGEST_PIECE = 32768;

  /** So long a question who has an address goes on, and a connection that nobody answers. */
  private static final long NOBODY_NANOS = 3_000_000_000L;

  private static final long SILENCE_NANOS = 131_000_000_000L;

  private final MessageQueue queue;
  private final List<TcpSocket> pending = new ArrayList<>();
  private TcpSocket peer;
  private boolean dead;
  private int backlog = NOT_LISTENING;

  /** What stopped the last try to connect. */
  private boolean nobody;

  public TcpSocket(int id, Network network) {
    super(id, network);
    queue = new MessageQueue(network);
  }

  public TcpSocket begin(NetworkNamespace in) throws KernelError {
    begin(in, SocketType.INTERNET, SocketType.STREAM, TCP);
    addLinks(1);
    return this;
  }

  @Override
  public void listen(int most, Caller caller) throws KernelError {
    if (peer != null) {
      throw Errno.EINVAL.error();
    }
    bindAnywhere();
    for (InternetSocket other : namespace().ports().at(TCP, localPort())) {
      boolean meets = local() == 0 || other.local() == 0 || other.local() == local();
      boolean shared =
          options().is(SocketOptions.REUSE_PORT) && other.options().is(SocketOptions.REUSE_PORT);
      if (other != this && other.isListening() && meets && !shared) {
        throw Errno.EADDRINUSE.error();
      }
    }
    backlog = most < 0 ? MOST_CONNECTIONS : Math.min(most, MOST_CONNECTIONS);
    changed.wakeAll();
  }

  @Override
  public boolean isListening() {
    return backlog != NOT_LISTENING;
  }

  public boolean isConnected() {
    return peer != null;
  }

  public int backlog() {
    return backlog;
  }

  /** How many connections wait to be accepted. */
  public int waiting() {
    return pending.size();
  }

  @Override
  public TcpSocket accept() throws KernelError {
    if (!isListening()) {
      throw Errno.EINVAL.error();
    }
    if (pending.isEmpty()) {
      return null;
    }
    TcpSocket first = pending.removeFirst();
    changed.wakeAll(0);
    return first;
  }

  @Override
  public Errno notYetConnected() {
    return Errno.EINPROGRESS;
  }

  @Override
  public long connectLimit() {
    return nobody ? NOBODY_NANOS : SILENCE_NANOS;
  }

  @Override
  public Errno connectTimeout() {
    return nobody ? Errno.EHOSTUNREACH : Errno.ETIMEDOUT;
  }

  @Override
  public Socket connect(byte[] address, SocketPaths paths, Caller caller) throws KernelError {
    require(address);
    if (peer != null || isListening()) {
      throw Errno.EISCONN.error();
    }
    int host = address(address) == 0 ? Ipv4.LOOPBACK : address(address);
    int source = sourceFor(host);
    Ways.End end = network.ways().send(namespace(), host, HEADERS);
    if (end.fate() == Ways.Fate.NO_ROUTE) {
      throw Errno.ENETUNREACH.error();
    }
    bindAnywhere();
    nobody = end.fate() == Ways.Fate.NOBODY;
    if (!end.arrived() || !network.ways().send(end.in(), source, HEADERS).arrived()) {
      return this;
    }
    TcpSocket listener = listener(end.in(), host, port(address));
    if (listener == null) {
      throw Errno.ECONNREFUSED.error();
    }
    if (listener.pending.size() > listener.backlog) {
      return listener;
    }
    join(listener, source, host);
    return null;
  }

  private static TcpSocket listener(NetworkNamespace in, int host, int port) {
    for (InternetSocket one : in.ports().at(TCP, port)) {
      if (one.isListening() && (one.local() == 0 || one.local() == host)) {
        return (TcpSocket) one;
      }
    }
    return null;
  }

  private void join(TcpSocket listener, int source, int host) throws KernelError {
    network.requireRoom();
    TcpSocket end = new TcpSocket(network.ids().next(), network).begin(listener.namespace());
    end.options().copy(listener.options());
    end.setLocal(host, listener.localPort());
    end.connectTo(source, localPort());
    end.namespace().ports().add(end);
    end.peer = this;
    peer = end;
    setLocal(source, localPort());
    connectTo(host, listener.localPort());
    listener.pending.add(end);
    listener.changed.wakeAll(Poll.IN);
    changed.wakeAll();
  }

  /** Whether a packet comes to the other end. */
  private boolean reaches(int bytes) {
    Ways.End end = network.ways().send(namespace(), remote(), bytes + HEADERS);
    return end.arrived() && end.in() == peer.namespace();
  }

  @Override
  public void shutDown(int ways) throws KernelError {
    if (isListening()) {
      if ((ways & RECEIVES) != 0) {
        backlog = NOT_LISTENING;
        refusePending();
        changed.wakeAll();
      }
      return;
    }
    if (peer == null) {
      throw Errno.ENOTCONN.error();
    }
    shut(ways);
    if ((ways & SENDS) != 0 && !peer.dead && reaches(0)) {
      peer.shut(RECEIVES);
    }
  }

  @Override
  protected void ended() {
    dead = true;
    releasePort();
    if (peer != null && !peer.dead && reaches(0)) {
      if (queue.isEmpty()) {
        peer.shut(RECEIVES);
      } else {
        peer.reset();
      }
    }
    refusePending();
    queue.clear();
    addLinks(-1);
  }

  /** Nobody will accept those that wait for it. */
  private void refusePending() {
    List<TcpSocket> refused = List.copyOf(pending);
    pending.clear();
    for (TcpSocket end : refused) {
      if (!end.peer.dead && end.reaches(0)) {
        end.peer.reset();
      }
      end.leave();
    }
  }

  /** The other end is gone, and says so. */
  private void reset() {
    fail(isShut(RECEIVES) ? Errno.EPIPE : Errno.ECONNRESET);
    shut(RECEIVES | SENDS);
  }

  @Override
  public int send(UserBuffer bytes, Outgoing with, SocketPaths paths, Caller caller)
      throws KernelError {
    if ((with.flags() & MessageFlags.OUT_OF_BAND) != 0) {
      throw Errno.EOPNOTSUPP.error();
    }
    requireNoError();
    if (peer == null || isShut(SENDS)) {
      throw Errno.EPIPE.error();
    }
    if (bytes.left() == 0) {
      return 0;
    }
    int room = peer.dead ? LARGEST_PIECE : peer.options().receiveBuffer() - peer.queue.charge();
    int count = Math.min(Math.min(bytes.left(), room), LARGEST_PIECE);
    if (room <= 0 || !reaches(count)) {
      return WOULD_BLOCK;
    }
    if (peer.dead) {
      bytes.skip(count);
      reset();
      return count;
    }
    boolean goesOn =
        !peer.queue.isEmpty() && peer.queue.last().continues(Sender.UNKNOWN, List.of());
    if (goesOn) {
      peer.queue.last().add(network.frames(), bytes, count);
    } else {
      Message message = new Message();
      try {
        message.add(network.frames(), bytes, count);
      } catch (KernelError refused) {
        message.release(network.frames());
        throw refused;
      }
      peer.queue.add(message);
    }
    peer.changed.wakeAll(Poll.IN);
    return count;
  }

  @Override
  public int receive(UserBuffer to, Incoming with) throws KernelError {
    if (isListening() || peer == null) {
      throw Errno.ENOTCONN.error();
    }
    if (queue.isEmpty()) {
      requireNoError();
      return isShut(RECEIVES) ? 0 : WOULD_BLOCK;
    }
    boolean wasFull = isFull();
    int count = queue.takeBytes(to, with, false);
    peer.changed.wakeAll(wasFull ? Poll.OUT : 0);
    return count;
  }

  @Override
  public void await(Waiter waiter) {
    super.await(waiter);
    network.blocked().add(waiter);
  }

  @Override
  public int readable() {
    return queue.bytes();
  }

  /** Whether more than two thirds of its buffer are taken: no more shall be sent to it. */
  private boolean isFull() {
    return 3 * queue.charge() > 2 * options().receiveBuffer();
  }

  @Override
  public int ready(FileDescription file) {
    int bits = hasError() ? Poll.ERROR : 0;
    bits |= isShutWhole() || peer == null && !isListening() ? Poll.HANG_UP : 0;
    bits |= isShut(RECEIVES) ? Poll.READ_HANG_UP | Poll.IN : 0;
    bits |= queue.isEmpty() && pending.isEmpty() ? 0 : Poll.IN;
    boolean full = peer != null && peer.isFull();
    return bits | (isListening() || full ? 0 : Poll.OUT);
  }

  @Override
  public Kind kind() {
    return Kind.TCP_SOCKET;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    queue.save(out);
    out.pointers(pending);
    out.pointer(peer);
    out.flag(dead);
    out.number(backlog);
    out.flag(nobody);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    queue.load(in);
    pending.addAll(in.pointers());
    peer = in.pointer();
    dead = in.flag();
    backlog = in.number();
    nobody = in.flag();
  }
}
