package cloister.kernel.net;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.WaitQueue;
import cloister.kernel.object.Waiter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.Inode;

/** An end of communication (socket(2)); addresses are bytes, as programs say them. */
public abstract class Socket extends Inode {
  /** Bits of {@link #isShut}. */
  public static final int RECEIVES = 1;

  public static final int SENDS = 2;

  protected final Network network;
  protected final WaitQueue changed = new WaitQueue();
  private NetworkNamespace namespace;
  private int family;
  private int type;
  private int protocol;
  private int shut;

  /** Why something failed behind the program's back; its number, 0 for nothing. */
  private int error;

  private final SocketOptions options = new SocketOptions();

  protected Socket(int id, Network network) {
    super(id);
    this.network = network;
  }

  protected final void begin(NetworkNamespace in, int ofFamily, int ofType, int ofProtocol)
      throws KernelError {
    network.files().quota().takeInode();
    create(network.files(), Mode.SOCKET | 0777, 0, 0);
    namespace = in;
    family = ofFamily;
    type = ofType;
    protocol = ofProtocol;
    in.add(this);
  }

  /** Whose it is, as stat(2) tells it. */
  public final void belongsTo(int user, int group) {
    setOwner(user, group);
  }

  public final NetworkNamespace namespace() {
    return namespace;
  }

  public final int family() {
    return family;
  }

  public final int type() {
    return type;
  }

  public final int protocol() {
    return protocol;
  }

  public final SocketOptions options() {
    return options;
  }

  public final boolean isShut(int way) {
    return (shut & way) != 0;
  }

  public final boolean isShutWhole() {
    return shut == (RECEIVES | SENDS);
  }

  protected final void shut(int ways) {
    shut |= ways;
    changed.wakeAll();
  }

  /** For a socket that begins anew. */
  protected final void open() {
    shut = 0;
  }

  protected final void fail(Errno why) {
    error = why.number();
    changed.wakeAll();
  }

  public final boolean hasError() {
    return error != 0;
  }

  /** Why it failed, once (SO_ERROR). */
  public final int takeError() {
    int why = error;
    error = 0;
    return why;
  }

  /** What has happened behind the program's back, once. */
  protected final void requireNoError() throws KernelError {
    if (error != 0) {
      int why = takeError();
      for (Errno errno : Errno.values()) {
        if (errno.number() == why) {
          throw errno.error();
        }
      }
    }
  }

  // What system calls ask for.

  public abstract void bind(byte[] address, SocketPaths paths, Caller caller) throws KernelError;

  public void listen(int backlog, Caller caller) throws KernelError {
    throw Errno.EOPNOTSUPP.error();
  }

  public abstract boolean isListening();

  /** The other end of a connection that was asked for; null while there is none. */
  public Socket accept() throws KernelError {
    throw Errno.EOPNOTSUPP.error();
  }

  /**
   * Connects, or asks for it.
   *
   * @return null when that is done, else the socket whose change is to be waited for
   */
  public abstract Socket connect(byte[] address, SocketPaths paths, Caller caller)
      throws KernelError;

  /** The errno of a connection that cannot be made at once, for who does not wait. */
  public Errno notYetConnected() {
    return Errno.EAGAIN;
  }

  /** How many nanoseconds asking for a connection goes on; 0 for ever. */
  public long connectLimit() {
    return 0;
  }

  /** The errno when that time is over. */
  public Errno connectTimeout() {
    return Errno.EAGAIN;
  }

  /**
   * @return bytes, or {@link #WOULD_BLOCK}
   */
  public abstract int send(UserBuffer bytes, Outgoing with, SocketPaths paths, Caller caller)
      throws KernelError;

  /**
   * @return bytes, or {@link #WOULD_BLOCK}
   */
  public abstract int receive(UserBuffer to, Incoming with) throws KernelError;

  public abstract byte[] name();

  /** ENOTCONN without one. */
  public abstract byte[] peerName() throws KernelError;

  /**
   * @param ways bits of RECEIVES and SENDS
   */
  public abstract void shutDown(int ways) throws KernelError;

  /** Who is at the other end. */
  public Sender peerCredentials() {
    return Sender.UNKNOWN;
  }

  /** Bytes that can be read (FIONREAD). */
  public abstract int readable();

  /** Whether whoever sends to nobody gets SIGPIPE. */
  public boolean signalsBrokenPipe() {
    return type == SocketType.STREAM;
  }

  /** Sets an option of another level than the socket's own. EOPNOTSUPP without such options. */
  public void setOption(int level, int option, int value) throws KernelError {
    throw Errno.EOPNOTSUPP.error();
  }

  public int option(int level, int option) throws KernelError {
    throw Errno.EOPNOTSUPP.error();
  }

  /** Waits until more can be sent there. */
  public void awaitRoom(Waiter waiter, Outgoing with, SocketPaths paths) {
    await(waiter);
  }

  /** Its name as people read it; empty without one. */
  public abstract String nameText();

  // As a file.

  @Override
  public FileOperations open(int flags, Caller caller) throws KernelError {
    throw Errno.ENXIO.error();
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    if (to.left() == 0) {
      return 0;
    }
    Incoming with = new Incoming(0);
    try {
      return receive(to, with);
    } finally {
      network.release(with.rights());
    }
  }

  @Override
  public int write(FileDescription file, UserBuffer from, Caller caller) throws KernelError {
    return send(from, Outgoing.PLAIN, null, caller);
  }

  @Override
  public boolean isPollable() {
    return true;
  }

  @Override
  public void await(Waiter waiter) {
    changed.add(waiter);
  }

  @Override
  public int control(FileDescription file, int request, int argument, Caller caller)
      throws KernelError {
    if (request != SocketOptions.BYTES_LEFT) {
      throw Errno.ENOTTY.error();
    }
    caller.memory().write32(argument, readable());
    return 0;
  }

  @Override
  public final void closed(FileDescription file) {
    leave();
  }

  /** Nobody has it any more. */
  protected final void leave() {
    ended();
    namespace.remove(this);
    changed.wakeAll();
  }

  /** Its last descriptor is gone: others are told, and what waits in it is dropped. */
  protected abstract void ended();

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointer(namespace);
    out.numbers(new int[] {family, type, protocol, shut, error});
    options.save(out);
    changed.save(out);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    namespace = in.pointer();
    int[] words = in.numbers();
    family = words[0];
    type = words[1];
    protocol = words[2];
    shut = words[3];
    error = words[4];
    options.load(in);
    changed.load(in);
  }
}
