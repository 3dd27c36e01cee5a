package cloister.kernel.vfs;

import cloister.kernel.abi.KernelError;
import cloister.kernel.cgroup.CgroupNamespace;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.ns.Namespace;
import cloister.kernel.ns.TimeNamespace;
import cloister.kernel.ns.UtsNamespace;

/** The task on whose behalf a file is opened, read, written or asked something. */
public interface Caller {
  Credentials credentials();

  UserMemory memory();

  /** The kernel's number of its process. */
  int processId();

  /** The kernel's number of the thread. */
  int threadId();

  /** A process, group or session as the caller knows it; 0 for one that it cannot see. */
  int number(int kernelNumber);

  /** The kernel's number of what the caller names; -1 where there is no such. */
  int kernelNumber(int number);

  /** The names of the host as it sees them. */
  UtsNamespace hostNames();

  /** By whose clocks it goes. */
  TimeNamespace times();

  /** The network that it sees. */
  Namespace network();

  /** The objects of System V that it finds. */
  Namespace ipc();

  /** The mounts that it sees. */
  MountNamespace mounts();

  /** Which control groups it sees. */
  CgroupNamespace cgroups();

  int processGroup();

  int session();

  /** Sends a signal to all processes of a group, as the terminal does. */
  void signalGroup(int group, int signal);

  /** Whether a signal would be lost on it, because it ignores or blocks it. */
  boolean ignoresOrBlocks(int signal);

  /** Whether there is such a process group in its session. */
  boolean hasGroup(int group);

  /** Nobody else is left in its group who could look after it (setpgid(2)). */
  boolean isInOrphanedGroup();

  /** The terminal of its session. ENXIO without one. */
  FileOperations controllingTerminal() throws KernelError;

  /** Whether its session has one. */
  boolean hasControllingTerminal();

  void setControllingTerminal(FileOperations terminal);

  boolean leadsSession();
}
