package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.ipc.IpcLimits;
import cloister.kernel.ipc.IpcNamespace;
import cloister.kernel.ipc.SemaphoreOperations;
import cloister.kernel.ipc.SemaphoreSet;
import cloister.kernel.ipc.Sleeper;
import cloister.kernel.ipc.UndoList;
import cloister.kernel.mm.UserMemory;
import java.util.Optional;

/** Semaphores of System V: semget(2), semop(2), semctl(2). */
final class SemaphoreCalls {
  private static final int GET_PROCESS = 11;
  private static final int GET_VALUE = 12;
  private static final int GET_ALL = 13;
  private static final int COUNT_MORE = 14;
  private static final int COUNT_ZERO = 15;
  private static final int SET_VALUE = 16;
  private static final int SET_ALL = 17;
  private static final int STATUS_AT = 18;
  private static final int USE = 19;
  private static final int ANY_STATUS_AT = 20;

  private static final int OPERATION_BYTES = 6;

  /** More need more memory at once than there is, whatever the limit says. */
  private static final int MOST_OPERATIONS = 65536;

  private SemaphoreCalls() {}

  static void addTo(Rows rows) {
    rows.full(
            393,
            "semget",
            "Kdi",
            call -> get(call, call.argument(0), call.argument(1), call.argument(2)))
        .full(
            394,
            "semctl",
            "ddxx",
            call ->
                control(
                    call, call.argument(0), call.argument(1), call.argument(2), call.argument(3)))
        .full(
            420,
            "semtimedop_time64",
            "dmdp",
            call ->
                operate(
                    call,
                    call.argument(0),
                    call.argument(1),
                    call.argument(2),
                    call.argument(3),
                    8));
  }

  static long get(Call call, int key, int count, int flags) throws KernelError {
    return IpcCalls.namespace(call).set(key, count, flags, IpcCalls.who(call)).number();
  }

  // semop.

  /**
   * @param limit address of the time that it may wait; 0 for as long as it takes
   * @param wordBytes of the words of that time
   */
  static long operate(Call call, int number, int at, int count, int limit, int wordBytes)
      throws KernelError {
    Optional<Sleeper> before = IpcCalls.sleeper(call);
    if (before.isPresent()) {
      return goOn(call, before.get());
    }
    IpcNamespace in = IpcCalls.namespace(call);
    if (limit != 0) {
      call.endAfter(TimeCalls.nanos(call, limit, wordBytes));
    }
    if (number < 0 || count < 1) {
      throw Errno.EINVAL.error();
    }
    if (count > in.limits().operations()) {
      throw Errno.E2BIG.error();
    }
    SemaphoreOperations asked = read(call, in, number, at, count);
    SemaphoreSet set = in.sets().get(number);
    if (asked.highest() >= set.count()) {
      throw Errno.EFBIG.error();
    }
    in.requireRights(set, IpcCalls.who(call), asked.alter() ? IpcCalls.WRITE : IpcCalls.READ);
    if (set.operate(asked, call.task())) {
      return 0;
    }
    return IpcCalls.await(call, -Errno.EINTR.number());
  }

  private static long goOn(Call call, Sleeper sleeper) throws KernelError {
    if (!sleeper.isDone()) {
      return IpcCalls.await(call, -Errno.EINTR.number());
    }
    IpcCalls.namespace(call).sleepers().remove(sleeper);
    if (sleeper.error().isPresent()) {
      throw sleeper.error().get().error();
    }
    return 0;
  }

  private static SemaphoreOperations read(Call call, IpcNamespace in, int number, int at, int count)
      throws KernelError {
    if (count > MOST_OPERATIONS) {
      throw Errno.ENOMEM.error();
    }
    int[] numbers = new int[count];
    int[] changes = new int[count];
    int[] flags = new int[count];
    boolean undoes = false;
    for (int i = 0; i < count; i++) {
      long words = word(call, at + OPERATION_BYTES * i);
      numbers[i] = (int) words & 0xffff;
      changes[i] = (short) (words >>> 16);
      flags[i] = (int) (words >>> 32) & 0xffff;
      undoes |= (flags[i] & SemaphoreOperations.UNDO) != 0;
    }
    UndoList list = undoes ? undoList(call, in, number) : null;
    return new SemaphoreOperations(numbers, changes, flags, call.task().process().pid(), list);
  }

  /** Six bytes, lowest first. */
  private static long word(Call call, int at) throws KernelError {
    long value = 0;
    for (int i = 0; i < OPERATION_BYTES; i++) {
      value |= (long) call.memory().read8(at + i) << 8 * i;
    }
    return value;
  }

  private static UndoList undoList(Call call, IpcNamespace in, int number) throws KernelError {
    if (call.task().undo() == null) {
      call.task().setUndo(new UndoList(call.parts().ids().next()));
    }
    in.sets().get(number).prepare(call.task().undo());
    return call.task().undo();
  }

  // semctl.

