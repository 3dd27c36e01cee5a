package cloister.kernel.ipc;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.Waiter;

/** A task that waits for a message (msgrcv(2)). */
public final class Receiver extends Sleeper {
  private final MessageQueue queue;
  private final MessageChoice choice;

  /** The most bytes that it takes. */
  private final int most;

  /** The kernel's number of its process. */
  private final int process;

  /** What it has got; null for nothing yet. */
  private QueuedMessage message;

  Receiver(Waiter who, MessageQueue queue, MessageChoice choice, int most, int process) {
    super(who, queue);
    this.queue = queue;
    this.choice = choice;
    this.most = most;
    this.process = process;
  }

  MessageChoice choice() {
    return choice;
  }

  int most() {
    return most;
  }

  int process() {
    return process;
  }

  void take(QueuedMessage what) {
    message = what;
    answer(null);
  }

  /** What it has got, when it has its answer and no error; the kernel keeps it no more. */
  public QueuedMessage message() {
    queue.taken(message);
    return message;
  }

  @Override
  void lost() {
    if (message != null) {
      queue.taken(message);
    }
  }

  @Override
  boolean isReceiver() {
    return true;
  }

  @Override
  void saveWish(ObjectWriter out) {
    out.number(choice.mode().ordinal());
    out.number(choice.type());
    out.number(most);
    out.number(process);
    MessageQueue.save(out, message);
  }

  static Receiver load(Waiter who, MessageQueue queue, ObjectReader in) {
    MessageChoice.Mode mode = MessageChoice.Mode.values()[in.number()];
    MessageChoice choice = new MessageChoice(mode, in.number());
    Receiver loaded = new Receiver(who, queue, choice, in.number(), in.number());
    loaded.message = MessageQueue.loadMessage(in);
    return loaded;
  }
}
