package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Area;
import cloister.kernel.mm.Backing;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageCache;
import cloister.kernel.mm.PageCounts;
import cloister.kernel.task.Limits;
import cloister.kernel.vfs.FileDescription;

/** Memory: brk(2), mmap(2), munmap(2), mprotect(2), mremap(2), madvise(2). */
final class MemoryCalls {
  private static final int SHARED = 1;
  private static final int PRIVATE = 2;
  private static final int FIXED = 0x10;
  private static final int ANONYMOUS = 0x20;
  private static final int GROWS_DOWN = 0x100;
  private static final int FIXED_NO_REPLACE = 0x100000;
  private static final int MAY_MOVE = 1;
  private static final int DONT_NEED = 4;
  private static final int LOCK_FLAGS = 7;

  /** MS_ASYNC, MS_SYNC, and those with MS_INVALIDATE. */
  private static final int SYNC_LATER = 1;

  private static final int SYNC_NOW = 4;
  private static final int SYNC_FLAGS = 7;

  /**
   * Advice that Linux takes (madvise(2)), a bit each; that about huge pages and pages that are the
   * same is refused, as by a kernel without them.
   */
  private static final long ADVICE = 0x1ff0f1f;

  private static final int LOCK_ON_FAULT = 4;

  private static final String LOCKS = "Nothing is swapped, and nothing counts as locked.";

  private MemoryCalls() {}

  static void addTo(Rows rows) {
    rows.full(45, "brk", "p", call -> space(call).moveHeapEnd(call.argument(0)))
        .full(90, "mmap", "p", MemoryCalls::oldMap)
        .full(91, "munmap", "pd", MemoryCalls::unmap)
        .full(125, "mprotect", "pdx", MemoryCalls::protect)
        .full(144, "msync", "pdx", MemoryCalls::sync)
        .partial(150, "mlock", "pd", LOCKS, MemoryCalls::lock)
        .full(151, "munlock", "pd", MemoryCalls::check)
        .partial(152, "mlockall", "x", LOCKS, MemoryCalls::lockAll)
        .full(153, "munlockall", "", call -> 0)
        .full(218, "mincore", "pdp", MemoryCalls::present)
        .partial(
            163,
            "mremap",
            "pddxp",
            "MREMAP_FIXED and MREMAP_DONTUNMAP are missing.",
            MemoryCalls::remap)
        .full(192, "mmap2", "pdxxfd", MemoryCalls::map)
        .partial(219, "madvise", "pdx", "Only MADV_DONTNEED does something.", MemoryCalls::advise);
  }

  private static AddressSpace space(Call call) {
    return call.task().space();
  }

  private static long oldMap(Call call) throws KernelError {
    int at = call.argument(0);
    int[] words = new int[6];
    for (int i = 0; i < words.length; i++) {
      words[i] = call.memory().read32(at + 4 * i);
    }
    if ((words[5] & Frames.SIZE - 1) != 0) {
      throw Errno.EINVAL.error();
    }
    words[5] >>>= Frames.BITS;
    return map(call, words);
  }

  private static long map(Call call) throws KernelError {
    int[] words = new int[6];
    for (int i = 0; i < words.length; i++) {
      words[i] = call.argument(i);
    }
    return map(call, words);
  }

  /** Address, length, rights, flags, descriptor, and the page of the file. */
  private static long map(Call call, int[] words) throws KernelError {
    int flags = words[3];
    Backing backing = Backing.zeros("");
    int readOnly = 0;
    if ((flags & ANONYMOUS) == 0) {
      FileDescription file = call.task().files().get(words[4]);
      backing = Backing.of(file, file.operations().pages());
      requireRights(file, words[2], flags);
      readOnly = (flags & 3) == SHARED && !file.writes() ? Area.READ_ONLY_FILE : 0;
    }
    int pages = pages(words[1]);
    if (backing.pages() != null && (words[5] < 0 || words[5] + pages < 0)) {
      throw Errno.EOVERFLOW.error();
    }
    boolean shared = (flags & 3) == SHARED;
    if (!shared && (flags & 3) != PRIVATE) {
      throw Errno.EINVAL.error();
    }
    int first = place(call, words[0], pages, flags);
    int area = words[2] & Area.RIGHTS | readOnly;
    area |= shared ? Area.SHARED : 0;
    area |= (flags & GROWS_DOWN) != 0 ? Area.GROWS_DOWN : 0;
    boolean own = shared && backing.pages() == null;
    if (own) {
      PageCache zeros = new PageCache(call.parts().ids().next(), call.parts().frames());
      zeros.truncate((long) pages << Frames.BITS);
      backing = new Backing(zeros, null, "/dev/zero (deleted)");
    }
    space(call).map(first, first + pages, area, backing, own ? 0 : words[5]);
    if (own) {
      backing.pages().leave();
    }
    return (first << Frames.BITS) & 0xffff_ffffL;
  }

  private static void requireRights(FileDescription file, int rights, int flags)
      throws KernelError {
    boolean writesBack = (flags & 3) == SHARED && (rights & Area.WRITE) != 0;
    if (!file.reads() || writesBack && !file.writes()) {
      throw Errno.EACCES.error();
    }
  }

  private static int place(Call call, int wish, int pages, int flags) throws KernelError {
    boolean fixed = (flags & (FIXED | FIXED_NO_REPLACE)) != 0;
    int first = wish >>> Frames.BITS;
    if (!fixed) {
      return space(call).findFree(pages, first);
    }
    if ((wish & Frames.SIZE - 1) != 0) {
      throw Errno.EINVAL.error();
    }
    if (first + pages > AddressSpace.END) {
      throw Errno.ENOMEM.error();
    }
    if (first < AddressSpace.LOWEST
        && !call.task().credentials().canEverywhere(Capability.SYS_RAWIO)) {
      throw Errno.EPERM.error();
    }
    if ((flags & FIXED_NO_REPLACE) != 0 && !space(call).isFree(first, first + pages)) {
      throw Errno.EEXIST.error();
    }
    return first;
  }

