package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.abi.Signal;
import cloister.kernel.ipc.PosixQueues;
import cloister.kernel.mqueue.Notice;
import cloister.kernel.mqueue.PosixMessage;
import cloister.kernel.mqueue.QueueDirectory;
import cloister.kernel.mqueue.QueueFile;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.task.Limits;
import cloister.kernel.task.Process;
import cloister.kernel.task.Restart;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileEvent;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.Permissions;
import java.util.Optional;

/** Message queues of POSIX: mq_open(2), mq_timedsend(2), mq_timedreceive(2), mq_notify(2). */
final class PosixQueueCalls {
  private static final int PRIORITIES = 32768;
  private static final int BY_SIGNAL = 0;
  private static final int BY_NOTHING = 1;
  private static final int FROM_QUEUE = -3;
  private static final int LONGEST_NAME = 255;

  private PosixQueueCalls() {}

  static void addTo(Rows rows) {
    String first = "Of several that wait, who runs first is served first.";
    String thread = "No SIGEV_THREAD.";
    rows.full(277, "mq_open", "sOop", PosixQueueCalls::open)
        .full(278, "mq_unlink", "s", PosixQueueCalls::unlink)
        .partial(279, "mq_timedsend", "fbddp", first, call -> send(call, 4))
        .partial(280, "mq_timedreceive", "fpdpp", first, call -> receive(call, 4))
        .partial(281, "mq_notify", "fp", thread, PosixQueueCalls::ask)
        .full(282, "mq_getsetattr", "fpp", PosixQueueCalls::attributes)
        .partial(418, "mq_timedsend_time64", "fbddp", first, call -> send(call, 8))
        .partial(419, "mq_timedreceive_time64", "fpdpp", first, call -> receive(call, 8));
  }

  private static QueueDirectory queues(Call call) {
    return (QueueDirectory) call.parts().types().queues(call.task().ipc());
  }

  private static String name(Call call) throws KernelError {
    String name = call.path(0);
    if (name.isEmpty()) {
      throw Errno.ENOENT.error();
    }
    boolean special = name.equals(".") || name.equals("..");
    if (special || name.indexOf('/') >= 0) {
      throw Errno.EACCES.error();
    }
    if (name.length() > LONGEST_NAME) {
      throw Errno.ENAMETOOLONG.error();
    }
    return name;
  }

  private static long open(Call call) throws KernelError {
    String name = name(call);
    int flags = call.argument(1);
    QueueDirectory queues = queues(call);
    Permissions.require(queues, Mode.EXECUTE, call.task().credentials());
    Optional<Inode> found = queues.lookup(name);
    boolean creates = (flags & OpenFlags.CREATE) != 0;
    if (found.isEmpty() && !creates) {
      throw Errno.ENOENT.error();
    }
    if (found.isPresent()) {
      if (creates && (flags & OpenFlags.EXCLUSIVE) != 0) {
        throw Errno.EEXIST.error();
      }
      if ((flags & OpenFlags.ACCESS_MODE) == OpenFlags.ACCESS_MODE) {
        throw Errno.EINVAL.error();
      }
      int asked =
          (OpenFlags.reads(flags) ? Mode.READ : 0) | (OpenFlags.writes(flags) ? Mode.WRITE : 0);
      Permissions.require(found.get(), asked, call.task().credentials());
    }
    call.task().files().requireRoom(call.descriptorLimit());
    Inode file = found.isPresent() ? found.get() : make(call, queues, name);
    int kept = flags & (OpenFlags.ACCESS_MODE | OpenFlags.NONBLOCK);
    FileDescription open =
        new FileDescription(call.parts().ids().next())
            .of(new Path(null, file), file, kept, "/" + name);
    open.placeIn(queues, name);
    open.tell(FileEvent.OPEN);
    open.share();
    try {
      return call.task().files().add(open, 0, call.descriptorLimit(), true);
    } finally {
      open.release();
    }
  }

  private static Inode make(Call call, QueueDirectory queues, String name) throws KernelError {
    Permissions.require(queues, Mode.WRITE | Mode.EXECUTE, call.task().credentials());
    PosixQueues limits = call.task().ipc().posix();
    int at = call.argument(3);
    int count = at == 0 ? limits.usualMessages() : call.memory().read32(at + 4);
    int size = at == 0 ? limits.usualBytes() : call.memory().read32(at + 8);
    int mode = call.argument(2) & Mode.PERMISSIONS & ~call.task().place().umask();
    long most = call.task().process().limits().soft(Limits.QUEUES);
    Inode file = queues.queue(Mode.REGULAR | mode, call.task().credentials(), count, size, most);
    queues.add(name, file);
    FileEvent.inside(queues, name, file, FileEvent.CREATE, 0);
    return file;
  }

  private static long unlink(Call call) throws KernelError {
    String name = name(call);
    QueueDirectory queues = queues(call);
    Inode file = queues.lookup(name).orElseThrow(Errno.ENOENT::error);
    Permissions.requireRemoval(queues, file, call.task().credentials());
    queues.remove(name);
    FileEvent.inside(queues, name, file, FileEvent.DELETE, 0);
    return 0;
  }

