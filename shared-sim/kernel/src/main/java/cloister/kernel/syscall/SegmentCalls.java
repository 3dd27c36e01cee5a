package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.ipc.IpcLimits;
import cloister.kernel.ipc.IpcNamespace;
import cloister.kernel.ipc.Segment;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Area;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.task.Limits;

/** Shared memory of System V: shmget(2), shmat(2), shmdt(2), shmctl(2). */
final class SegmentCalls {
  private static final int READ_ONLY = 010000;
  private static final int ROUND = 020000;
  private static final int REPLACE = 040000;
  private static final int EXECUTE = 0100000;
  private static final int LOCK = 11;
  private static final int UNLOCK = 12;
  private static final int STATUS_AT = 13;
  private static final int USE = 14;
  private static final int ANY_STATUS_AT = 15;
  private static final int EXECUTE_RIGHTS = 0111;

  private SegmentCalls() {}

  static void addTo(Rows rows) {
    String huge = "No huge pages; SHM_NORESERVE reserves as well.";
    rows.partial(
            395,
            "shmget",
            "Kdi",
            huge,
            call -> get(call, call.argument(0), call.argument(1), call.argument(2)))
        .full(
            396,
            "shmctl",
            "dxp",
            call -> control(call, call.argument(0), call.argument(1), call.argument(2)))
        .full(
            397,
            "shmat",
            "dpx",
            call -> attach(call, call.argument(0), call.argument(1), call.argument(2)))
        .full(398, "shmdt", "p", call -> detach(call, call.argument(0)));
  }

  static long get(Call call, int key, int bytes, int flags) throws KernelError {
    return IpcCalls.namespace(call).segment(key, bytes, flags, IpcCalls.who(call)).number();
  }

  static long attach(Call call, int number, int address, int flags) throws KernelError {
    IpcNamespace in = IpcCalls.namespace(call);
    int at = place(number, address, flags);
    int rights = Area.READ | ((flags & READ_ONLY) != 0 ? 0 : Area.WRITE);
    int asked = IpcCalls.READ | ((flags & READ_ONLY) != 0 ? 0 : IpcCalls.WRITE);
    if ((flags & EXECUTE) != 0) {
      rights |= Area.EXECUTE;
      asked |= EXECUTE_RIGHTS;
    }
    Segment segment = in.segments().get(number);
    in.requireRights(segment, IpcCalls.who(call), asked);
    AddressSpace space = call.task().space();
    int first = at >>> Frames.BITS;
    int pages = segment.pages();
    if (at == 0) {
      first = space.findFree(pages, 0);
    } else {
      if (first + pages > AddressSpace.END) {
        throw (flags & REPLACE) != 0 ? Errno.ENOMEM.error() : Errno.EINVAL.error();
      }
      if ((flags & REPLACE) == 0 && !space.isFree(first, first + pages)) {
        throw Errno.EINVAL.error();
      }
      if (first < AddressSpace.LOWEST && !IpcCalls.who(call).canEverywhere(Capability.SYS_RAWIO)) {
        throw Errno.EPERM.error();
      }
    }
    segment.attach(space, first, rights);
    return (first << Frames.BITS) & 0xffff_ffffL;
  }

  /** Where it is to be; 0 for anywhere. */
  private static int place(int number, int address, int flags) throws KernelError {
    int offset = address & Frames.SIZE - 1;
    boolean replaces = (flags & REPLACE) != 0;
    boolean crooked = offset != 0 && (flags & ROUND) == 0;
    if (number < 0 || crooked || replaces && address - offset == 0) {
      throw Errno.EINVAL.error();
    }
    return address - offset;
  }

  static long detach(Call call, int address) throws KernelError {
    boolean aligned = (address & Frames.SIZE - 1) == 0;
    if (!aligned || !call.task().space().detach(address >>> Frames.BITS)) {
      throw Errno.EINVAL.error();
    }
    return 0;
  }

  static long control(Call call, int number, int command, int at) throws KernelError {
    if (number < 0 || command < 0) {
      throw Errno.EINVAL.error();
    }
    IpcNamespace in = IpcCalls.namespace(call);
    return switch (command) {
      case IpcCalls.LIMITS -> {
        writeLimits(call, at, in.limits());
        yield in.segments().highest();
      }
      case USE -> {
        writeUse(call, at, in);
        yield in.segments().highest();
      }
      case IpcCalls.STATUS, STATUS_AT, ANY_STATUS_AT -> {
        Segment segment = IpcCalls.find(in.segments(), number, command != IpcCalls.STATUS);
        if (command != ANY_STATUS_AT) {
          in.requireRights(segment, IpcCalls.who(call), IpcCalls.READ);
        }
        write(call, at, segment);
        yield command == IpcCalls.STATUS ? 0 : segment.number();
      }
      case IpcCalls.SET -> {
        int[] told = IpcCalls.readPermissions(call, at);
        Segment segment = in.segments().get(number);
        in.requireOwner(segment, IpcCalls.who(call));
        int[] owners = IpcCalls.owners(call, told);
        segment.giveTo(owners[0], owners[1], told[2], IpcCalls.now(call));
        yield 0;
      }
      case IpcCalls.REMOVE -> {
        Segment segment = in.segments().get(number);
        in.requireOwner(segment, IpcCalls.who(call));
        in.remove(segment);
        yield 0;
      }
      case LOCK, UNLOCK -> {
        Segment segment = in.segments().get(number);
        requireMayLock(call, in, segment, command == LOCK);
        segment.setLocked(command == LOCK);
        yield 0;
      }
      default -> throw Errno.EINVAL.error();
    };
  }

  private static void requireMayLock(Call call, IpcNamespace in, Segment segment, boolean locks)
      throws KernelError {
    if (IpcCalls.who(call).can(Capability.IPC_LOCK, in.owner())) {
      return;
    }
    boolean none = call.task().process().limits().soft(Limits.LOCKED_MEMORY) == 0;
    if (!segment.belongsTo(IpcCalls.who(call)) || locks && none) {
      throw Errno.EPERM.error();
    }
  }

  /** A struct shmid64_ds. */
  private static void write(Call call, int at, Segment segment) throws KernelError {
    UserMemory memory = call.memory();
    IpcCalls.writePermissions(call, at, segment);
    memory.write32(at + 36, segment.bytes());
    memory.write64(at + 40, segment.attachTime());
    memory.write64(at + 48, segment.detachTime());
    memory.write64(at + 56, segment.changed());
    memory.write32(at + 64, call.caller().number(segment.maker()));
    memory.write32(at + 68, call.caller().number(segment.last()));
    memory.write32(at + 72, segment.areas());
    memory.write64(at + 76, 0);
  }

  /** A struct shminfo64. */
  private static void writeLimits(Call call, int at, IpcLimits limits) throws KernelError {
    int[] words = {limits.segmentBytes(), 1, limits.segments(), limits.segments()};
    for (int i = 0; i < words.length; i++) {
      call.memory().write32(at + 4 * i, words[i]);
    }
    call.memory().write32(at + 16, limits.memoryPages());
    call.memory().write64(at + 20, 0);
    call.memory().write64(at + 28, 0);
  }

  /** A struct shm_info. */
  private static void writeUse(Call call, int at, IpcNamespace in) throws KernelError {
    int resident = 0;
    for (Segment segment : in.segments().all()) {
      resident += segment.residentPages();
    }
    int[] words = {in.segments().count(), (int) in.segmentPages(), resident, 0, 0, 0};
    for (int i = 0; i < words.length; i++) {
      call.memory().write32(at + 4 * i, words[i]);
    }
  }
}
