package cloister.kernel.ipc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Credentials;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.WaitQueue;
import cloister.kernel.object.Waiter;
import cloister.kernel.trace.MessagePassed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages with types that wait for whoever asks for them (msgget(2)). */
public final class MessageQueue extends IpcObject {
  /** What the kernel keeps of it without messages. */
  static final int KEPT_BYTES = 192;

  private final IpcContext context;
  private final List<QueuedMessage> messages = new ArrayList<>();
  private final WaitQueue senders = new WaitQueue();
  private IpcNamespace in;
  private int bytes;
  private int mostBytes;
  private int sender;
  private int receiver;
  private long sent;
  private long received;

  public MessageQueue(int id, IpcContext context) {
    super(id);
    this.context = context;
  }

  MessageQueue of(IpcNamespace namespace, int key, int most, int rights, Credentials who) {
    begin(key, rights, who, context.now());
    in = namespace;
    mostBytes = most;
    return this;
  }

  @Override
  public String type() {
    return "msg";
  }

  public int count() {
    return messages.size();
  }

  /** Bytes of all texts. */
  public int bytes() {
    return bytes;
  }

  public int mostBytes() {
    return mostBytes;
  }

  /** The kernel's number of the process that sent last; 0 for none. */
  public int sender() {
    return sender;
  }

  /** The kernel's number of the process that received last; 0 for none. */
  public int receiver() {
    return receiver;
  }

  /** Seconds since 1970; 0 for never. */
  public long sent() {
    return sent;
  }

  public long received() {
    return received;
  }

  /** Other rights or another size: who waits has to ask once more. */
  public void setMostBytes(int most) {
    mostBytes = most;
    for (Receiver one : in.sleepers().at(this)) {
      one.answer(Errno.EAGAIN);
    }
    senders.wakeAll();
  }

  // Messages.

  /** Whether there is room for a text of so many bytes. */
  public boolean hasRoomFor(int size) {
    return (long) size + bytes <= Integer.toUnsignedLong(mostBytes)
        && 1 + messages.size() <= Integer.toUnsignedLong(mostBytes);
  }

  /** A task waits until there may be room. */
  public void awaitRoom(Waiter who) {
    senders.add(who);
  }

  /** Room for a text of so many bytes, before it is read. ENOMEM. */
  public void keep(int size) throws KernelError {
    in.slab().take(QueuedMessage.keptBytes(size));
  }

  /** It is not sent. */
  public void drop(int size) {
    in.slab().give(QueuedMessage.keptBytes(size));
  }

  /** Somebody has taken a message. */
  void taken(QueuedMessage message) {
    in.slab().give(message.keptBytes());
  }

  /** Gives a message, for which there is room, to whoever waits for such a one, or to the queue. */
  public void send(QueuedMessage message) {
    sender = context.running().getAsInt();
    sent = context.now();
    tell(sender, message, true);
    for (Receiver one : in.sleepers().at(this)) {
      if (one.choice().takes(message)) {
        if (one.most() >= message.text().length) {
          received = context.now();
          receiver = one.process();
          tell(receiver, message, false);
          one.take(message);
          return;
        }
        one.answer(Errno.E2BIG);
      }
    }
    messages.add(message);
    bytes += message.text().length;
  }

  private void tell(int process, QueuedMessage message, boolean comes) {
    if (context.events().listening()) {
      int size = message.text().length;
      context
          .events()
          .accept(new MessagePassed(process, number(), in.number(), message.type(), size, comes));
    }
  }

  /** The message that would be taken. */
  public Optional<QueuedMessage> find(MessageChoice choice) {
    QueuedMessage found = null;
    for (int i = 0; i < messages.size(); i++) {
      QueuedMessage one = messages.get(i);
      if (choice.mode() == MessageChoice.Mode.PLACE) {
        if (i == choice.type()) {
          return Optional.of(one);
        }
      } else if (choice.takes(one)) {
        if (choice.mode() != MessageChoice.Mode.LOWEST || one.type() == 1) {
          return Optional.of(one);
        }
        found = found == null || one.type() < found.type() ? one : found;
      }
    }
    return Optional.ofNullable(found);
  }

  /** Takes one out of the queue. */
  public void take(QueuedMessage message) {
    messages.remove(indexOf(message));
    bytes -= message.text().length;
    received = context.now();
    receiver = context.running().getAsInt();
    taken(message);
    tell(receiver, message, false);
    senders.wakeAll();
  }

  private int indexOf(QueuedMessage message) {
    int index = 0;
    while (messages.get(index) != message) {
      index++;
    }
    return index;
  }

  /** A task waits for a message. */
  public void await(Waiter who, MessageChoice choice, int most) {
    in.sleepers().add(new Receiver(who, this, choice, most, context.running().getAsInt()));
  }

  /** It is removed with all that is in it; who waits gets EIDRM. */
  void end() {
    for (Receiver one : in.sleepers().at(this)) {
      one.answer(Errno.EIDRM);
    }
    senders.wakeAll();
    messages.forEach(this::taken);
    messages.clear();
    bytes = 0;
  }

  @Override
  public Kind kind() {
    return Kind.MESSAGE_QUEUE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointer(in);
    out.numbers(new int[] {bytes, mostBytes, sender, receiver});
    out.number(sent);
    out.number(received);
    senders.save(out);
    out.number(messages.size());
    messages.forEach(one -> save(out, one));
  }

  static void save(ObjectWriter out, QueuedMessage message) {
    out.flag(message != null);
    if (message != null) {
      out.number(message.type());
      out.bytes(message.text());
    }
  }

  /** Null where there was none. */
  static QueuedMessage loadMessage(ObjectReader in) {
    return in.flag() ? new QueuedMessage(in.number(), in.bytes()) : null;
  }

  @Override
  public void load(ObjectReader reader) {
    super.load(reader);
    in = reader.pointer();
    int[] words = reader.numbers();
    bytes = words[0];
    mostBytes = words[1];
    sender = words[2];
    receiver = words[3];
    sent = reader.longNumber();
    received = reader.longNumber();
    senders.load(reader);
    int count = reader.number();
    for (int i = 0; i < count; i++) {
      messages.add(loadMessage(reader));
    }
  }
}
