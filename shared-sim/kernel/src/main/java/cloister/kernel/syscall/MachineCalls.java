package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.ns.UtsNamespace;
import cloister.kernel.task.ProcessSettings;
import cloister.kernel.time.KernelTime;

/** The machine as a whole: uname(2), sethostname(2), sysinfo(2), getrandom(2), sync(2). */
final class MachineCalls {
  private static final int NAME_BYTES = 65;
  private static final int SYSINFO_BYTES = 64;
  private static final int CHUNK = 256;

  private MachineCalls() {}

  static void addTo(Rows rows) {
    rows.full(36, "sync", "", call -> 0)
        .full(74, "sethostname", "pd", MachineCalls::setHost)
        .full(116, "sysinfo", "p", MachineCalls::info)
        .full(121, "setdomainname", "pd", MachineCalls::setDomain)
        .full(122, "uname", "p", MachineCalls::uname)
        .partial(
            136,
            "personality",
            "x",
            "It is kept for all threads together, and changes nothing.",
            MachineCalls::personality)
        .full(355, "getrandom", "pdx", MachineCalls::random);
  }

  private static long uname(Call call) throws KernelError {
    UtsNamespace names = call.task().namespaces().uts();
    String[] all = {
      Identity.SYSTEM,
      names.host(),
      Identity.RELEASE,
      Identity.VERSION,
      Identity.MACHINE,
      names.domain()
    };
    byte[] bytes = new byte[NAME_BYTES * all.length];
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < all[i].length(); j++) {
        bytes[NAME_BYTES * i + j] = (byte) all[i].charAt(j);
      }
    }
    call.memory().write(call.argument(0), bytes, 0, bytes.length);
    return 0;
  }

  private static String name(Call call) throws KernelError {
    UtsNamespace names = call.task().namespaces().uts();
    if (!call.task().credentials().can(Capability.SYS_ADMIN, names.owner())) {
      throw Errno.EPERM.error();
    }
    int count = call.argument(1);
    if (count < 0 || count > NAME_BYTES - 1) {
      throw Errno.EINVAL.error();
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append((char) call.memory().read8(call.argument(0) + i));
    }
    return text.toString();
  }

  private static long setHost(Call call) throws KernelError {
    call.task().namespaces().uts().setHost(name(call));
    return 0;
  }

  private static long setDomain(Call call) throws KernelError {
    call.task().namespaces().uts().setDomain(name(call));
    return 0;
  }

  /** struct sysinfo. */
  private static long info(Call call) throws KernelError {
    UserMemory memory = call.memory();
    Frames frames = call.parts().frames();
    int at = call.argument(0);
    long uptime = call.time().monotonicNanos() + call.task().times().boot();
    memory.write(at, new byte[SYSINFO_BYTES], 0, SYSINFO_BYTES);
    memory.write32(at, (int) (uptime / KernelTime.NANOS_PER_SECOND));
    memory.write32(at + 16, frames.total() << Frames.BITS);
    memory.write32(at + 20, frames.free() << Frames.BITS);
    memory.write16(at + 40, call.parts().tasks().count());
    memory.write32(at + 52, 1);
    return 0;
  }

  private static long personality(Call call) {
    ProcessSettings settings = call.task().process().settings();
    int before = settings.personality;
    if (call.argument(0) != -1) {
      settings.personality = call.argument(0);
    }
    return before & 0xffff_ffffL;
  }

  private static long random(Call call) throws KernelError {
    if ((call.argument(2) & ~7) != 0) {
      throw Errno.EINVAL.error();
    }
    int count = Math.min(call.argument(1), 1 << 20);
    byte[] bytes = new byte[CHUNK];
    for (int done = 0; done < count; done += CHUNK) {
      int most = Math.min(CHUNK, count - done);
      call.parts().random().fill(bytes, most);
      call.memory().write(call.argument(0) + done, bytes, 0, most);
    }
    return count;
  }
}
