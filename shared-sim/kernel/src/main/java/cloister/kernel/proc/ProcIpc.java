package cloister.kernel.proc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.ipc.IpcLimits;
import cloister.kernel.ipc.IpcNamespace;
import cloister.kernel.ipc.IpcObject;
import cloister.kernel.ipc.IpcTable;
import cloister.kernel.ipc.MessageQueue;
import cloister.kernel.ipc.Segment;
import cloister.kernel.ipc.SemaphoreSet;
import cloister.kernel.mm.Frames;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.task.PidNamespace;
import cloister.kernel.vfs.Caller;
import java.util.List;

/** Objects of System V and their limits, as {@code /proc} tells whoever finds them (proc(5)). */
final class ProcIpc {
  private final IpcNamespace in;

  /** The settings that are an ipc namespace's own. */
  static final List<ProcEntry> LIMITS =
      List.of(
          ProcEntry.MESSAGE_BYTES,
          ProcEntry.QUEUE_BYTES,
          ProcEntry.MOST_QUEUES,
          ProcEntry.SEMAPHORE_LIMITS,
          ProcEntry.SHARED_PAGES,
          ProcEntry.SEGMENT_BYTES,
          ProcEntry.MOST_SEGMENTS,
          ProcEntry.USUAL_MESSAGES,
          ProcEntry.MOST_MESSAGES,
          ProcEntry.USUAL_MESSAGE_BYTES,
          ProcEntry.MOST_MESSAGE_BYTES,
          ProcEntry.MOST_POSIX_QUEUES);

  /** Of a semop(2), since nobody pays for those that wait. */
  private static final int MOST_OPERATIONS = 1000;

  private final PidNamespace numbers;
  private final UserNamespace users;
  private final Caller caller;

  ProcIpc(PidNamespace numbers, Caller caller) {
    this.numbers = numbers;
    this.caller = caller;
    in = (IpcNamespace) caller.ipc();
    users = caller.credentials().namespace();
  }

  String text(ProcEntry entry) {
    StringBuilder text = new StringBuilder();
    switch (entry) {
      case SYSTEM_V_QUEUES -> {
        text.append("       key      msqid perms      cbytes       qnum lspid lrpid   uid   gid");
        text.append("  cuid  cgid      stime      rtime      ctime\n");
        in.queues().all().forEach(queue -> add(text, queue));
      }
      case SYSTEM_V_SEMAPHORES -> {
        text.append("       key      semid perms      nsems   uid   gid  cuid  cgid");
        text.append("      otime      ctime\n");
        in.sets().all().forEach(set -> add(text, set));
      }
      default -> {
        text.append("       key      shmid perms       size  cpid  lpid nattch   uid   gid");
        text.append("  cuid  cgid      atime      dtime      ctime        rss       swap\n");
        in.segments().all().forEach(segment -> add(text, segment));
      }
    }
    return text.toString();
  }

  private static void pad(StringBuilder text, int width, String value) {
    text.append(" ".repeat(Math.max(0, width - value.length()))).append(value);
  }

  private static void number(StringBuilder text, int width, long value) {
    pad(text, width, Long.toString(value));
  }

  private static void begin(StringBuilder text, IpcObject object) {
    number(text, 10, object.key());
    number(text, 11, object.number());
    pad(text, 6, Integer.toOctalString(object.mode()));
  }

  private void owners(StringBuilder text, IpcObject object) {
    number(text, 6, users.users().shown(object.user()) & 0xffff_ffffL);
    number(text, 6, users.groups().shown(object.group()) & 0xffff_ffffL);
    number(text, 6, users.users().shown(object.creator()) & 0xffff_ffffL);
    number(text, 6, users.groups().shown(object.creatorGroup()) & 0xffff_ffffL);
  }

  private void add(StringBuilder text, MessageQueue queue) {
    begin(text, queue);
    number(text, 12, queue.bytes());
    number(text, 11, queue.count());
    number(text, 6, numbers.fromKernel(queue.sender()));
    number(text, 6, numbers.fromKernel(queue.receiver()));
    owners(text, queue);
    number(text, 11, queue.sent());
    number(text, 11, queue.received());
    number(text, 11, queue.changed());
    text.append('\n');
  }

  private void add(StringBuilder text, SemaphoreSet set) {
    begin(text, set);
    number(text, 11, set.count());
    owners(text, set);
    number(text, 11, set.operated());
    number(text, 11, set.changed());
    text.append('\n');
  }

