package cloister.kernel.mqueue;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Credentials;
import cloister.kernel.fs.Content;
import cloister.kernel.ipc.IpcNamespace;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.WaitQueue;
import cloister.kernel.object.Waiter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.DescriptorTable;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Poll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A queue: its messages by priority, and of the same the oldest first. */
public final class QueueFile extends Inode {
  private static final int SHOWN_BYTES = 80;

  /** What each message that there may be counts for beside its text (RLIMIT_MSGQUEUE). */
  private static final int COUNTED_BYTES = 48;

  private final List<PosixMessage> messages = new ArrayList<>();
  private final WaitQueue changed = new WaitQueue();
  private IpcNamespace in;
  private int mostMessages;
  private int mostBytes;
  private int bytes;

  /** Who waits for messages, and not for news of the file. */
  private final WaitQueue receivers = new WaitQueue();

  /** Whose limit it counts for, and with how many bytes. */
  private int owner;

  /** Null for nobody. */
  private Notice notice;

  public QueueFile(int id) {
    super(id);
  }

  QueueFile begin(
      FileSystem of, int mode, Credentials who, IpcNamespace namespace, int count, int size) {
    create(of, mode, who.fsuid(), who.fsgid());
    in = namespace;
    mostMessages = count;
    mostBytes = size;
    owner = who.uid();
    return this;
  }

  /** What a queue counts for, in bytes. */
  static long counted(int count, int size) {
    return (long) count * (size + COUNTED_BYTES);
  }

  public int count() {
    return messages.size();
  }

  public int mostMessages() {
    return mostMessages;
  }

  /** Of a message. */
  public int mostBytes() {
    return mostBytes;
  }

  public boolean isFull() {
    return messages.size() >= mostMessages;
  }

  // Messages.

  /** Room for a text, before it is read. ENOMEM. */
  public void keep(int size) throws KernelError {
    in.slab().take(PosixMessage.keptBytes(size));
  }

  /** It is not sent. */
  public void drop(int size) {
    in.slab().give(PosixMessage.keptBytes(size));
  }

  /**
   * Puts a message in for which there is room.
   *
   * @return who is to be told, because it was empty and nobody waits
   */
  public Optional<Notice> send(PosixMessage message) {
    int at = messages.size();
    while (at > 0 && messages.get(at - 1).priority() < message.priority()) {
      at--;
    }
    messages.add(at, message);
    bytes += message.text().length;
    Notice told = messages.size() == 1 && receivers.isEmpty() ? notice : null;
    notice = told == null ? notice : null;
    touchContent();
    receivers.wakeAll();
    changed.wakeAll(Poll.IN);
    return Optional.ofNullable(told);
  }

  /** Takes the first one. */
  public PosixMessage receive() {
    PosixMessage first = messages.removeFirst();
    bytes -= first.text().length;
    in.slab().give(PosixMessage.keptBytes(first.text().length));
    touchAccess();
    changed.wakeAll(Poll.OUT);
    return first;
  }

  /** A task waits for a message. */
  public void awaitMessage(Waiter who) {
    receivers.add(who);
  }

  // Notices.

  /** EBUSY where somebody has asked before. */
  public void ask(Notice who) throws KernelError {
    if (notice != null) {
      throw Errno.EBUSY.error();
    }
    notice = who;
  }

  /** A process wants to know nothing any more, or closes a descriptor for it. */
  @Override
  public void flushed(DescriptorTable table) {
    if (notice != null && notice.table() == table) {
      notice = null;
    }
  }

  // As a file.

  @Override
  public long size() {
    return SHOWN_BYTES;
  }

  @Override
  public boolean isSeekable() {
    return true;
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    int process = notice == null ? 0 : caller.number(notice.process());
    boolean signals = notice != null && notice.signal() != 0;
    String text =
        "QSIZE:"
            + padded(bytes, 10)
            + " NOTIFY:"
            + padded(notice == null || signals ? 0 : 1, 5)
            + " SIGNO:"
            + padded(signals ? notice.signal() : 0, 5)
            + " NOTIFY_PID:"
            + padded(process, 6)
            + "\n";
    return Content.read(text, file, to);
  }

  private static String padded(int value, int width) {
    String text = Integer.toString(value);
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  @Override
  public boolean isPollable() {
    return true;
  }

  @Override
  public int ready(FileDescription file) {
    return (messages.isEmpty() ? 0 : Poll.IN) | (isFull() ? 0 : Poll.OUT);
  }

  @Override
  public void await(Waiter waiter) {
    changed.add(waiter);
  }

  @Override
  protected void gone() {
    super.gone();
    for (PosixMessage message : messages) {
      in.slab().give(PosixMessage.keptBytes(message.text().length));
    }
    messages.clear();
    in.posix().remove(owner, counted(mostMessages, mostBytes));
    in.slab().give(COUNTED_BYTES);
  }

  /** What the kernel keeps of it without messages. */
  static int keptBytes() {
    return COUNTED_BYTES;
  }

  @Override
  public Kind kind() {
    return Kind.QUEUE_FILE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointer(in);
    out.numbers(new int[] {mostMessages, mostBytes, bytes, owner});
    changed.save(out);
    receivers.save(out);
    out.flag(notice != null);
    if (notice != null) {
      notice.save(out);
    }
    out.number(messages.size());
    for (PosixMessage message : messages) {
      out.number(message.priority());
      out.bytes(message.text());
    }
  }

  @Override
  public void load(ObjectReader reader) {
    super.load(reader);
    in = reader.pointer();
    int[] words = reader.numbers();
    mostMessages = words[0];
    mostBytes = words[1];
    bytes = words[2];
    owner = words[3];
    changed.load(reader);
    receivers.load(reader);
    notice = reader.flag() ? Notice.load(reader) : null;
    int count = reader.number();
    for (int i = 0; i < count; i++) {
      messages.add(new PosixMessage(reader.number(), reader.bytes()));
    }
  }
}
