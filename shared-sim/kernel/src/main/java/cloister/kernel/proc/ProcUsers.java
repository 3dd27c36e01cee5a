package cloister.kernel.proc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.ns.IdMap;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.vfs.Caller;
import java.util.ArrayList;
import java.util.List;

/** The maps of a user namespace and how they are set, once (user_namespaces(7)). */
final class ProcUsers {
  private static final int MOST_RANGES = 340;

  private final UserNamespace namespace;

  ProcUsers(UserNamespace namespace) {
    this.namespace = namespace;
  }

  String text(ProcEntry entry, Caller caller) {
    if (entry == ProcEntry.SET_GROUPS) {
      return namespace.setsGroups() ? "allow\n" : "deny\n";
    }
    boolean users = entry == ProcEntry.USER_MAP;
    UserNamespace reader = caller.credentials().namespace();
    UserNamespace lower =
        reader == namespace && namespace.parent() != null ? namespace.parent() : reader;
    IdMap map = users ? namespace.users() : namespace.groups();
    IdMap shown = users ? lower.users() : lower.groups();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < map.ranges().length; i += 3) {
      text.append(column(map.ranges()[i])).append(' ');
      text.append(column(shown.fromKernel(map.ranges()[i + 1]))).append(' ');
      text.append(column(map.ranges()[i + 2])).append('\n');
    }
    return text.toString();
  }

  private static String column(int value) {
    String text = Integer.toUnsignedString(value);
    return " ".repeat(Math.max(0, 10 - text.length())) + text;
  }

  /**
   * Whoever has opened the file needs the rights, and for more than the own id the writer as well:
   * else a program with more rights could be led to write for somebody with less.
   */
  void write(ProcEntry entry, String text, Credentials who, Credentials writer) throws KernelError {
    if (entry == ProcEntry.SET_GROUPS) {
      setGroups(text, who);
      return;
    }
    boolean users = entry == ProcEntry.USER_MAP;
    UserNamespace parent = namespace.parent();
    boolean near = who.namespace() == namespace || who.namespace() == parent;
    IdMap before = users ? namespace.users() : namespace.groups();
    boolean may = parent != null && near && who.can(Capability.SYS_ADMIN, namespace);
    if (!may || !before.isEmpty()) {
      throw Errno.EPERM.error();
    }
    int[] ranges = parse(text);
    if (!permits(ranges, users, who, writer)) {
      throw Errno.EPERM.error();
    }
    IdMap above = users ? parent.users() : parent.groups();
    for (int i = 0; i < ranges.length; i += 3) {
      ranges[i + 1] = above.rangeToKernel(ranges[i + 1], ranges[i + 2]);
      if (ranges[i + 1] == -1) {
        throw Errno.EPERM.error();
      }
    }
    if (users) {
      namespace.setUsers(new IdMap(ranges));
    } else {
      namespace.setGroups(new IdMap(ranges));
    }
  }

  /** The own id alone, or with a capability in the namespace above. */
  private boolean permits(int[] ranges, boolean users, Credentials who, Credentials writer) {
    UserNamespace parent = namespace.parent();
    boolean one = ranges.length == 3 && ranges[2] == 1 && namespace.creator() == who.euid();
    if (one && users && parent.users().toKernel(ranges[1]) == who.euid()) {
      return true;
    }
    boolean ownGroup = one && !users && parent.groups().toKernel(ranges[1]) == who.egid();
    if (ownGroup && !namespace.setsGroups()) {
      return true;
    }
    int needed = users ? Capability.SETUID : Capability.SETGID;
    return writer.can(needed, parent) && (writer == who || who.can(needed, parent));
  }

  private static int[] parse(String text) throws KernelError {
    List<Integer> words = new ArrayList<>();
    for (String line : Words.lines(text)) {
      int before = words.size();
      for (String word : Words.of(line)) {
        words.add(number(word));
      }
      requireRange(words, before);
    }
    if (words.isEmpty() || words.size() > 3 * MOST_RANGES) {
      throw Errno.EINVAL.error();
    }
    int[] ranges = new int[words.size()];
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = words.get(i);
    }
    return ranges;
  }

  /** 32 bits without a sign. */
  private static int number(String text) throws KernelError {
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 10);
      value = 10 * value + digit;
      if (digit < 0 || value >> 32 != 0) {
        throw Errno.EINVAL.error();
      }
    }
    return (int) value;
  }

  /** Three words, of some ids, that no range before has. */
  private static void requireRange(List<Integer> words, int from) throws KernelError {
    boolean whole = words.size() == from + 3 && words.get(from + 2) != 0;
    for (int i = 0; whole && i < from; i += 3) {
      whole = apart(words, i, from, 0) && apart(words, i, from, 1);
    }
    if (!whole) {
      throw Errno.EINVAL.error();
    }
  }

  private static boolean apart(List<Integer> words, int one, int other, int part) {
    long first = Integer.toUnsignedLong(words.get(one + part));
    long second = Integer.toUnsignedLong(words.get(other + part));
    return first + Integer.toUnsignedLong(words.get(one + 2)) <= second
        || second + Integer.toUnsignedLong(words.get(other + 2)) <= first;
  }

  private void setGroups(String text, Credentials who) throws KernelError {
    if (!who.can(Capability.SYS_ADMIN, namespace)) {
      throw Errno.EACCES.error();
    }
    switch (text.strip()) {
      case "deny" -> {
        if (!namespace.groups().isEmpty()) {
          throw Errno.EPERM.error();
        }
        namespace.denySetGroups();
      }
      case "allow" -> {
        if (!namespace.setsGroups()) {
          throw Errno.EPERM.error();
        }
      }
      default -> throw Errno.EINVAL.error();
    }
  }
}
