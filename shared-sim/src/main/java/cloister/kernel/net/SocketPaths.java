package cloister.kernel.net;

import cloister.kernel.abi.KernelError;
import cloister.kernel.vfs.Path;

/** The tree of files as the task sees it that asks something of a socket. */
public interface SocketPaths {
  /** Makes a name for a socket. EADDRINUSE where there is one. */
  Path make(String path) throws KernelError;

  /** What a name leads to, which the task may write. ENOENT without it. */
  Path find(String path) throws KernelError;
}
