package cloister.kernel.task;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** All tasks and processes by their numbers. */
public final class TaskTable {
  /** Numbers are below this (kernel.pid_max). */
  public static final int MOST = 32768;

  /** After the first round numbers begin here. */
  static final int RESERVED = 300;

  private final TreeMap<Integer, Task> tasks = new TreeMap<>();
  private final TreeMap<Integer, Process> processes = new TreeMap<>();
  private final List<PidNamespace> inner = new ArrayList<>();
  private final Flaws flaws = new Flaws();
  private int last;

  /** Logins so far. */
  private int auditSessions;

  /** A number that nobody has. */
  int freeNumber() throws KernelError {
    for (int tried = 0; tried < MOST; tried++) {
      last = last + 1 >= MOST ? RESERVED : last + 1;
      if (!isUsed(last)) {
        inner.forEach(one -> one.forget(last));
        return last;
      }
    }
    throw Errno.EAGAIN.error();
  }

  /** Groups and sessions keep their numbers from being given to others. */
  boolean isUsed(int number) {
    return tasks.containsKey(number)
        || processes.containsKey(number)
        || processes.values().stream()
            .anyMatch(one -> one.group() == number || one.session() == number);
  }

  /** Namespaces of numbers below the first one. */
  List<PidNamespace> inner() {
    return inner;
  }

  int last() {
    return last;
  }

  void setLast(int number) {
    last = number;
  }

  void add(Task task) {
    tasks.put(task.tid(), task);
    processes.put(task.process().pid(), task.process());
  }

  void remove(Task task) {
    tasks.remove(task.tid());
  }

  void remove(Process process) {
    processes.remove(process.pid());
    process.pids().unuse();
    process.tasks().forEach(this::remove);
  }

  public Optional<Task> task(int tid) {
    return Optional.ofNullable(tasks.get(tid));
  }

  public Optional<Process> process(int pid) {
    return Optional.ofNullable(processes.get(pid));
  }

  /** The process of a number in a namespace. */
  public Optional<Process> process(int number, PidNamespace in) {
    return process(in.toKernel(number));
  }

  public Optional<Task> task(int number, PidNamespace in) {
    return task(in.toKernel(number));
  }

  /** The first task that lives in an address space (Linux's owner of an mm). */
  public Optional<Task> livingIn(AddressSpace space) {
    return tasks.values().stream().filter(task -> task.space() == space).findFirst();
  }

  public Collection<Process> processes() {
    return processes.values();
  }

  public int count() {
    return tasks.size();
  }

  public boolean hasGroup(int group, int session) {
    return processes.values().stream()
        .anyMatch(one -> one.group() == group && one.session() == session);
  }

  /** No process of a group has a parent in another group of its session (POSIX, XBD 3.264). */
  public boolean isOrphaned(int group) {
    return processes.values().stream()
        .filter(one -> one.group() == group && !one.isZombie() && one.parent() != null)
        .noneMatch(
            one ->
                one.parent().pid() != 1
                    && one.parent().session() == one.session()
                    && one.parent().group() != group);
  }

  /** Whether a process of a group is stopped. */
  boolean hasStopped(int group) {
    return tasks.values().stream()
        .anyMatch(one -> one.process().group() == group && one.state() == TaskState.STOPPED);
  }

  /** Timers of a user's processes, and signals that wait there (RLIMIT_SIGPENDING). */
  public long signalsOf(int user) {
    long count = 0;
    for (Process process : processes.values()) {
      if (!process.isZombie() && process.leader().credentials().uid() == user) {
        count += process.timers().count() + process.pending().counted();
        for (Task task : process.tasks()) {
          count += task.pending().counted();
        }
      }
    }
    return count;
  }

  /** The number of a login (sessionid). */
  public int nextAuditSession() {
    return ++auditSessions;
  }

  public Process init() {
    return processes.get(1);
  }

  public Flaws flaws() {
    return flaws;
  }

  public void save(ObjectWriter out) {
    out.number(last);
    out.number(auditSessions);
    flaws.save(out);
    out.pointers(inner);
    out.pointers(List.copyOf(tasks.values()));
    out.pointers(List.copyOf(processes.values()));
  }

  private List<Task> loadedTasks = List.of();
  private List<Process> loadedProcesses = List.of();

  public void load(ObjectReader in) {
    last = in.number();
    auditSessions = in.number();
    flaws.load(in);
    inner.clear();
    inner.addAll(in.<PidNamespace>pointers());
    loadedTasks = in.pointers();
    loadedProcesses = in.pointers();
  }

  /** All objects are loaded: their numbers are known. */
  public void loaded() {
    tasks.clear();
    processes.clear();
    loadedTasks.forEach(task -> tasks.put(task.tid(), task));
    loadedProcesses.forEach(process -> processes.put(process.pid(), process));
    loadedTasks = List.of();
    loadedProcesses = List.of();
  }
}
