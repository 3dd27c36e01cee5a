package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capabilities;
import cloister.kernel.cred.Capability;
import cloister.kernel.task.Inspection;
import cloister.kernel.task.Task;

/** What a task may of what the superuser may: capget(2), capset(2), and their part of prctl(2). */
final class CapabilityCalls {
  /** Versions of the header: one word for each set, or two. */
  private static final int VERSION_1 = 0x19980330;

  private static final int VERSION_2 = 0x20071026;
  private static final int VERSION_3 = 0x20080522;

  private static final int WORD_BYTES = 12;

  private static final int GET_KEEP_CAPS = 7;
  private static final int SET_KEEP_CAPS = 8;
  private static final int READ_BOUND = 23;
  private static final int DROP_BOUND = 24;
  private static final int GET_SECURE_BITS = 27;
  private static final int SET_SECURE_BITS = 28;
  private static final int SET_NO_NEW_PRIVILEGES = 38;
  private static final int GET_NO_NEW_PRIVILEGES = 39;
  private static final int AMBIENT = 47;
  private static final int AMBIENT_IS_SET = 1;
  private static final int AMBIENT_RAISE = 2;
  private static final int AMBIENT_LOWER = 3;
  private static final int AMBIENT_CLEAR = 4;

  private CapabilityCalls() {}

  static void addTo(Rows rows) {
    rows.full(184, "capget", "pp", CapabilityCalls::get)
        .full(185, "capset", "pp", CapabilityCalls::set);
  }

  private static Capabilities own(Call call) {
    return call.task().credentials().capabilities();
  }

  private static long become(Call call, Capabilities others) {
    Inspection.become(call.task(), call.task().credentials().with(others));
    return 0;
  }

  private static boolean can(Call call) {
    return call.task().credentials().can(Capability.SETPCAP);
  }

  /** How many words a set has; EINVAL, and the version that there is, for another one. */
  private static int words(Call call) throws KernelError {
    int header = call.argument(0);
    return switch (call.memory().read32(header)) {
      case VERSION_1 -> 1;
      case VERSION_2, VERSION_3 -> 2;
      default -> {
        call.memory().write32(header, VERSION_3);
        throw Errno.EINVAL.error();
      }
    };
  }

  private static long get(Call call) throws KernelError {
    int data = call.argument(1);
    int words;
    try {
      words = words(call);
    } catch (KernelError refused) {
      if (refused.errno() == Errno.EINVAL && data == 0) {
        return 0;
      }
      throw refused;
    }
    int pid = call.memory().read32(call.argument(0) + 4);
    if (pid < 0) {
      throw Errno.EINVAL.error();
    }
    Task task = pid == 0 ? call.task() : call.task(pid);
    Capabilities has = task.credentials().capabilities();
    if (data == 0) {
      throw Errno.EFAULT.error();
    }
    for (int i = 0; i < words; i++) {
      int at = data + WORD_BYTES * i;
      call.memory().write32(at, (int) (has.effective() >>> 32 * i));
      call.memory().write32(at + 4, (int) (has.permitted() >>> 32 * i));
      call.memory().write32(at + 8, (int) (has.inheritable() >>> 32 * i));
    }
    return 0;
  }

  private static long set(Call call) throws KernelError {
    int words = words(call);
    int pid = call.memory().read32(call.argument(0) + 4);
    if (pid != 0 && pid != call.task().number()) {
      throw Errno.EPERM.error();
    }
    long[] sets = new long[3];
    for (int i = 0; i < words; i++) {
      for (int set = 0; set < sets.length; set++) {
        int word = call.memory().read32(call.argument(1) + WORD_BYTES * i + 4 * set);
        sets[set] |= (word & 0xffff_ffffL) << 32 * i;
      }
    }
    long effective = sets[0] & Capability.ALL;
    long permitted = sets[1] & Capability.ALL;
    long inheritable = sets[2] & Capability.ALL;
    Capabilities before = own(call);
    boolean passesMore = (inheritable & ~(before.inheritable() | before.permitted())) != 0;
    boolean allowed =
        (can(call) || !passesMore)
            && (inheritable & ~(before.inheritable() | before.bounding())) == 0
            && (permitted & ~before.permitted()) == 0
            && (effective & ~permitted) == 0;
    if (!allowed) {
      throw Errno.EPERM.error();
    }
    return become(call, before.withSets(permitted, effective, inheritable));
  }

