package cloister.kernel.net;

import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;

/** Messages that have arrived at a socket and were not read yet, the oldest first. */
final class MessageQueue {
  /** What Linux counts for a message beside its bytes. */
  private static final int OVERHEAD = 768;

  private final Network network;
  private final List<Message> messages = new ArrayList<>();

  MessageQueue(Network network) {
    this.network = network;
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  int size() {
    return messages.size();
  }

  Message get(int index) {
    return messages.get(index);
  }

  Message last() {
    return messages.getLast();
  }

  void add(Message message) {
    messages.add(message);
  }

  int bytes() {
    int sum = 0;
    for (Message message : messages) {
      sum += message.length();
    }
    return sum;
  }

  /** What they take of a sender's buffer: their bytes, and something for each. */
  int charge() {
    return bytes() + OVERHEAD * messages.size();
  }

  /** Gives a program bytes of one message after the other, as long as they belong together. */
  int takeBytes(UserBuffer to, Incoming with, boolean tells) throws KernelError {
    boolean peeks = with.is(MessageFlags.PEEK);
    tell(get(0), with, tells);
    int done = 0;
    int index = 0;
    boolean goesOn = true;
    while (goesOn && index < size()) {
      Message message = get(index);
      if (tells && !message.sender().equals(with.sender)) {
        break;
      }
      int count = Math.min(message.length(), to.left());
      message.copy(network.frames(), 0, to, count);
      done += count;
      boolean whole = count == message.length();
      goesOn = message.rights().isEmpty() && whole && to.left() > 0;
      takeRights(message, with, peeks);
      if (peeks) {
        index++;
      } else {
        message.drop(network.frames(), count);
        if (whole) {
          dropFirst();
        }
      }
    }
    return done;
  }

  /** Gives a program one message; what does not fit is lost. */
  int takePacket(UserBuffer to, Incoming with, boolean tells) throws KernelError {
    Message message = get(0);
    int whole = message.length();
    int count = Math.min(whole, to.left());
    message.copy(network.frames(), 0, to, count);
    tell(message, with, tells);
    boolean peeks = with.is(MessageFlags.PEEK);
    takeRights(message, with, peeks);
    if (count < whole) {
      with.outFlags |= MessageFlags.TRUNCATED;
    }
    if (!peeks) {
      dropFirst();
    }
    return with.is(MessageFlags.TRUNCATED) ? whole : count;
  }

  private static void tell(Message message, Incoming with, boolean tells) {
    with.from = message.from().length > 2 ? message.from() : null;
    with.sender = tells ? message.sender() : null;
  }

  private void takeRights(Message message, Incoming with, boolean peeks) throws KernelError {
    if (message.rights().isEmpty()) {
      return;
    }
    if (peeks) {
      network.send(message.rights());
      with.rights = message.rights();
    } else {
      with.rights = message.takeRights();
    }
  }

  /** The first one is done with. */
  void dropFirst() {
    drop(messages.removeFirst());
  }

  void clear() {
    List<Message> all = List.copyOf(messages);
    messages.clear();
    all.forEach(this::drop);
  }

  private void drop(Message message) {
    message.release(network.frames());
    network.release(message.takeRights());
  }

  void save(ObjectWriter out) {
    out.number(messages.size());
    messages.forEach(message -> message.save(out));
  }

  void load(ObjectReader in) {
    int count = in.number();
    for (int i = 0; i < count; i++) {
      messages.add(Message.load(in));
    }
  }
}
