package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Credentials;
import cloister.kernel.ipc.IpcNamespace;
import cloister.kernel.ipc.IpcObject;
import cloister.kernel.ipc.IpcTable;
import cloister.kernel.ipc.Sleeper;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.ns.UserNamespace;
import java.util.Optional;

/** What calls about objects of System V have in common, and the one that is all of them: ipc(2). */
final class IpcCalls {
  static final int REMOVE = 0;
  static final int SET = 1;
  static final int STATUS = 2;
  static final int LIMITS = 3;
  static final int NO_WAIT = 04000;

  static final int READ = 0444;
  static final int WRITE = 0222;

  /** The structures are those with 32 bits for users and groups (IPC_64). */
  private static final int WIDE = 0x100;

  private static final int MODE_AT = 20;
  private static final int ROUND_AT = 24;

  private IpcCalls() {}

  static void addTo(Rows rows) {
    String narrow = "Structures with 16 bits for users are refused: IPC_64 has to be said.";
    rows.partial(117, "ipc", "dxxxpx", narrow, IpcCalls::any);
  }

  private static long any(Call call) throws KernelError {
    int version = call.argument(0) >>> 16;
    int first = call.argument(1);
    int second = call.argument(2);
    int third = call.argument(3);
    int pointer = call.argument(4);
    int fifth = call.argument(5);
    return switch (call.argument(0) & 0xffff) {
      case 1 -> SemaphoreCalls.operate(call, first, pointer, second, 0, 4);
      case 2 -> SemaphoreCalls.get(call, first, second, third);
      case 3 -> {
        if (pointer == 0) {
          throw Errno.EINVAL.error();
        }
        int value = call.memory().read32(pointer);
        int command = narrowed(third, SemaphoreCalls.usesStructure(third & ~WIDE));
        yield SemaphoreCalls.control(call, first, second, command, value);
      }
      case 4 -> SemaphoreCalls.operate(call, first, pointer, second, fifth, 4);
      case 11 -> QueueCalls.send(call, first, pointer, second, third);
      case 12 -> {
        if (version != 0) {
          yield QueueCalls.receive(call, first, pointer, second, fifth, third);
        }
        if (pointer == 0) {
          throw Errno.EINVAL.error();
        }
        int to = call.memory().read32(pointer);
        int type = call.memory().read32(pointer + 4);
        yield QueueCalls.receive(call, first, to, second, type, third);
      }
      case 13 -> QueueCalls.get(call, first, second);
      case 14 -> QueueCalls.control(call, first, narrowed(second, true), pointer);
      case 21 -> {
        if (version == 1) {
          throw Errno.EINVAL.error();
        }
        call.memory().write32(third, (int) SegmentCalls.attach(call, first, pointer, second));
        yield 0;
      }
      case 22 -> SegmentCalls.detach(call, pointer);
      case 23 -> SegmentCalls.get(call, first, second, third);
      case 24 -> SegmentCalls.control(call, first, narrowed(second, true), pointer);
      default -> throw Errno.ENOSYS.error();
    };
  }

  /** A command without IPC_64. EINVAL where it would be about an old structure. */
  private static int narrowed(int command, boolean structured) throws KernelError {
    int plain = command & ~WIDE;
    if ((command & WIDE) == 0 && structured && plain != REMOVE && plain != LIMITS) {
      throw Errno.EINVAL.error();
    }
    return plain;
  }

  // For all kinds.

  static IpcNamespace namespace(Call call) {
    return call.task().ipc();
  }

  static Credentials who(Call call) {
    return call.task().credentials();
  }

  /** The object of an identifier, or of any at its place where a tool lists all (…_STAT). */
  static <T extends IpcObject> T find(IpcTable<T> table, int number, boolean byPlace)
      throws KernelError {
    if (number < 0) {
      throw Errno.EINVAL.error();
    }
    return byPlace ? table.atPlace(number) : table.get(number);
  }

  /** Writes a struct ipc64_perm of 36 bytes. */
  static void writePermissions(Call call, int at, IpcObject object) throws KernelError {
    UserMemory memory = call.memory();
    UserNamespace users = who(call).namespace();
    memory.write32(at, object.key());
    memory.write32(at + 4, users.users().shown(object.user()));
    memory.write32(at + 8, users.groups().shown(object.group()));
    memory.write32(at + 12, users.users().shown(object.creator()));
    memory.write32(at + 16, users.groups().shown(object.creatorGroup()));
    memory.write32(at + MODE_AT, object.mode());
    memory.write32(at + ROUND_AT, IpcTable.round(object.number()));
    memory.write64(at + 28, 0);
  }

  /**
   * Other owners and rights, from a struct ipc64_perm. EINVAL for users that there are not.
   *
   * @return the user, the group and the rights, for when they are to count
   */
  static int[] readPermissions(Call call, int at) throws KernelError {
    int user = call.memory().read32(at + 4);
    int group = call.memory().read32(at + 8);
    return new int[] {user, group, call.memory().read32(at + MODE_AT)};
  }

  /** The kernel's ids of a user and a group that are told. EINVAL for those that there are not. */
  static int[] owners(Call call, int[] told) throws KernelError {
    UserNamespace users = who(call).namespace();
    int user = users.users().toKernel(told[0]);
    int group = users.groups().toKernel(told[1]);
    if (user == -1 || group == -1) {
      throw Errno.EINVAL.error();
    }
    return new int[] {user, group};
  }

  /** Seconds since 1970, as all times of these objects are kept. */
  static long now(Call call) {
    return call.time().realNanos() / 1_000_000_000;
  }

  // Waiting.

  /** What the task waits at, if it goes on with its call. */
  static Optional<Sleeper> sleeper(Call call) {
    return namespace(call).sleepers().of(call.task());
  }

  /**
   * Waits until somebody has done what the task waits for. EAGAIN when the time is up.
   *
   * @param interrupted the result when a signal is there
   * @return {@link Call#BLOCKED}, or that result
   */
  static long await(Call call, int interrupted) throws KernelError {
    boolean late = call.isTimeUp();
    long result = late ? 0 : call.await(interrupted);
    if (result != Call.BLOCKED) {
      namespace(call).sleepers().forget(call.task());
    }
    if (late) {
      throw Errno.EAGAIN.error();
    }
    return result;
  }
}
