package cloister.kernel.proc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.anon.InotifyUse;
import cloister.kernel.cred.Capability;
import cloister.kernel.net.Network;
import cloister.kernel.net.NetworkNamespace;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.task.Flaws;
import cloister.kernel.task.Namespaces;
import cloister.kernel.task.PidNamespace;
import cloister.kernel.task.TaskTable;
import cloister.kernel.vfs.Caller;
import java.util.List;

/** Settings of the kernel that can be read as files, and some written ({@code /proc/sys}). */
final class ProcSettings {
  private static final int LONGEST_NAME = 64;

  private final PidNamespace numbers;
  private final Namespaces namespaces;
  private final Network network;
  private final Flaws flaws;
  private final InotifyUse inotify;
  private final Caller caller;

  ProcSettings(PidNamespace numbers, ProcContext context, Caller caller) {
    this.numbers = numbers;
    namespaces = context.namespaces();
    network = context.network();
    flaws = context.tasks().flaws();
    this.caller = caller;
    inotify = context.inotify();
  }

  String text(ProcEntry entry) throws KernelError {
    String value =
        switch (entry) {
          case HOST_NAME -> caller.hostNames().host();
          case DOMAIN_NAME -> caller.hostNames().domain();
          case LAST_CAPABILITY -> Integer.toString(Capability.COUNT - 1);
          case LAST_PID -> Integer.toString(numbers.last());
          case MOST_PIDS -> Integer.toString(TaskTable.MOST);
          case RELEASE -> "6.12.0-cloister";
          case SYSTEM -> "Linux";
          case FORWARDS -> here().interfaces().forwards() ? "1" : "0";
          case FIRST_PORT -> Integer.toString(NetworkNamespace.UNPRIVILEGED_PORT);
          case UNCHECKED_WAIT -> flaws.uncheckedWait() ? "1" : "0";
          case INOTIFY_EVENTS -> Integer.toString(inotify.mostEvents());
          case INOTIFY_INSTANCES -> Integer.toString(inotify.mostInstances());
          case INOTIFY_WATCHES -> Integer.toString(inotify.mostWatches());
          case USERS_FOR_ALL -> namespaces.isForEverybody() ? "1" : "0";
          default ->
              ProcIpc.LIMITS.contains(entry)
                  ? new ProcIpc(numbers, caller).limit(entry)
                  : Integer.toString(namespaces.limit(kind(entry)));
        };
    return value + "\n";
  }

  void write(ProcEntry entry, String text) throws KernelError {
    List<String> lines = Words.lines(text);
    String line = lines.isEmpty() ? "" : lines.getFirst();
    switch (entry) {
      case HOST_NAME -> caller.hostNames().setHost(cut(line));
      case DOMAIN_NAME -> caller.hostNames().setDomain(cut(line));
      case LAST_PID -> setLast(line);
      case FORWARDS -> setForwards(line);
      case UNCHECKED_WAIT -> setUncheckedWait(line);
      case INOTIFY_EVENTS -> inotify.setMostEvents(number(line, Integer.MAX_VALUE));
      case INOTIFY_INSTANCES -> inotify.setMostInstances(number(line, Integer.MAX_VALUE));
      case INOTIFY_WATCHES -> inotify.setMostWatches(number(line, Integer.MAX_VALUE));
      case USERS_FOR_ALL -> namespaces.setForEverybody(number(line, Integer.MAX_VALUE) != 0);
      default -> {
        if (ProcIpc.LIMITS.contains(entry)) {
          new ProcIpc(numbers, caller).setLimit(entry, line);
        } else {
          namespaces.setLimit(kind(entry), number(line, Integer.MAX_VALUE));
        }
      }
    }
  }

  private NetworkNamespace here() {
    return (NetworkNamespace) caller.network();
  }

  /** EPERM without CAP_NET_ADMIN over the namespace. */
  private void setForwards(String text) throws KernelError {
    if (!caller.credentials().can(Capability.NET_ADMIN, here().owner())) {
      throw Errno.EPERM.error();
    }
    here().interfaces().setForwards(number(text, Integer.MAX_VALUE) != 0);
    network.rewired();
  }

  /** EPERM behind a fence: whoever has no rights over the host gives its kernel no mistake. */
  private void setUncheckedWait(String text) throws KernelError {
    if (!caller.credentials().canEverywhere(Capability.SYS_ADMIN)) {
      throw Errno.EPERM.error();
    }
    flaws.setUncheckedWait(number(text, 1) != 0);
  }

  private static NamespaceKind kind(ProcEntry entry) throws KernelError {
    if (entry.level != ProcEntry.Level.LIMITS) {
      throw Errno.EINVAL.error();
    }
    return NamespaceKind.named(entry.namespaceKind()).orElseThrow();
  }

  private static String cut(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }

  private void setLast(String text) throws KernelError {
    if (!caller.credentials().can(Capability.SYS_ADMIN, numbers.owner())) {
      throw Errno.EPERM.error();
    }
    numbers.setLast(number(text, TaskTable.MOST - 1));
  }

  static int number(String text, int most) throws KernelError {
    long value = 0;
    if (text.isEmpty()) {
      throw Errno.EINVAL.error();
    }
    for (int i = 0; i < text.length(); i++) {
      value = 10 * value + Character.digit(text.charAt(i), 10);
      if (Character.digit(text.charAt(i), 10) < 0 || value > most) {
        throw Errno.EINVAL.error();
      }
    }
    return (int) value;
  }
}