  private void add(StringBuilder text, Segment segment) {
    begin(text, segment);
    number(text, 11, Integer.toUnsignedLong(segment.bytes()));
    number(text, 6, numbers.fromKernel(segment.maker()));
    number(text, 6, numbers.fromKernel(segment.last()));
    number(text, 7, segment.areas());
    owners(text, segment);
    number(text, 11, segment.attachTime());
    number(text, 11, segment.detachTime());
    number(text, 11, segment.changed());
    number(text, 11, (long) segment.residentPages() * Frames.SIZE);
    number(text, 11, 0);
    text.append('\n');
  }

  // Limits.

  String limit(ProcEntry entry) {
    IpcLimits limits = in.limits();
    return switch (entry) {
      case MESSAGE_BYTES -> Integer.toString(limits.messageBytes());
      case QUEUE_BYTES -> Integer.toString(limits.queueBytes());
      case MOST_QUEUES -> Integer.toString(limits.queues());
      case SHARED_PAGES -> Integer.toUnsignedString(limits.memoryPages());
      case SEGMENT_BYTES -> Integer.toUnsignedString(limits.segmentBytes());
      case MOST_SEGMENTS -> Integer.toString(limits.segments());
      case USUAL_MESSAGES,
          MOST_MESSAGES,
          USUAL_MESSAGE_BYTES,
          MOST_MESSAGE_BYTES,
          MOST_POSIX_QUEUES ->
          Integer.toString(in.posix().limits()[place(entry)]);
      default ->
          limits.setSemaphores()
              + "\t"
              + limits.semaphores()
              + "\t"
              + limits.operations()
              + "\t"
              + limits.sets();
    };
  }

  /** EPERM for who is not root where the namespace was made; EINVAL for what is no such number. */
  void setLimit(ProcEntry entry, String text) throws KernelError {
    if (caller.credentials().euid() != in.owner().users().toKernel(0)) {
      throw Errno.EPERM.error();
    }
    IpcLimits limits = in.limits();
    switch (entry) {
      case MESSAGE_BYTES -> limits.setMessageBytes(number(text, Integer.MAX_VALUE));
      case QUEUE_BYTES -> limits.setQueueBytes(number(text, Integer.MAX_VALUE));
      case MOST_QUEUES -> limits.setQueues(number(text, IpcTable.PLACES));
      case SHARED_PAGES -> limits.setMemoryPages(number(text, 0xffff_ffffL));
      case SEGMENT_BYTES -> limits.setSegmentBytes(number(text, 0xffff_ffffL));
      case MOST_SEGMENTS -> limits.setSegments(number(text, IpcTable.PLACES));
      case USUAL_MESSAGES,
          MOST_MESSAGES,
          USUAL_MESSAGE_BYTES,
          MOST_MESSAGE_BYTES,
          MOST_POSIX_QUEUES -> {
        int[] words = in.posix().limits();
        words[place(entry)] = posix(entry, number(text, Integer.MAX_VALUE));
        in.posix().setLimits(words);
      }
      default -> setSemaphores(text);
    }
  }

  /** Which of the limits of queues of POSIX it is. */
  private static int place(ProcEntry entry) {
    return entry.ordinal() - ProcEntry.USUAL_MESSAGES.ordinal();
  }

  /** EINVAL for less or more than can be. */
  private static int posix(ProcEntry entry, int value) throws KernelError {
    int least =
        switch (entry) {
          case USUAL_MESSAGES, MOST_MESSAGES -> 1;
          case USUAL_MESSAGE_BYTES, MOST_MESSAGE_BYTES -> 128;
          default -> 0;
        };
    int most =
        switch (entry) {
          case USUAL_MESSAGES, MOST_MESSAGES -> 65536;
          case USUAL_MESSAGE_BYTES, MOST_MESSAGE_BYTES -> 16 << 20;
          default -> Integer.MAX_VALUE;
        };
    if (value < least || value > most) {
      throw Errno.EINVAL.error();
    }
    return value;
  }

  private void setSemaphores(String text) throws KernelError {
    IpcLimits limits = in.limits();
    int[] words = {limits.setSemaphores(), limits.semaphores(), limits.operations(), limits.sets()};
    List<String> given = Words.of(text);
    for (int i = 0; i < Math.min(words.length, given.size()); i++) {
      int most = i == 3 ? IpcTable.PLACES : i == 2 ? MOST_OPERATIONS : Integer.MAX_VALUE;
      words[i] = number(given.get(i), most);
    }
    limits.setSemaphores(words);
  }

  /** Digits alone, as a number of 32 bits. */
  private static int number(String text, long most) throws KernelError {
    long value = 0;
    String digits = text.strip();
    if (digits.isEmpty()) {
      throw Errno.EINVAL.error();
    }
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 10);
      value = 10 * value + digit;
      if (digit < 0 || value > most) {
        throw Errno.EINVAL.error();
      }
    }
    return (int) value;
  }
}