  /** Those options of prctl(2) that are about capabilities. EINVAL for all others. */
  static long control(Call call) throws KernelError {
    Capabilities own = own(call);
    int value = call.argument(1);
    return switch (call.argument(0)) {
      case GET_KEEP_CAPS -> own.hasSecureBit(Capabilities.KEEP_CAPS) ? 1 : 0;
      case SET_KEEP_CAPS -> keep(call, value);
      case READ_BOUND -> bit(own.bounding(), valid(value));
      case DROP_BOUND -> {
        require(can(call), Errno.EPERM);
        yield become(call, own.withBounding(own.bounding() & ~Capability.bit(valid(value))));
      }
      case GET_SECURE_BITS -> own.secureBits();
      case SET_SECURE_BITS -> {
        require(own.permitsSecureBits(value) && can(call), Errno.EPERM);
        yield become(call, own.withSecureBits(value));
      }
      case SET_NO_NEW_PRIVILEGES -> {
        require(value == 1 && isZero(call, 2), Errno.EINVAL);
        yield become(call, own.withoutNewPrivileges());
      }
      case GET_NO_NEW_PRIVILEGES -> {
        require(isZero(call, 1), Errno.EINVAL);
        yield own.noNewPrivileges() ? 1 : 0;
      }
      case AMBIENT -> ambient(call, value);
      default -> throw Errno.EINVAL.error();
    };
  }

  private static void require(boolean holds, Errno otherwise) throws KernelError {
    if (!holds) {
      throw otherwise.error();
    }
  }

  /** Whether the arguments from one on are 0. */
  private static boolean isZero(Call call, int from) {
    boolean zero = true;
    for (int i = from; i < 5; i++) {
      zero &= call.argument(i) == 0;
    }
    return zero;
  }

  private static int valid(int capability) throws KernelError {
    require(Capability.isValid(capability), Errno.EINVAL);
    return capability;
  }

  private static long bit(long set, int capability) {
    return set >>> capability & 1;
  }

  private static long keep(Call call, int value) throws KernelError {
    Capabilities own = own(call);
    require(value == 0 || value == 1, Errno.EINVAL);
    require(!own.hasSecureBit(Capabilities.KEEP_CAPS << 1), Errno.EPERM);
    int others = own.secureBits() & ~Capabilities.KEEP_CAPS;
    return become(call, own.withSecureBits(others | value * Capabilities.KEEP_CAPS));
  }

  private static long ambient(Call call, int what) throws KernelError {
    Capabilities own = own(call);
    if (what == AMBIENT_CLEAR) {
      require(isZero(call, 2), Errno.EINVAL);
      return become(call, own.withAmbient(0));
    }
    int capability = valid(call.argument(2));
    require(isZero(call, 3), Errno.EINVAL);
    long bit = Capability.bit(capability);
    return switch (what) {
      case AMBIENT_IS_SET -> bit(own.ambient(), capability);
      case AMBIENT_RAISE -> {
        boolean had = (own.permitted() & own.inheritable() & bit) != 0;
        require(had && !own.hasSecureBit(Capabilities.NO_AMBIENT_RAISE), Errno.EPERM);
        yield become(call, own.withAmbient(own.ambient() | bit));
      }
      case AMBIENT_LOWER -> become(call, own.withAmbient(own.ambient() & ~bit));
      default -> throw Errno.EINVAL.error();
    };
  }
}
