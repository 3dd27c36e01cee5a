package cloister.kernel.mm;

import cloister.bus.Memory;
import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The page frames of simulated memory that are not the kernel's own. Every frame counts who uses
 * it: mappings, and the page cache.
 */
public final class Frames implements Saveable {
  public static final int SIZE = Memory.PAGE_SIZE;
  public static final int BITS = Memory.PAGE_BITS;

  private final Memory memory;
  private final int first;
  private final int[] users;
  private final byte[] page = new byte[SIZE];
  private final List<Integer> later = new ArrayList<>();
  private int free;
  private int next;

  /** A frame of zeros that everybody may read. */
  private int zero;

  /**
   * @param first number of the first frame that may be given away; everything behind it may, too
   */
  public Frames(Memory memory, int first) {
    this.memory = memory;
    this.first = first;
    users = new int[memory.pageCount()];
    free = memory.pageCount() - first;
    next = first;
    zero = take();
  }

  public Memory memory() {
    return memory;
  }

  public int total() {
    return users.length - first;
  }

  public int free() {
    return free;
  }

  public int zeroFrame() {
    return zero;
  }

  /** A frame of zeros for one user. */
  public int allocate() throws KernelError {
    int frame = take();
    if (frame < 0) {
      throw Errno.ENOMEM.error();
    }
    clear(frame);
    return frame;
  }

  /** A frame with the content of another. */
  public int copyOf(int frame) throws KernelError {
    int copy = take();
    if (copy < 0) {
      throw Errno.ENOMEM.error();
    }
    memory.readPage(frame, page);
    memory.writePage(copy, page);
    return copy;
  }

  private int take() {
    if (free == 0) {
      return -1;
    }
    while (users[next] != 0) {
      next = next + 1 == users.length ? first : next + 1;
    }
    users[next] = 1;
    free--;
    return next;
  }

  /** One more uses it. */
  public void share(int frame) {
    users[frame]++;
  }

  /** One less uses it; nobody does when it was the last. */
  public void release(int frame) {
    if (users[frame] <= 0) {
      throw new IllegalStateException("frame " + frame + " is used by nobody");
    }
    if (--users[frame] == 0) {
      free++;
      next = Math.min(next, frame);
    }
  }

  /**
   * The same when the kernel is entered next: for what the processor still uses on its way out, its
   * stack and page directory.
   */
  public void releaseLater(int frame) {
    later.add(frame);
  }

  /** The kernel is entered: nobody uses any more what was to be released later. */
  public void releaseNow() {
    if (!later.isEmpty()) {
      later.forEach(this::release);
      later.clear();
    }
  }

  public int users(int frame) {
    return users[frame];
  }

  private void clear(int frame) {
    int at = frame << BITS;
    for (int offset = 0; offset < SIZE; offset += 4) {
      memory.write32(at + offset, 0);
    }
  }

  /** Copies bytes out of a frame. */
  public void read(int frame, int offset, byte[] into, int at, int count) {
    int address = (frame << BITS) + offset;
    for (int i = 0; i < count; i++) {
      into[at + i] = (byte) memory.read8(address + i);
    }
  }

  /** Copies bytes into a frame. */
  public void write(int frame, int offset, byte[] from, int at, int count) {
    int address = (frame << BITS) + offset;
    for (int i = 0; i < count; i++) {
      memory.write8(address + i, from[at + i]);
    }
  }

  /** Makes a part of a frame zero. */
  public void clear(int frame, int offset, int count) {
    int address = (frame << BITS) + offset;
    for (int i = 0; i < count; i++) {
      memory.write8(address + i, 0);
    }
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(next);
    out.writeInt(zero);
    out.writeInt(total() - free);
    for (int frame = first; frame < users.length; frame++) {
      if (users[frame] != 0) {
        out.writeInt(frame);
        out.writeInt(users[frame]);
      }
    }
    out.writeInt(later.size());
    later.forEach(out::writeInt);
  }

  @Override
  public void load(StateReader in) {
    next = in.readInt();
    zero = in.readInt();
    Arrays.fill(users, 0);
    int used = in.readInt();
    free = total() - used;
    for (int i = 0; i < used; i++) {
      int frame = in.readInt();
      users[frame] = in.readInt();
    }
    later.clear();
    int waiting = in.readInt();
    for (int i = 0; i < waiting; i++) {
      later.add(in.readInt());
    }
  }
}
