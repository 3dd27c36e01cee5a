package cloister.kernel.fs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.cgroup.PageUse;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.WaitQueue;
import cloister.kernel.object.Waiter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Poll;

/** A pipe (pipe(7)): up to 16 pages of simulated memory between writers and readers. */
public final class Pipe extends Inode {
  private static final int SLOTS = 16;

  /** So many bytes are written in one piece or not at all. */
  public static final int ATOMIC = 4096;

  private static final int BYTES_LEFT = 0x541B;

  private final Frames frames;
  private final WaitQueue changed = new WaitQueue();
  private final int[] frame = new int[SLOTS];
  private final int[] offset = new int[SLOTS];
  private final int[] length = new int[SLOTS];
  private int first;
  private int filled;
  private int readers;
  private int writers;

  /** How often the ends were opened, for those who wait for that. */
  private int readerOpenings;

  private int writerOpenings;

  public Pipe(int id, Frames frames) {
    super(id);
    this.frames = frames;
  }

  public Pipe begin(FileSystem in, int permissions, int user, int group) {
    create(in, Mode.FIFO | permissions, user, group);
    addLinks(1);
    return this;
  }

  /** Neither end is open. */
  boolean isIdle() {
    return readers == 0 && writers == 0;
  }

  public boolean hasReaders() {
    return readers > 0;
  }

  public boolean hasWriters() {
    return writers > 0;
  }

  /** Bytes that wait in it. */
  public int bytes() {
    return count();
  }

  /** How often the other end was opened than that of a description. */
  public int openingsOfOther(FileDescription file) {
    return file.reads() ? writerOpenings : readerOpenings;
  }

  @Override
  public FileOperations open(int flags, Caller caller) {
    if (OpenFlags.reads(flags)) {
      readers++;
      readerOpenings++;
    }
    if (OpenFlags.writes(flags)) {
      writers++;
      writerOpenings++;
    }
    changed.wakeAll();
    return this;
  }

  @Override
  public void closed(FileDescription file) {
    readers -= file.reads() ? 1 : 0;
    writers -= file.writes() ? 1 : 0;
    boolean oneLeft = hasReaders() != hasWriters();
    changed.wakeAll(oneLeft ? Waiter.ANYTHING : 0);
    while (isIdle() && filled > 0) {
      dropFirst();
    }
    if (isIdle()) {
      addLinks(-1);
    }
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    if (to.left() == 0) {
      return 0;
    }
    if (filled == 0) {
      return writers == 0 ? 0 : WOULD_BLOCK;
    }
    boolean wasFull = filled == SLOTS;
    byte[] chunk = new byte[Frames.SIZE];
    int done = 0;
    while (filled > 0 && to.left() > 0) {
      int count = Math.min(length[first], to.left());
      frames.read(frame[first], offset[first], chunk, 0, count);
      to.put(chunk, 0, count);
      done += count;
      offset[first] += count;
      length[first] -= count;
      if (length[first] == 0) {
        dropFirst();
      }
    }
    changed.wakeAll(wasFull ? Poll.OUT : 0);
    return done;
  }

  private void dropFirst() {
    frames.release(frame[first]);
    frame[first] = 0;
    offset[first] = 0;
    length[first] = 0;
    first = (first + 1) % SLOTS;
    filled--;
  }

  @Override
  public int write(FileDescription file, UserBuffer from, Caller caller) throws KernelError {
    if (readers == 0) {
      throw Errno.EPIPE.error();
    }
    if (from.left() == 0) {
      return 0;
    }
    int room = room();
    if (room == 0 || from.left() <= ATOMIC && room < from.left()) {
      return WOULD_BLOCK;
    }
    int done = 0;
    int appended = Math.min(from.left(), roomInLast());
    if (appended > 0 && (from.left() <= roomInLast() || filled == SLOTS)) {
      done += put(last(), from, appended);
    }
    while (from.left() > 0 && filled < SLOTS) {
      byte[] chunk = new byte[Math.min(from.left(), Frames.SIZE)];
      from.get(chunk, 0, chunk.length);
      int slot = (first + filled) % SLOTS;
      frame[slot] = frames.allocate(PageUse.PIPE);
      filled++;
      put(slot, chunk);
      done += chunk.length;
    }
    changed.wakeAll(Poll.IN);
    return done;
  }

  private int put(int slot, UserBuffer from, int count) throws KernelError {
    byte[] chunk = new byte[count];
    from.get(chunk, 0, count);
    put(slot, chunk);
    return count;
  }

  private void put(int slot, byte[] chunk) {
    frames.write(frame[slot], offset[slot] + length[slot], chunk, 0, chunk.length);
    length[slot] += chunk.length;
  }

  private int last() {
    return (first + filled - 1) % SLOTS;
  }

  private int roomInLast() {
    return filled == 0 ? 0 : Frames.SIZE - offset[last()] - length[last()];
  }

  private int room() {
    return (SLOTS - filled) * Frames.SIZE + roomInLast();
  }

  private int count() {
    int sum = 0;
    for (int bytes : length) {
      sum += bytes;
    }
    return sum;
  }

  @Override
  public int ready(FileDescription file) {
    int bits = 0;
    if (file.reads()) {
      bits |= filled > 0 ? Poll.IN : 0;
      bits |= writers == 0 && writerOpenings > 0 ? Poll.HANG_UP : 0;
    }
    if (file.writes()) {
      bits |= filled < SLOTS ? Poll.OUT : 0;
      bits |= readers == 0 ? Poll.ERROR : 0;
    }
    return bits;
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
    if (request != BYTES_LEFT) {
      throw Errno.ENOTTY.error();
    }
    caller.memory().write32(argument, count());
    return 0;
  }

  @Override
  public Kind kind() {
    return Kind.PIPE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.numbers(frame);
    out.numbers(offset);
    out.numbers(length);
    out.numbers(new int[] {first, filled, readers, writers, readerOpenings, writerOpenings});
    changed.save(out);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    System.arraycopy(in.numbers(), 0, frame, 0, SLOTS);
    System.arraycopy(in.numbers(), 0, offset, 0, SLOTS);
    System.arraycopy(in.numbers(), 0, length, 0, SLOTS);
    int[] words = in.numbers();
    first = words[0];
    filled = words[1];
    readers = words[2];
    writers = words[3];
    readerOpenings = words[4];
    writerOpenings = words[5];
    changed.load(in);
  }
}