  /** Whether the fourth argument of a command is the address of a structure with users. */
  static boolean usesStructure(int command) {
    return switch (command) {
      case IpcCalls.SET, IpcCalls.STATUS, STATUS_AT, ANY_STATUS_AT -> true;
      default -> false;
    };
  }

  /**
   * @param value the fourth argument: a number or an address
   */
  static long control(Call call, int number, int index, int command, int value) throws KernelError {
    if (number < 0) {
      throw Errno.EINVAL.error();
    }
    IpcNamespace in = IpcCalls.namespace(call);
    return switch (command) {
      case IpcCalls.LIMITS, USE -> {
        writeLimits(call, value, in, command == USE);
        yield in.sets().highest();
      }
      case IpcCalls.STATUS, STATUS_AT, ANY_STATUS_AT -> {
        SemaphoreSet set = IpcCalls.find(in.sets(), number, command != IpcCalls.STATUS);
        if (command != ANY_STATUS_AT) {
          in.requireRights(set, IpcCalls.who(call), IpcCalls.READ);
        }
        write(call, value, set);
        yield command == IpcCalls.STATUS ? 0 : set.number();
      }
      case IpcCalls.SET -> {
        int[] told = IpcCalls.readPermissions(call, value);
        SemaphoreSet set = in.sets().get(number);
        in.requireOwner(set, IpcCalls.who(call));
        int[] owners = IpcCalls.owners(call, told);
        set.giveTo(owners[0], owners[1], told[2], IpcCalls.now(call));
        yield 0;
      }
      case IpcCalls.REMOVE -> {
        SemaphoreSet set = in.sets().get(number);
        in.requireOwner(set, IpcCalls.who(call));
        in.remove(set);
        yield 0;
      }
      case SET_VALUE -> setValue(call, in, number, index, value);
      case GET_ALL, SET_ALL -> all(call, in, number, command == SET_ALL, value);
      case GET_PROCESS, GET_VALUE, COUNT_MORE, COUNT_ZERO -> {
        SemaphoreSet set = in.sets().get(number);
        in.requireRights(set, IpcCalls.who(call), IpcCalls.READ);
        requireIndex(set, index);
        yield one(call, set, index, command);
      }
      default -> throw Errno.EINVAL.error();
    };
  }

  private static void requireIndex(SemaphoreSet set, int index) throws KernelError {
    if (index < 0 || index >= set.count()) {
      throw Errno.EINVAL.error();
    }
  }

  private static long one(Call call, SemaphoreSet set, int index, int command) {
    return switch (command) {
      case GET_PROCESS -> call.caller().number(set.process(index));
      case GET_VALUE -> set.value(index);
      default -> set.waiting(index, command == COUNT_ZERO);
    };
  }

  private static long setValue(Call call, IpcNamespace in, int number, int index, int value)
      throws KernelError {
    if (value < 0 || value > IpcLimits.SEMAPHORE_VALUE) {
      throw Errno.ERANGE.error();
    }
    SemaphoreSet set = in.sets().get(number);
    requireIndex(set, index);
    in.requireRights(set, IpcCalls.who(call), IpcCalls.WRITE);
    set.set(index, value);
    return 0;
  }

  private static long all(Call call, IpcNamespace in, int number, boolean sets, int at)
      throws KernelError {
    SemaphoreSet set = in.sets().get(number);
    in.requireRights(set, IpcCalls.who(call), sets ? IpcCalls.WRITE : IpcCalls.READ);
    UserMemory memory = call.memory();
    if (!sets) {
      for (int i = 0; i < set.count(); i++) {
        memory.write16(at + 2 * i, set.value(i));
      }
      return 0;
    }
    int[] values = new int[set.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = memory.read8(at + 2 * i) | memory.read8(at + 2 * i + 1) << 8;
    }
    for (int value : values) {
      if (value > IpcLimits.SEMAPHORE_VALUE) {
        throw Errno.ERANGE.error();
      }
    }
    set.setAll(values);
    return 0;
  }

  /** A struct semid64_ds. */
  private static void write(Call call, int at, SemaphoreSet set) throws KernelError {
    UserMemory memory = call.memory();
    IpcCalls.writePermissions(call, at, set);
    memory.write64(at + 36, set.operated());
    memory.write64(at + 44, set.changed());
    memory.write32(at + 52, set.count());
    memory.write64(at + 56, 0);
  }

  /** A struct seminfo: what there may be, or in two places what there is. */
  private static void writeLimits(Call call, int at, IpcNamespace in, boolean use)
      throws KernelError {
    IpcLimits limits = in.limits();
    int all = 1024000000;
    int most = IpcLimits.SEMAPHORE_VALUE;
    int[] words = {
      all,
      limits.sets(),
      limits.semaphores(),
      all,
      limits.setSemaphores(),
      limits.operations(),
      500,
      use ? in.sets().count() : 20,
      most,
      use ? (int) in.semaphores() : most
    };
    for (int i = 0; i < words.length; i++) {
      call.memory().write32(at + 4 * i, words[i]);
    }
  }
}
