package cloister.kernel.fs;

import cloister.bus.ByteSink;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.WaitQueue;
import cloister.kernel.object.Waiter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Poll;
import cloister.state.ByteQueue;

/** A pipe whose other end is outside of the machine. */
public final class Stream extends Inode {
  /** As much as a pipe of Linux holds. */
  public static final int CAPACITY = 65536;

  /** Where the bytes of each number go. */
  public interface Outside {
    ByteSink output(int stream);
  }

  private final Outside outside;
  private final WaitQueue arrived = new WaitQueue();
  private final ByteQueue input = new ByteQueue(CAPACITY);
  private boolean ended;
  private int number;

  public Stream(int id, Outside outside) {
    super(id);
    this.outside = outside;
  }

  /**
   * @param streamNumber by which the outside knows it
   */
  public Stream begin(FileSystem in, int streamNumber) {
    create(in, Mode.FIFO | 0600, 0, 0);
    addLinks(1);
    number = streamNumber;
    return this;
  }

  /** How many bytes can arrive now. */
  public int room() {
    return input.room();
  }

  /** Somebody waits for bytes from outside. */
  public boolean isAwaited() {
    return !arrived.isEmpty() && input.isEmpty() && !ended;
  }

  /** A byte arrives from outside. */
  public void receive(int value) {
    input.add(value);
    arrived.wakeAll();
  }

  /** Nothing more will arrive. */
  public void end() {
    ended = true;
    arrived.wakeAll();
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    if (input.isEmpty()) {
      return ended ? 0 : WOULD_BLOCK;
    }
    byte[] bytes = new byte[Math.min(input.count(), to.left())];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) input.take();
    }
    to.put(bytes, 0, bytes.length);
    return bytes.length;
  }

  @Override
  public int write(FileDescription file, UserBuffer from, Caller caller) throws KernelError {
    byte[] bytes = new byte[Math.min(from.left(), CAPACITY)];
    from.get(bytes, 0, bytes.length);
    ByteSink sink = outside.output(number);
    for (byte value : bytes) {
      sink.put(value & 0xff);
    }
    return bytes.length;
  }

  @Override
  public int ready(FileDescription file) {
    return Poll.OUT | (input.isEmpty() && !ended ? 0 : Poll.IN);
  }

  @Override
  public boolean isPollable() {
    return true;
  }

  @Override
  public void await(Waiter waiter) {
    arrived.add(waiter);
  }

  @Override
  public Kind kind() {
    return Kind.STREAM;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.number(number);
    out.flag(ended);
    byte[] waiting = new byte[input.count()];
    for (int i = 0; i < waiting.length; i++) {
      waiting[i] = (byte) input.take();
      input.add(waiting[i] & 0xff);
    }
    out.bytes(waiting);
    arrived.save(out);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    number = in.number();
    ended = in.flag();
    input.clear();
    for (byte value : in.bytes()) {
      input.add(value & 0xff);
    }
    arrived.load(in);
  }
}
