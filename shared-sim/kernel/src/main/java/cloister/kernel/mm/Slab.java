package cloister.kernel.mm;

import cloister.kernel.abi.KernelError;
import cloister.kernel.cgroup.MemoryAccount;
import cloister.kernel.cgroup.PageUse;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory of small objects of the kernel: counted in bytes, and taken and charged by whole pages,
 * each to the group of whoever needs it first.
 */
public final class Slab {
  private final Frames frames;
  private final List<Integer> pages = new ArrayList<>();
  private long used;

  public Slab(Frames frames) {
    this.frames = frames;
  }

  /** Room for so many bytes more. ENOMEM where there is none; then nothing is taken. */
  public void take(long bytes) throws KernelError {
    used += bytes;
    try {
      while ((long) pages.size() << Frames.BITS < used) {
        pages.add(frames.allocate(PageUse.SLAB));
      }
    } catch (KernelError full) {
      give(bytes);
      throw full;
    }
  }

  /** The same for a group, whoever runs; nobody has to make room. Whether there was some. */
  public boolean tryTake(long bytes, MemoryAccount whose) {
    used += bytes;
    while ((long) pages.size() << Frames.BITS < used) {
      int page = frames.allocateFor(whose, PageUse.SLAB);
      if (page < 0) {
        give(bytes);
        return false;
      }
      pages.add(page);
    }
    return true;
  }

  /** So many bytes are needed no more. */
  public void give(long bytes) {
    used -= bytes;
    while ((long) pages.size() - 1 << Frames.BITS >= used && !pages.isEmpty()) {
      frames.release(pages.removeLast());
    }
  }

  public long used() {
    return used;
  }

  public void save(ObjectWriter out) {
    out.number(used);
    out.numbers(pages.stream().mapToInt(Integer::intValue).toArray());
  }

  public void load(ObjectReader in) {
    used = in.longNumber();
    for (int page : in.numbers()) {
      pages.add(page);
    }
  }
}