  private static QueueFile queue(FileDescription file, boolean may) throws KernelError {
    if (!may || !(file.operations() instanceof QueueFile queue)) {
      throw Errno.EBADF.error();
    }
    return queue;
  }

  /** Until a time of the clock that shows the date. EINVAL for what is no time. */
  private static void limit(Call call, int wordBytes) throws KernelError {
    int at = call.argument(4);
    if (at != 0) {
      long until = TimeCalls.nanos(call, at, wordBytes);
      call.endAfter(Math.max(0, until - call.time().realNanos()));
    }
  }

  private static long send(Call call, int wordBytes) throws KernelError {
    int size = call.argument(2);
    int priority = call.argument(3);
    if (Integer.compareUnsigned(priority, PRIORITIES) >= 0) {
      throw Errno.EINVAL.error();
    }
    limit(call, wordBytes);
    FileDescription file = call.file(0);
    QueueFile queue = queue(file, file.writes());
    if (size < 0 || size > queue.mostBytes()) {
      throw Errno.EMSGSIZE.error();
    }
    if (queue.isFull()) {
      requireWait(call, file);
      queue.await(call.task());
      return call.await(Restart.SYSTEM_CALL);
    }
    queue.keep(size);
    byte[] text = new byte[size];
    try {
      call.memory().read(call.argument(1), text, 0, size);
    } catch (KernelError fault) {
      queue.drop(size);
      throw fault;
    }
    call.copied(size);
    queue.send(new PosixMessage(priority, text)).ifPresent(notice -> tell(call, notice));
    return 0;
  }

  private static void tell(Call call, Notice notice) {
    Process told = call.parts().tasks().process(notice.process()).orElse(null);
    // another one may have got the number since
    if (told != null && told.started() == notice.began() && notice.signal() != 0) {
      int sender = call.task().process().numberFor(told);
      int user = call.task().credentials().uid();
      SignalInfo info = new SignalInfo(notice.signal(), FROM_QUEUE, sender, user, notice.value());
      call.parts().signals().send(told, info);
    }
  }

  /** EAGAIN for who does not wait, ETIMEDOUT for who has waited as long as it wanted. */
  private static void requireWait(Call call, FileDescription file) throws KernelError {
    if (file.is(OpenFlags.NONBLOCK)) {
      throw Errno.EAGAIN.error();
    }
    if (call.isTimeUp()) {
      throw Errno.ETIMEDOUT.error();
    }
  }

  private static long receive(Call call, int wordBytes) throws KernelError {
    limit(call, wordBytes);
    FileDescription file = call.file(0);
    QueueFile queue = queue(file, file.reads());
    int most = call.argument(2);
    if (Integer.compareUnsigned(most, queue.mostBytes()) < 0) {
      throw Errno.EMSGSIZE.error();
    }
    if (queue.count() == 0) {
      requireWait(call, file);
      queue.awaitMessage(call.task());
      return call.await(Restart.SYSTEM_CALL);
    }
    PosixMessage message = queue.receive();
    call.memory().write(call.argument(1), message.text(), 0, message.text().length);
    if (call.argument(3) != 0) {
      call.memory().write32(call.argument(3), message.priority());
    }
    call.copied(message.text().length);
    return message.text().length;
  }

  private static long ask(Call call) throws KernelError {
    int at = call.argument(1);
    int value = at == 0 ? 0 : call.memory().read32(at);
    int signal = at == 0 ? 0 : call.memory().read32(at + 4);
    int how = at == 0 ? BY_NOTHING : call.memory().read32(at + 8);
    boolean known = how == BY_NOTHING || how == BY_SIGNAL;
    boolean valid = how != BY_SIGNAL || signal == 0 || Signal.isValid(signal);
    if (!known || !valid) {
      throw Errno.EINVAL.error();
    }
    QueueFile queue = queue(call.file(0), true);
    Process own = call.task().process();
    if (at == 0) {
      queue.flushed(call.task().files());
    } else {
      int by = how == BY_SIGNAL ? signal : 0;
      queue.ask(new Notice(own.pid(), own.started(), call.task().files(), by, value));
    }
    return 0;
  }

  private static long attributes(Call call) throws KernelError {
    int fresh = call.argument(1);
    int old = call.argument(2);
    int flags = fresh == 0 ? 0 : call.memory().read32(fresh);
    if ((flags & ~OpenFlags.NONBLOCK) != 0) {
      throw Errno.EINVAL.error();
    }
    FileDescription file = call.file(0);
    QueueFile queue = queue(file, true);
    int before = file.flags() & OpenFlags.NONBLOCK;
    if (fresh != 0) {
      file.setFlags(file.flags() & ~OpenFlags.NONBLOCK | flags);
    }
    if (old != 0) {
      int[] words = {before, queue.mostMessages(), queue.mostBytes(), queue.count(), 0, 0, 0, 0};
      for (int i = 0; i < words.length; i++) {
        call.memory().write32(old + 4 * i, words[i]);
      }
    }
    return 0;
  }
}
