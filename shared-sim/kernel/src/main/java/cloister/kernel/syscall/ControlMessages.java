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

  /**
   * Tells a program what has come along; open files get descriptors as long as there is room. Where
   * a program may not write, it is told of nothing, as the bytes are there already.
   */
  Written write(int at, int room, Incoming with, boolean close) {
    int done = 0;
    int flags = 0;
    if (with.sender() != null) {
      int whole = HEADER + CREDENTIAL_BYTES;
      int fits = room < HEADER ? 0 : Math.min(room, whole);
      flags = fits < whole ? MessageFlags.CONTROL_TRUNCATED : 0;
      if (fits > 0 && put(at, fits, SOCKET_LEVEL, CREDENTIALS, shown(call, with.sender()))) {
        done = fits;
      }
    }
    boolean tells = with.life() != 0 && room - done >= HEADER + 4;
    if (tells && put(at + done, HEADER + 4, 0, TIME_TO_LIVE, with.life())) {
      done += HEADER + 4;
    }
    List<FileDescription> rights = with.rights();
    if (rights.isEmpty()) {
      return new Written(done, flags);
    }
    int most = Math.min(rights.size(), Math.max(0, (room - done - HEADER) / 4));
    int count = putRights(at + done + HEADER, rights.subList(0, most), close);
    flags |= count < rights.size() ? MessageFlags.CONTROL_TRUNCATED : 0;
    int bytes = HEADER + 4 * count;
    if (count > 0 && put(at + done, bytes, SOCKET_LEVEL, RIGHTS)) {
      done += bytes;
    }
    return new Written(done, flags);
  }

  /** How many of the files the program has now: no more than it has room for. */
  private int putRights(int at, List<FileDescription> rights, boolean close) {
    int count = 0;
    while (count < rights.size() && putRight(at + 4 * count, rights.get(count), close)) {
      count++;
    }
    return count;
  }

  private boolean putRight(int at, FileDescription file, boolean close) {
    var files = call.task().files();
    try {
      int number = files.add(file, 0, call.descriptorLimit(), close);
      try {
        memory.write32(at, number);
      } catch (KernelError refused) {
        files.close(number);
        throw refused;
      }
      return true;
    } catch (KernelError full) {
      return false;
    }
  }

  /** Writes a header, and as many words as its length says. False where that is not allowed. */
  private boolean put(int at, int length, int level, int type, int... words) {
    try {
      memory.write32(at, length);
      memory.write32(at + 4, level);
      memory.write32(at + 8, type);
      for (int i = 0; i < Math.min(words.length, (length - HEADER) / 4); i++) {
        memory.write32(at + HEADER + 4 * i, words[i]);
      }
      return true;
    } catch (KernelError refused) {
      return false;
    }
  }
}
