package cloister.kernel.mm;

import cloister.bus.Memory;
import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cgroup.MemoryAccount;
import cloister.kernel.cgroup.MemoryEvent;
import cloister.kernel.cgroup.PageUse;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
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

  private static final PageUse[] USES = PageUse.values();

  private final Memory memory;
  private final int first;
  private final int[] users;
  private final byte[] page = new byte[SIZE];
  private final List<Integer> later = new ArrayList<>();
  private int free;
  private int next;

  /** The group that each counts in, and what for; null for the kernel's own. */
  private final MemoryAccount[] accounts;

  private final byte[] uses;

  /** Whose pages are taken now. */
  private MemoryAccount account;

  /** How many were, since somebody asked; nothing is left of it between two entries. */
  private int charged;

  private Shortage shortage = _ -> false;

  /** What can be done where a group has no room. */
  public interface Shortage {
    /**
     * Makes room.
     *
     * @param full the account whose bound is reached
     * @return whether there may be some now
     */
    boolean relieve(MemoryAccount full);
  }

  /** A frame of zeros that everybody may read. */
  private int zero;

  /**
   * @param first number of the first frame that may be given away; everything behind it may, too
   */
  public Frames(Memory memory, int first) {
    this.memory = memory;
    this.first = first;
    users = new int[memory.pageCount()];
    accounts = new MemoryAccount[users.length];
    uses = new byte[users.length];
    free = memory.pageCount() - first;
    next = first;
    zero = take(PageUse.ANONYMOUS);
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

  public void setShortage(Shortage who) {
    shortage = who;
  }

  /** In whose account what is taken counts from now on; null for nobody's. */
  public void chargeTo(MemoryAccount whose) {
    account = whose;
  }

  /** Where that is now; null for nobody's. */
  MemoryAccount account() {
    return account;
  }

  /** How many pages have been charged since this was asked last. */
  public int takeCharged() {
    int count = charged;
    charged = 0;
    return count;
  }

  /** A frame of zeros for one user. */
  public int allocate(PageUse use) throws KernelError {
    int frame = take(use);
    if (frame < 0) {
      throw Errno.ENOMEM.error();
    }
    clear(frame);
    return frame;
  }

  /** A frame of zeros for a group, or -1 where that has no room: nobody is asked to make some. */
  int allocateFor(MemoryAccount whose, PageUse use) {
    if (whose.full() != null) {
      return -1;
    }
    MemoryAccount before = account;
    int counted = charged;
    account = whose;
    int frame = take(use);
    account = before;
    charged = counted;
    if (frame >= 0) {
      clear(frame);
    }
    return frame;
  }

  /** A frame of a program's own with the content of another. */
  public int copyOf(int frame) throws KernelError {
    int copy = take(PageUse.ANONYMOUS);
    if (copy < 0) {
      throw Errno.ENOMEM.error();
    }
    memory.readPage(frame, page);
    memory.writePage(copy, page);
    return copy;
  }

  private int take(PageUse use) {
    if (account != null && !hasRoom() || free == 0) {
      return -1;
    }
    while (users[next] != 0) {
      next = next + 1 == users.length ? first : next + 1;
    }
    users[next] = 1;
    free--;
    if (account != null) {
      account.charge(use);
      charged++;
      accounts[next] = account;
      uses[next] = (byte) use.ordinal();
    }
    return next;
  }

  private boolean hasRoom() {
    MemoryAccount full = account.full();
    while (full != null) {
      full.count(MemoryEvent.MAX);
      if (!shortage.relieve(full)) {
        return false;
      }
      full = account.full();
    }
    return true;
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
      if (accounts[frame] != null) {
        accounts[frame].uncharge(USES[uses[frame]]);
        accounts[frame] = null;
      }
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

  /** Whether somebody took it for a use; of frames that were taken for nobody no use is known. */
  boolean isFor(int frame, PageUse use) {
    return accounts[frame] != null && uses[frame] == use.ordinal();
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

  /** Whose the frames are: runs of equal ones, each with its length. */
  public void saveAccounts(ObjectWriter out) {
    for (int frame = first; frame < users.length; ) {
      int end = frame + 1;
      while (end < users.length
          && accounts[end] == accounts[frame]
          && (accounts[end] == null || uses[end] == uses[frame])) {
        end++;
      }
      out.number(end - frame);
      out.pointer(accounts[frame]);
      out.number(accounts[frame] == null ? 0 : uses[frame]);
      frame = end;
    }
  }

  public void loadAccounts(ObjectReader in) {
    for (int frame = first; frame < users.length; ) {
      int end = frame + in.number();
      Arrays.fill(accounts, frame, end, in.<MemoryAccount>pointer());
      Arrays.fill(uses, frame, end, (byte) in.number());
      frame = end;
    }
    account = null;
  }
}
