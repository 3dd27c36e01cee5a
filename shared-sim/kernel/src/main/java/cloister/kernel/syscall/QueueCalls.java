package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.ipc.IpcLimits;
import cloister.kernel.ipc.IpcNamespace;
import cloister.kernel.ipc.MessageChoice;
import cloister.kernel.ipc.MessageQueue;
import cloister.kernel.ipc.QueuedMessage;
import cloister.kernel.ipc.Receiver;
import cloister.kernel.ipc.Sleeper;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.task.Restart;
import java.util.Optional;

/** Message queues of System V: msgget(2), msgsnd(2), msgrcv(2), msgctl(2). */
final class QueueCalls {
  private static final int CUT = 010000;
  private static final int EXCEPT = 020000;
  private static final int COPY = 040000;
  private static final int STATUS_AT = 11;
  private static final int USE = 12;
  private static final int ANY_STATUS_AT = 13;

  private static final int MOST_BYTES_AT = 68;

  private QueueCalls() {}

  static void addTo(Rows rows) {
    rows.full(399, "msgget", "Ki", call -> get(call, call.argument(0), call.argument(1)))
        .full(
            400,
            "msgsnd",
            "dpdx",
            call ->
                send(call, call.argument(0), call.argument(1), call.argument(2), call.argument(3)))
        .full(
            401,
            "msgrcv",
            "dpddx",
            call ->
                receive(
                    call,
                    call.argument(0),
                    call.argument(1),
                    call.argument(2),
                    call.argument(3),
                    call.argument(4)))
        .full(
            402,
            "msgctl",
            "dxp",
            call -> control(call, call.argument(0), call.argument(1), call.argument(2)));
  }

  static long get(Call call, int key, int flags) throws KernelError {
    return IpcCalls.namespace(call).queue(key, flags, IpcCalls.who(call)).number();
  }

  static long send(Call call, int number, int at, int size, int flags) throws KernelError {
    IpcNamespace in = IpcCalls.namespace(call);
    int type = call.memory().read32(at);
    if (size < 0 || size > in.limits().messageBytes() || number < 0 || type < 1) {
      throw Errno.EINVAL.error();
    }
    MessageQueue queue;
    try {
      queue = in.queues().get(number);
    } catch (KernelError gone) {
      throw call.pending().note != 0 ? Errno.EIDRM.error() : gone;
    }
    queue.keep(size);
    boolean sent = false;
    try {
      byte[] text = new byte[size];
      call.memory().read(at + 4, text, 0, size);
      in.requireRights(queue, IpcCalls.who(call), IpcCalls.WRITE);
      if (queue.hasRoomFor(size)) {
        queue.send(new QueuedMessage(type, text));
        call.copied(size);
        sent = true;
        return 0;
      }
    } finally {
      if (!sent) {
        queue.drop(size);
      }
    }
    if ((flags & IpcCalls.NO_WAIT) != 0) {
      throw Errno.EAGAIN.error();
    }
    queue.awaitRoom(call.task());
    call.pending().note = 1;
    return call.await(Restart.NO_HANDLER);
  }

  /**
   * @param size the most bytes of text
   */
  static long receive(Call call, int number, int at, int size, int type, int flags)
      throws KernelError {
    Optional<Sleeper> before = IpcCalls.sleeper(call);
    if (before.isPresent()) {
      Sleeper sleeper = before.get();
      if (!sleeper.isDone()) {
        return IpcCalls.await(call, Restart.NO_HANDLER);
      }
      IpcCalls.namespace(call).sleepers().remove(sleeper);
      Errno error = sleeper.error().orElse(null);
      if (error == null) {
        return give(call, at, size, ((Receiver) sleeper).message());
      }
      if (error != Errno.EAGAIN) {
        throw error.error();
      }
    }
    boolean copies = (flags & COPY) != 0;
    boolean wrong = copies && ((flags & EXCEPT) != 0 || (flags & IpcCalls.NO_WAIT) == 0);
    if (number < 0 || size < 0 || wrong) {
      throw Errno.EINVAL.error();
    }
    IpcNamespace in = IpcCalls.namespace(call);
    MessageQueue queue = in.queues().get(number);
    in.requireRights(queue, IpcCalls.who(call), IpcCalls.READ);
    MessageChoice choice = MessageChoice.of(type, flags);
    Optional<QueuedMessage> found = queue.find(choice);
    if (found.isPresent()) {
      QueuedMessage message = found.get();
      if (size < message.text().length && (flags & CUT) == 0) {
        throw Errno.E2BIG.error();
      }
      if (!copies) {
        queue.take(message);
      }
      return give(call, at, size, message);
    }
    if ((flags & IpcCalls.NO_WAIT) != 0) {
      throw Errno.ENOMSG.error();
    }
    queue.await(call.task(), choice, (flags & CUT) != 0 ? Integer.MAX_VALUE : size);
    return IpcCalls.await(call, Restart.NO_HANDLER);
  }

