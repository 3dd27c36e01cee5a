package cloister.kernel.task;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.cgroup.CgroupNamespace;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.ns.Namespace;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.ns.TimeNamespace;
import cloister.kernel.ns.UtsNamespace;
import cloister.kernel.tty.Tty;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.MountNamespace;

/** A task as files see it. */
public final class TaskCaller implements Caller {
  private final Task task;
  private final UserMemory memory;
  private final TaskTable table;
  private final SignalSender signals;

  public TaskCaller(Task task, UserMemory memory, TaskTable table, SignalSender signals) {
    this.task = task;
    this.memory = memory;
    this.table = table;
    this.signals = signals;
  }

  @Override
  public Credentials credentials() {
    return task.credentials();
  }

  @Override
  public UserMemory memory() {
    return memory;
  }

  @Override
  public int number(int kernelNumber) {
    return task.process().pids().fromKernel(kernelNumber);
  }

  @Override
  public int kernelNumber(int number) {
    return task.process().pids().toKernel(number);
  }

  @Override
  public int threadId() {
    return task.tid();
  }

  @Override
  public int processId() {
    return task.process().pid();
  }

  @Override
  public TimeNamespace times() {
    return task.times();
  }

  @Override
  public UtsNamespace hostNames() {
    return task.namespaces().uts();
  }

  @Override
  public Namespace network() {
    return task.namespaces().get(NamespaceKind.NETWORK);
  }

  @Override
  public Namespace ipc() {
    return task.ipc();
  }

  @Override
  public MountNamespace mounts() {
    return task.mounts();
  }

  @Override
  public CgroupNamespace cgroups() {
    return (CgroupNamespace) task.namespaces().get(NamespaceKind.CGROUP);
  }

  @Override
  public int processGroup() {
    return task.process().group();
  }

  @Override
  public int session() {
    return task.process().session();
  }

  @Override
  public void signalGroup(int group, int signal) {
    signals.sendGroup(group, signal);
  }

  @Override
  public boolean ignoresOrBlocks(int signal) {
    return task.handlers().of(signal).isIgnored() || (task.blocked() & Signal.bit(signal)) != 0;
  }

  @Override
  public boolean hasGroup(int group) {
    return table.hasGroup(group, session());
  }

  @Override
  public boolean isInOrphanedGroup() {
    return table.isOrphaned(processGroup());
  }

  @Override
  public FileOperations controllingTerminal() throws KernelError {
    if (!hasControllingTerminal()) {
      throw Errno.ENXIO.error();
    }
    return task.process().terminal();
  }

  @Override
  public boolean hasControllingTerminal() {
    FileOperations terminal = task.process().terminal();
    return terminal != null && !(terminal instanceof Tty tty && tty.isHungUp());
  }

  @Override
  public void setControllingTerminal(FileOperations terminal) {
    task.process().setTerminal(terminal);
  }

  @Override
  public boolean leadsSession() {
    return task.process().session() == task.process().pid();
  }
}
