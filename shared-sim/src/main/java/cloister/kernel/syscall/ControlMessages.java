package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.net.Incoming;
import cloister.kernel.net.MessageFlags;
import cloister.kernel.net.Sender;
import cloister.kernel.vfs.FileDescription;
import java.util.ArrayList;
import java.util.List;

/** What goes along with a message: open files and credentials (cmsg(3), unix(7)). */
final class ControlMessages {
  private static final int SOCKET_LEVEL = 1;
  private static final int RIGHTS = 1;
  private static final int CREDENTIALS = 2;
  private static final int TIME_TO_LIVE = 2;
  private static final int HEADER = 12;
  private static final int CREDENTIAL_BYTES = 12;
  private static final int MOST_RIGHTS = 253;
  private static final int LONGEST = 1 << 14;

  private final Call call;
  private final UserMemory memory;

  ControlMessages(Call call) {
    this.call = call;
    memory = call.memory();
  }

  /** What a program sends along. */
  record Sent(List<FileDescription> rights, Sender sender) {}

  /** How much was written, and flags of recvmsg(2). */
  record Written(int bytes, int flags) {}

  Sent read(int at, int room) throws KernelError {
    List<FileDescription> rights = new ArrayList<>();
    Sender sender = null;
    if (room < 0 || room > LONGEST) {
      throw Errno.ENOBUFS.error();
    }
    for (int done = 0; done + HEADER <= room; ) {
      int length = memory.read32(at + done);
      int type = memory.read32(at + done + 8);
      if (length < HEADER || length > room - done) {
        throw Errno.EINVAL.error();
      }
      if (memory.read32(at + done + 4) == SOCKET_LEVEL) {
        switch (type) {
          case RIGHTS -> readRights(at + done + HEADER, length - HEADER, rights);
          case CREDENTIALS -> sender = readSender(at + done + HEADER, length - HEADER);
          default -> throw Errno.EINVAL.error();
        }
      }
      done += length + 3 & ~3;
    }
    return new Sent(rights, sender);
  }

  private void readRights(int at, int bytes, List<FileDescription> rights) throws KernelError {
    if (rights.size() + bytes / 4 > MOST_RIGHTS) {
      throw Errno.EINVAL.error();
    }
    for (int i = 0; i < bytes / 4; i++) {
      rights.add(call.task().files().get(memory.read32(at + 4 * i)));
    }
  }

  /** Only the truth, unless a capability allows something else. EPERM otherwise. */
  private Sender readSender(int at, int bytes) throws KernelError {
    if (bytes != CREDENTIAL_BYTES) {
      throw Errno.EINVAL.error();
    }
    Credentials who = call.task().credentials();
    int process = call.caller().kernelNumber(memory.read32(at));
    int user = who.namespace().users().toKernel(memory.read32(at + 4));
    int group = who.namespace().groups().toKernel(memory.read32(at + 8));
    if (user == -1 || group == -1) {
      throw Errno.EINVAL.error();
    }
    boolean own = process == call.task().process().pid();
    boolean ownUser = user == who.uid() || user == who.euid() || user == who.suid();
    boolean ownGroup = group == who.gid() || group == who.egid() || group == who.sgid();
    boolean may =
        (own || who.can(Capability.SYS_ADMIN))
            && (ownUser || who.can(Capability.SETUID))
            && (ownGroup || who.can(Capability.SETGID));
    if (!may) {
      throw Errno.EPERM.error();
    }
    if (process == -1) {
      throw Errno.ESRCH.error();
    }
    return new Sender(process, user, group);
  }

  /** As a program in its namespaces is told of somebody. */
  static int[] shown(Call call, Sender sender) {
    var users = call.task().credentials().namespace();
    int process = sender.process() == 0 ? 0 : call.caller().number(sender.process());
    return new int[] {
      process, users.users().shown(sender.user()), users.groups().shown(sender.group())
    };
  }

  /** Tells a program what has come along; open files get descriptors as long as there is room. */
  Written write(int at, int room, Incoming with, boolean close) throws KernelError {
    int done = 0;
    int flags = 0;
    if (with.sender() != null) {
      int whole = HEADER + CREDENTIAL_BYTES;
      if (room < HEADER) {
        flags = MessageFlags.CONTROL_TRUNCATED;
      } else {
        int fits = Math.min(room, whole);
        header(at, fits, CREDENTIALS);
        int[] words = shown(call, with.sender());
        for (int i = 0; i < (fits - HEADER) / 4; i++) {
          memory.write32(at + HEADER + 4 * i, words[i]);
        }
        flags = fits < whole ? MessageFlags.CONTROL_TRUNCATED : 0;
        done = fits;
      }
    }
    if (with.life() != 0 && room - done >= HEADER + 4) {
      header(at + done, HEADER + 4, TIME_TO_LIVE);
      memory.write32(at + done + 4, 0);
      memory.write32(at + done + HEADER, with.life());
      done += HEADER + 4;
    }
    List<FileDescription> rights = with.rights();
    if (rights.isEmpty()) {
      return new Written(done, flags);
    }
    int most = Math.min(rights.size(), Math.max(0, (room - done - HEADER) / 4));
    int put = putRights(at + done + HEADER, rights.subList(0, most), close);
    flags |= put < rights.size() ? MessageFlags.CONTROL_TRUNCATED : 0;
    if (put > 0) {
      header(at + done, HEADER + 4 * put, RIGHTS);
      done += HEADER + 4 * put;
    }
    return new Written(done, flags);
  }

  private int putRights(int at, List<FileDescription> rights, boolean close) throws KernelError {
    int put = 0;
    for (FileDescription file : rights) {
      try {
        int number = call.task().files().add(file, 0, call.descriptorLimit(), close);
        memory.write32(at + 4 * put, number);
      } catch (KernelError full) {
        if (full.errno() == Errno.EMFILE) {
          return put;
        }
        throw full;
      }
      put++;
    }
    return put;
  }

  private void header(int at, int length, int type) throws KernelError {
    memory.write32(at, length);
    memory.write32(at + 4, SOCKET_LEVEL);
    memory.write32(at + 8, type);
  }
}
