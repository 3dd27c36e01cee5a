package cloister.kernel.pts;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.WaitQueue;
import cloister.kernel.object.Waiter;
import cloister.kernel.tty.OtherEnd;
import cloister.kernel.tty.Tty;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.Poll;
import cloister.state.ByteQueue;

/** The end of a pseudoterminal that a program holds in place of keyboard and screen. */
public final class PtyMaster extends OtherEnd {
  private static final int CAPACITY = 65536;
  private static final int LARGEST_PIECE = 4096;

  private static final int PACKET_MODE = 0x5420;
  private static final int BYTES_LEFT = 0x541B;
  private static final int NUMBER = 0x80045430;
  private static final int LOCK = 0x40045431;
  private static final int SIGNAL = 0x40045436;
  private static final int GET_PACKET_MODE = 0x80045438;
  private static final int GET_LOCK = 0x80045439;

  private final WaitQueue changed = new WaitQueue();
  private final ByteQueue output = new ByteQueue(CAPACITY);
  private PtsDirectory directory;
  private Tty terminal;
  private int number;

  /** The terminal cannot be opened yet (unlockpt(3)). */
  private boolean locked;

  /** What is read begins with a byte that says what it is; here it is always data. */
  private boolean packets;

  /** Nobody has it any more. */
  private boolean closed;

  /** Whoever had the terminal has closed it. */
  private boolean alone;

  public PtyMaster(int id) {
    super(id);
  }

  PtyMaster begin(PtsDirectory in, Tty other, int index) {
    directory = in;
    terminal = other;
    number = index;
    locked = true;
    terminal.endsAt(this, index);
    return this;
  }

  public Tty terminal() {
    return terminal;
  }

  /** The name of the terminal. */
  public PtsFile file() {
    return directory.file(number);
  }

  boolean isLocked() {
    return locked;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  protected void put(int value) {
    if (output.room() > 0) {
      output.add(value);
      changed.wakeAll(Poll.IN);
    }
  }

  @Override
  protected int room() {
    return output.room();
  }

  @Override
  protected void terminalOpened() {
    alone = false;
  }

  @Override
  protected void terminalClosed() {
    alone = true;
    changed.wakeAll();
    if (closed) {
      directory.free(number);
    }
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    if (to.left() == 0) {
      return 0;
    }
    if (output.isEmpty()) {
      if (alone) {
        throw Errno.EIO.error();
      }
      return WOULD_BLOCK;
    }
    int head = packets ? 1 : 0;
    byte[] bytes = new byte[Math.min(head + output.count(), to.left())];
    for (int i = head; i < bytes.length; i++) {
      bytes[i] = (byte) output.take();
    }
    to.put(bytes, 0, bytes.length);
    terminal.hasRoom();
    return bytes.length;
  }

  @Override
  public int write(FileDescription file, UserBuffer from, Caller caller) throws KernelError {
    if (from.left() > 0 && !terminal.takes()) {
      return WOULD_BLOCK;
    }
    byte[] bytes = new byte[Math.min(from.left(), LARGEST_PIECE)];
    int count = 0;
    while (count < bytes.length && terminal.takes()) {
      from.get(bytes, count, 1);
      terminal.receive(bytes[count++] & 0xff);
    }
    return count;
  }

  @Override
  protected void terminalRead() {
    changed.wakeAll(Poll.OUT);
  }

  @Override
  public int ready(FileDescription file) {
    int bits = output.isEmpty() ? 0 : Poll.IN;
    return bits | (terminal.takes() ? Poll.OUT : 0) | (alone ? Poll.HANG_UP : 0);
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
    switch (request) {
      case NUMBER -> caller.memory().write32(argument, number);
      case LOCK -> locked = caller.memory().read32(argument) != 0;
      case GET_LOCK -> caller.memory().write32(argument, locked ? 1 : 0);
      case PACKET_MODE -> packets = caller.memory().read32(argument) != 0;
      case GET_PACKET_MODE -> caller.memory().write32(argument, packets ? 1 : 0);
      case BYTES_LEFT -> caller.memory().write32(argument, output.count());
      case SIGNAL -> {
        if (argument != Signal.SIGINT && argument != Signal.SIGQUIT && argument != Signal.SIGTSTP) {
          throw Errno.EINVAL.error();
        }
        if (terminal.foreground() != 0) {
          caller.signalGroup(terminal.foreground(), argument);
        }
      }
      default -> {
        return terminal.controlFromOtherEnd(request, argument, caller);
      }
    }
    return 0;
  }

  @Override
  public int device() {
    return PtsFile.MULTIPLEXER;
  }

  @Override
  public void closed(FileDescription file) {
    closed = true;
    directory.gone(number);
    if (!terminal.isOpen()) {
      directory.free(number);
    }
    terminal.hangUp();
  }

  @Override
  public Kind kind() {
    return Kind.PTY_MASTER;
  }

  @Override
  public void save(ObjectWriter out) {
    out.pointer(directory);
    out.pointer(terminal);
    out.number(number);
    out.flag(locked);
    out.flag(packets);
    out.flag(alone);
    out.flag(closed);
    byte[] waiting = new byte[output.count()];
    for (int i = 0; i < waiting.length; i++) {
      waiting[i] = (byte) output.take();
      output.add(waiting[i] & 0xff);
    }
    out.bytes(waiting);
    changed.save(out);
  }

  @Override
  public void load(ObjectReader in) {
    directory = in.pointer();
    terminal = in.pointer();
    number = in.number();
    locked = in.flag();
    packets = in.flag();
    alone = in.flag();
    closed = in.flag();
    output.clear();
    for (byte value : in.bytes()) {
      output.add(value & 0xff);
    }
    changed.load(in);
  }
}
