package cloister.kernel.net;

import cloister.kernel.abi.KernelError;
import cloister.kernel.vfs.Path;

/** What the task sees that asks something of a socket: files, and the networks of others. */
public interface SocketPaths {
  /** Makes a name for a socket. EADDRINUSE where there is one. */
  Path make(String path) throws KernelError;

  /** What a name leads to, which the task may write. ENOENT without it. */
  Path find(String path) throws KernelError;

  /** The network of a process. ESRCH without it. */
  NetworkNamespace networkOf(int process) throws KernelError;

  /** The network that an open file stands for. EINVAL for another file. */
  NetworkNamespace networkBehind(int descriptor) throws KernelError;
}
