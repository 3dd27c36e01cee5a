package cloister.kernel.vfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.Waiter;
import java.util.ArrayList;
import java.util.List;

/**
 * Locks on ranges of a file (fcntl(2)), which processes or open files have. Those of one owner
 * stand together and by their starts, and never overlap.
 */
public final class RecordLocks {
  /** How far a circle of who waits for whom is looked for. */
  private static final int FARTHEST = 10;

  private final List<RecordLock> locks = new ArrayList<>();
  private final LockWaits waits = new LockWaits();

  public List<RecordLock> all() {
    return locks;
  }

  public LockWaits waits() {
    return waits;
  }

  /** The first that is in the way of another; null without one. */
  public RecordLock inTheWayOf(RecordLock asked) {
    for (RecordLock lock : locks) {
      if (asked.conflicts(lock)) {
        return lock;
      }
    }
    return null;
  }

  /**
   * Waits until something is given back.
   *
   * @throws KernelError EDEADLK where who is in the way waits for who asks
   */
  public void await(RecordLock asked, RecordLock inTheWay, Waiter waiter) throws KernelError {
    if (asked.owner() instanceof DescriptorTable files) {
      KernelObject next = inTheWay.owner();
      for (int i = 0; i < FARTHEST && next instanceof DescriptorTable other; i++) {
        next = other.awaitedLockOf();
        if (next == files) {
          throw Errno.EDEADLK.error();
        }
      }
      files.awaitLockOf(inTheWay.owner());
    }
    waits.add(waiter, asked);
  }

  /** Whether two remain of one when this is given back. */
  public boolean splits(RecordLock asked) {
    for (RecordLock lock : locks) {
      if (lock.owner() == asked.owner()
          && lock.start() < asked.start()
          && lock.end() > asked.end()) {
        return true;
      }
    }
    return false;
  }

  /** Takes what nobody is in the way of, or gives it back; the order is Linux's. */
  public void set(RecordLock asked, ObjectIds ids) {
    int before = locks.size();
    change(asked, ids);
    ids.countLocks(locks.size() - before);
  }

  private void change(RecordLock asked, ObjectIds ids) {
    RecordLock request = asked;
    boolean added = false;
    RecordLock left = null;
    RecordLock right = null;
    int at = firstOf(asked.owner());
    while (at < locks.size() && locks.get(at).owner() == asked.owner() && right == null) {
      RecordLock lock = locks.get(at);
      boolean same = lock.kind() == request.kind();
      long near = same ? 1 : 0;
      if (lock.start() - near > request.end()) {
        break;
      }
      if (lock.end() < request.start() - near) {
        at++;
      } else if (same) {
        join(request, lock);
        if (added) {
          locks.remove(at);
        } else {
          request = lock;
          added = true;
          at++;
        }
      } else {
        added |= request.kind() == RecordLock.UNLOCK;
        left = lock.start() < request.start() ? lock : left;
        if (lock.end() > request.end()) {
          right = lock;
        } else if (lock.start() < request.start()) {
          at++;
        } else if (added) {
          locks.remove(at);
        } else {
          request = request.of(request.start(), request.end(), ids.next());
          locks.set(at++, request);
          added = true;
        }
      }
    }
    if (!added && request.kind() == RecordLock.UNLOCK) {
      return;
    }
    if (!added) {
      locks.add(at, request.of(request.start(), request.end(), ids.next()));
    }
    cut(request, left, right, at, ids);
    waits.wakeAll();
  }

  private int firstOf(KernelObject owner) {
    int at = 0;
    while (at < locks.size() && locks.get(at).owner() != owner) {
      at++;
    }
    return at;
  }

  /** Two of one kind that touch become one. */
  private static void join(RecordLock request, RecordLock lock) {
    lock.setStart(Math.min(lock.start(), request.start()));
    lock.setEnd(Math.max(lock.end(), request.end()));
    request.setStart(lock.start());
    request.setEnd(lock.end());
  }

  /** What was locked otherwise stays at the left and at the right of the new one. */
  private void cut(RecordLock request, RecordLock left, RecordLock right, int at, ObjectIds ids) {
    RecordLock before = left;
    if (right != null) {
      if (left == right) {
        before = right.of(right.start(), right.end(), ids.next());
        locks.add(at, before);
      }
      right.setStart(request.end() + 1);
    }
    if (before != null) {
      before.setEnd(request.start() - 1);
    }
  }

  /** What an owner has of the first byte. */
  public int kindOf(KernelObject owner) {
    int at = firstOf(owner);
    return at < locks.size() ? locks.get(at).kind() : RecordLock.UNLOCK;
  }

  /** An owner has nothing any more. */
  public void release(KernelObject owner, ObjectIds ids) {
    int before = locks.size();
    if (locks.removeIf(lock -> lock.owner() == owner)) {
      ids.countLocks(locks.size() - before);
      waits.wakeAll();
    }
  }

  boolean isUsed() {
    return !locks.isEmpty() || !waits.all().isEmpty();
  }

  void save(ObjectWriter out) {
    out.number(locks.size());
    locks.forEach(lock -> lock.save(out));
    waits.save(out);
  }

  void load(ObjectReader in) {
    int count = in.number();
    for (int i = 0; i < count; i++) {
      locks.add(RecordLock.load(in));
    }
    waits.load(in);
  }
}
