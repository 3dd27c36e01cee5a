package cloister.kernel.mm;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cgroup.MemoryAccount;

/**
 * A process's memory as another one reads and writes it, by ptrace(2) and {@code /proc/PID/mem}:
 * rights of areas do not count (Linux's FOLL_FORCE). What is written to a private page becomes the
 * process's own, also where it may only read; of a shared one it is refused.
 */
public final class RemoteMemory {
  private final Frames frames;
  private final AddressSpace space;
  private final MemoryAccount account;

  /**
   * @param account in which pages count that come or are copied: that of whose memory it is
   */
  public RemoteMemory(Frames frames, AddressSpace space, MemoryAccount account) {
    this.frames = frames;
    this.space = space;
    this.account = account;
  }

  /**
   * Reads within pages that are there; what was read before an error is in the array.
   *
   * @throws KernelError EIO for an address where nothing is mapped, or behind the end of a file
   */
  public void read(int address, byte[] into, int at, int count) throws KernelError {
    for (int done = 0; done < count; ) {
      int most = Math.min(count - done, Frames.SIZE - (address + done & Frames.SIZE - 1));
      int from = physical(address + done, false);
      for (int i = 0; i < most; i++) {
        into[at + done + i] = (byte) frames.memory().read8(from + i);
      }
      done += most;
    }
  }

  /**
   * @throws KernelError EIO for an address where nothing is mapped, or behind the end of a file,
   *     and for what is shared and not to be written
   */
  public void write(int address, byte[] from, int at, int count) throws KernelError {
    for (int done = 0; done < count; ) {
      int most = Math.min(count - done, Frames.SIZE - (address + done & Frames.SIZE - 1));
      int to = physical(address + done, true);
      for (int i = 0; i < most; i++) {
        frames.memory().write8(to + i, from[at + done + i]);
      }
      done += most;
    }
  }

  private int physical(int address, boolean write) throws KernelError {
    int page = address >>> Frames.BITS;
    Area area = space.users() == 0 || page >= AddressSpace.END ? null : space.areaAt(page);
    if (area == null || write && !area.allows(true) && area.isShared()) {
      throw Errno.EIO.error();
    }
    MemoryAccount callers = frames.account();
    frames.chargeTo(account);
    try {
      if (area.allows(write)) {
        return space.physical(address, write);
      }
      force(area, page, write);
    } catch (KernelError _) {
      throw Errno.EIO.error();
    } finally {
      frames.chargeTo(callers);
    }
    int entry = space.tables.entry(page);
    return entry & -Frames.SIZE | address & Frames.SIZE - 1;
  }

  /** Brings a page that the program itself may not touch so, and leaves its rights as they are. */
  private void force(Area area, int page, boolean write) throws KernelError {
    int entry = space.tables.entry(page);
    if (entry == 0) {
      if (space.bring(area, page, false) != FaultResult.DONE) {
        throw Errno.EIO.error();
      }
      entry = space.tables.entry(page);
      int rights = area.allows(false) ? entry : entry & ~PageTables.USER;
      space.tables.setEntry(page, rights & ~PageTables.WRITABLE);
      entry = space.tables.entry(page);
    }
    int frame = entry >>> Frames.BITS;
    if (write && frames.users(frame) > 1) {
      int copy = frames.copyOf(frame);
      frames.release(frame);
      space.tables.setEntry(page, copy << Frames.BITS | entry & Frames.SIZE - 1);
      space.stale().add(page);
    }
  }
}
