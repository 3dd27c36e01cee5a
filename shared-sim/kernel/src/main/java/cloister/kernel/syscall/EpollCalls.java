package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.anon.Epoll;
import cloister.kernel.anon.EpollItem;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.Poll;

/** Waiting for many files: epoll_create(2), epoll_ctl(2), epoll_wait(2). */
final class EpollCalls {
  private static final int ADD = 1;
  private static final int DELETE = 2;
  private static final int MODIFY = 3;
  private static final int MOST_EVENTS = Integer.MAX_VALUE / Epoll.EVENT_BYTES;

  /** What may be asked for along with EPOLLEXCLUSIVE. */
  private static final int BESIDE_EXCLUSIVE =
      Poll.whole(Poll.IN | Poll.OUT)
          | Poll.ALWAYS
          | EpollItem.WAKE_UP
          | EpollItem.EDGE_TRIGGERED
          | EpollItem.EXCLUSIVE;

  private EpollCalls() {}

  static void addTo(Rows rows) {
    rows.full(254, "epoll_create", "d", EpollCalls::createSized)
        .full(329, "epoll_create1", "x", call -> create(call, call.argument(0)))
        .full(255, "epoll_ctl", "fdfp", EpollCalls::control)
        .full(256, "epoll_wait", "fpdd", EpollCalls::await)
        .full(319, "epoll_pwait", "fpddpd", EpollCalls::maskedWait)
        .full(441, "epoll_pwait2", "fpdppd", EpollCalls::timedWait);
  }

  private static long createSized(Call call) throws KernelError {
    if (call.argument(0) <= 0) {
      throw Errno.EINVAL.error();
    }
    return create(call, 0);
  }

  private static long create(Call call, int flags) throws KernelError {
    if ((flags & ~OpenFlags.CLOSE_ON_EXEC) != 0) {
      throw Errno.EINVAL.error();
    }
    var ids = call.parts().ids();
    Epoll epoll = new Epoll(ids.next(), ids);
    FileDescription file = AnonymousCalls.file(call, epoll, "eventpoll", 0);
    epoll.openAs(file, call.task().credentials().uid());
    return AnonymousCalls.open(call, file, flags != 0);
  }

  private static long control(Call call) throws KernelError {
    int how = call.argument(1);
    int events = 0;
    long data = 0;
    if (how != DELETE) {
      UserMemory memory = call.memory();
      events = memory.read32(call.argument(3));
      data = memory.read64(call.argument(3) + 4);
    }
    FileDescription own = AnonymousCalls.opened(call);
    int descriptor = call.argument(2);
    FileDescription file = call.task().files().get(descriptor);
    if (file.is(OpenFlags.PATH)) {
      throw Errno.EBADF.error();
    }
    if (!file.operations().isPollable()) {
      throw Errno.EPERM.error();
    }
    if (file == own || !(own.operations() instanceof Epoll epoll)) {
      throw Errno.EINVAL.error();
    }
    if (how != DELETE) {
      events &= ~EpollItem.WAKE_UP;
      requireExclusive(how, events, file);
    }
    EpollItem item = epoll.find(file, descriptor);
    switch (how) {
      case ADD -> epoll.add(file, descriptor, events, data);
      case DELETE -> epoll.remove(require(item));
      case MODIFY -> {
        if ((require(item).events() & EpollItem.EXCLUSIVE) != 0) {
          throw Errno.EINVAL.error();
        }
        epoll.modify(item, events, data);
      }
      default -> throw Errno.EINVAL.error();
    }
    return 0;
  }

  private static EpollItem require(EpollItem item) throws KernelError {
    if (item == null) {
      throw Errno.ENOENT.error();
    }
    return item;
  }

  private static void requireExclusive(int how, int events, FileDescription file)
      throws KernelError {
    boolean exclusive = (events & EpollItem.EXCLUSIVE) != 0;
    boolean may = file.operations() instanceof Epoll || (events & ~BESIDE_EXCLUSIVE) != 0;
    if (exclusive && (how == MODIFY || how == ADD && may)) {
      throw Errno.EINVAL.error();
    }
  }

  private static long await(Call call) throws KernelError {
    int millis = call.argument(3);
    if (millis >= 0) {
      call.endAfter(millis * 1_000_000L);
    }
    return awaitNow(call);
  }

  private static long maskedWait(Call call) throws KernelError {
    block(call, 4);
    return await(call);
  }

  private static long timedWait(Call call) throws KernelError {
    if (call.argument(3) != 0) {
      call.endAfter(TimeCalls.nanos(call, call.argument(3), 8));
    }
    block(call, 4);
    return awaitNow(call);
  }

  private static void block(Call call, int mask) throws KernelError {
    if (call.argument(mask) != 0 && call.argument(mask + 1) != 8) {
      throw Errno.EINVAL.error();
    }
    PollCalls.block(call, call.argument(mask));
  }

  private static long awaitNow(Call call) throws KernelError {
    FileDescription own = AnonymousCalls.opened(call);
    int most = call.argument(2);
    if (most <= 0 || most > MOST_EVENTS) {
      throw Errno.EINVAL.error();
    }
    UserMemory.requireUserRange(call.argument(1), most * Epoll.EVENT_BYTES);
    if (!(own.operations() instanceof Epoll epoll)) {
      throw Errno.EINVAL.error();
    }
    int told = epoll.tell(call.memory(), call.argument(1), most);
    if (told > 0 || call.isTimeUp()) {
      return told;
    }
    epoll.await(call.task());
    return call.await(-Errno.EINTR.number());
  }
}