  private static int pages(int bytes) throws KernelError {
    if (bytes == 0) {
      throw Errno.EINVAL.error();
    }
    int pages = AddressSpace.pageAfter(bytes);
    if (pages > AddressSpace.END) {
      throw Errno.ENOMEM.error();
    }
    return pages;
  }

  private static int aligned(Call call) throws KernelError {
    if ((call.argument(0) & Frames.SIZE - 1) != 0) {
      throw Errno.EINVAL.error();
    }
    return call.argument(0) >>> Frames.BITS;
  }

  private static long unmap(Call call) throws KernelError {
    int first = aligned(call);
    int pages = AddressSpace.pageAfter(call.argument(1));
    if (pages == 0 || first + pages > AddressSpace.END) {
      throw Errno.EINVAL.error();
    }
    space(call).unmap(first, first + pages);
    return 0;
  }

  private static long protect(Call call) throws KernelError {
    int first = aligned(call);
    int pages = AddressSpace.pageAfter(call.argument(1));
    if (first + pages > AddressSpace.END) {
      throw Errno.ENOMEM.error();
    }
    if (pages > 0) {
      space(call).protect(first, first + pages, call.argument(2) & Area.RIGHTS);
    }
    return 0;
  }

  private static long sync(Call call) throws KernelError {
    int flags = call.argument(2);
    boolean both = (flags & (SYNC_LATER | SYNC_NOW)) == (SYNC_LATER | SYNC_NOW);
    if (both || (flags & ~SYNC_FLAGS) != 0) {
      throw Errno.EINVAL.error();
    }
    int first = aligned(call);
    space(call).requireMapped(first, first + AddressSpace.pageAfter(call.argument(1)));
    return 0;
  }

  private static long check(Call call) throws KernelError {
    int first = call.argument(0) >>> Frames.BITS;
    int end = AddressSpace.pageAfter(call.argument(0) + call.argument(1));
    space(call).requireMapped(first, end);
    return 0;
  }

  private static long lock(Call call) throws KernelError {
    requireLock(
        call, AddressSpace.pageAfter((call.argument(0) & Frames.SIZE - 1) + call.argument(1)));
    return check(call);
  }

  /** With CAP_IPC_LOCK, or within RLIMIT_MEMLOCK (mlock(2)). */
  private static void requireLock(Call call, int pages) throws KernelError {
    long most = call.task().process().limits().soft(Limits.LOCKED_MEMORY);
    boolean within = most == Limits.INFINITE || most != 0 && (long) pages << Frames.BITS <= most;
    if (!within && !call.task().credentials().canEverywhere(Capability.IPC_LOCK)) {
      throw most == 0 ? Errno.EPERM.error() : Errno.ENOMEM.error();
    }
  }

  private static long lockAll(Call call) throws KernelError {
    int flags = call.argument(0);
    if (flags == 0 || (flags & ~LOCK_FLAGS) != 0 || flags == LOCK_ON_FAULT) {
      throw Errno.EINVAL.error();
    }
    requireLock(call, space(call).totalPages());
    return 0;
  }

  /** A byte for each page: 1 where it is in memory. */
  private static long present(Call call) throws KernelError {
    int first = aligned(call);
    int bytes = call.argument(1);
    if (bytes < 0 || first + AddressSpace.pageAfter(bytes) > AddressSpace.END) {
      throw Errno.ENOMEM.error();
    }
    int pages = AddressSpace.pageAfter(bytes);
    if (pages > 0) {
      space(call).requireMapped(first, first + pages);
    }
    byte[] found = new byte[1];
    for (int i = 0; i < pages; i++) {
      found[0] = (byte) (PageCounts.isPresent(space(call), first + i) ? 1 : 0);
      call.memory().write(call.argument(2) + i, found, 0, 1);
    }
    call.copied(pages);
    return 0;
  }

  private static long remap(Call call) throws KernelError {
    int first = aligned(call);
    int oldPages = AddressSpace.pageAfter(call.argument(1));
    int newPages = pages(call.argument(2));
    AddressSpace space = space(call);
    Area area = space.areaAt(first);
    if ((call.argument(3) & ~MAY_MOVE) != 0 || oldPages == 0) {
      throw Errno.EINVAL.error();
    }
    if (area == null || newPages > oldPages && first + oldPages > area.end()) {
      throw Errno.EFAULT.error();
    }
    if (newPages <= oldPages) {
      if (newPages < oldPages) {
        space.unmap(first + newPages, first + oldPages);
      }
      return call.argument(0) & 0xffff_ffffL;
    }
    if (space.grow(first, oldPages, newPages)) {
      return call.argument(0) & 0xffff_ffffL;
    }
    if ((call.argument(3) & MAY_MOVE) == 0) {
      throw Errno.ENOMEM.error();
    }
    int to = space.findFree(newPages, 0);
    space.move(first, oldPages, to, newPages);
    return (to << Frames.BITS) & 0xffff_ffffL;
  }

  private static long advise(Call call) throws KernelError {
    int advice = call.argument(2);
    if (advice < 0 || advice >= Long.SIZE || (ADVICE >>> advice & 1) == 0) {
      throw Errno.EINVAL.error();
    }
    int first = aligned(call);
    int end = first + AddressSpace.pageAfter(call.argument(1));
    space(call).requireMapped(first, end);
    if (advice == DONT_NEED) {
      space(call).discard(first, end);
    }
    return 0;
  }
}
