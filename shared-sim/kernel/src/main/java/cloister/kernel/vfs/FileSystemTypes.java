package cloister.kernel.vfs;

import cloister.kernel.abi.KernelError;
import cloister.kernel.cgroup.CgroupNamespace;
import cloister.kernel.cred.Credentials;
import cloister.kernel.ns.Namespace;

/** The file systems that can be mounted (filesystems(5)). */
public interface FileSystemTypes {
  /**
   * What is known of a mount that is asked for.
   *
   * @param options the file system's own, separated by commas
   * @param flags of the mount ({@link Mount})
   * @param processes the namespace whose processes a procfs shows
   * @param objects the namespace whose queues an mqueue shows
   * @param network the namespace whose interfaces a sysfs shows
   * @param groups the namespace whose groups a cgroup2 shows
   * @param paths finds what options name
   */
  record Request(
      String options,
      int flags,
      Credentials who,
      Namespace processes,
      Namespace objects,
      Namespace network,
      CgroupNamespace groups,
      Paths paths) {}

  /** Finds files for the task that mounts. */
  interface Paths {
    /** What a path leads to. ENOENT, EACCES and the like. */
    Path find(String path) throws KernelError;
  }

  /** As {@code /proc/filesystems} lists them. */
  String list();

  /** The root of a file system. ENODEV for a type that is not there, EPERM, EINVAL. */
  Directory open(String type, Request request) throws KernelError;

  /** The queues of POSIX that an ipc namespace has. */
  Directory queues(Namespace objects);

  /** Gives one that is there other options. */
  void change(FileSystem system, String options, Credentials who) throws KernelError;
}