  private static long give(Call call, int at, int size, QueuedMessage message) throws KernelError {
    int count = Math.min(size, message.text().length);
    call.memory().write32(at, message.type());
    call.memory().write(at + 4, message.text(), 0, count);
    call.copied(count);
    return count;
  }

  static long control(Call call, int number, int command, int at) throws KernelError {
    if (number < 0 || command < 0) {
      throw Errno.EINVAL.error();
    }
    IpcNamespace in = IpcCalls.namespace(call);
    return switch (command) {
      case IpcCalls.LIMITS, USE -> {
        writeLimits(call, at, in, command == USE);
        yield in.queues().highest();
      }
      case IpcCalls.STATUS, STATUS_AT, ANY_STATUS_AT -> {
        MessageQueue queue = IpcCalls.find(in.queues(), number, command != IpcCalls.STATUS);
        if (command != ANY_STATUS_AT) {
          in.requireRights(queue, IpcCalls.who(call), IpcCalls.READ);
        }
        write(call, at, queue);
        yield command == IpcCalls.STATUS ? 0 : queue.number();
      }
      case IpcCalls.SET -> set(call, in, number, at);
      case IpcCalls.REMOVE -> {
        MessageQueue queue = in.queues().get(number);
        in.requireOwner(queue, IpcCalls.who(call));
        in.remove(queue);
        yield 0;
      }
      default -> throw Errno.EINVAL.error();
    };
  }

  private static long set(Call call, IpcNamespace in, int number, int at) throws KernelError {
    int[] told = IpcCalls.readPermissions(call, at);
    int most = call.memory().read32(at + MOST_BYTES_AT);
    MessageQueue queue = in.queues().get(number);
    in.requireOwner(queue, IpcCalls.who(call));
    boolean more = Integer.compareUnsigned(most, in.limits().queueBytes()) > 0;
    if (more && !IpcCalls.who(call).canEverywhere(Capability.SYS_RESOURCE)) {
      throw Errno.EPERM.error();
    }
    int[] owners = IpcCalls.owners(call, told);
    queue.giveTo(owners[0], owners[1], told[2], IpcCalls.now(call));
    queue.setMostBytes(most);
    return 0;
  }

  /** A struct msqid64_ds. */
  private static void write(Call call, int at, MessageQueue queue) throws KernelError {
    UserMemory memory = call.memory();
    IpcCalls.writePermissions(call, at, queue);
    memory.write64(at + 36, queue.sent());
    memory.write64(at + 44, queue.received());
    memory.write64(at + 52, queue.changed());
    memory.write32(at + 60, queue.bytes());
    memory.write32(at + 64, queue.count());
    memory.write32(at + MOST_BYTES_AT, queue.mostBytes());
    memory.write32(at + 72, call.caller().number(queue.sender()));
    memory.write32(at + 76, call.caller().number(queue.receiver()));
    memory.write64(at + 80, 0);
  }

  /** A struct msginfo: what there may be, or in three places what there is. */
  private static void writeLimits(Call call, int at, IpcNamespace in, boolean use)
      throws KernelError {
    IpcLimits limits = in.limits();
    int messages = 0;
    int bytes = 0;
    for (MessageQueue queue : in.queues().all()) {
      messages += queue.count();
      bytes += queue.bytes();
    }
    int[] words = {
      use ? in.queues().count() : 512000,
      use ? messages : 16384,
      limits.messageBytes(),
      limits.queueBytes(),
      limits.queues(),
      16,
      use ? bytes : 16384
    };
    for (int i = 0; i < words.length; i++) {
      call.memory().write32(at + 4 * i, words[i]);
    }
    call.memory().write16(at + 28, 0xffff);
  }
}
