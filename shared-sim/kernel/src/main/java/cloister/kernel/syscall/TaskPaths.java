package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.fs.NamespaceFile;
import cloister.kernel.net.NetworkNamespace;
import cloister.kernel.net.SocketPaths;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.PathWalk;
import cloister.kernel.vfs.Permissions;

/** Files and networks as the task sees them that makes a call. */
record TaskPaths(Call call) implements SocketPaths {
  @Override
  public Path make(String path) throws KernelError {
    PathWalk.Found found = call.find(Call.AT_WORKING_DIRECTORY, path, false);
    if (found.target().isPresent()) {
      throw Errno.EADDRINUSE.error();
    }
    if (found.endsInSlash()) {
      throw Errno.ENOENT.error();
    }
    Inode file = PathCalls.make(call, found, Mode.SOCKET | 0777, 0);
    return new Path(found.parent().mount(), file);
  }

  @Override
  public Path find(String path) throws KernelError {
    Path found = call.find(Call.AT_WORKING_DIRECTORY, path, true).require();
    Permissions.require(found.inode(), Mode.WRITE, call.task().credentials());
    return found;
  }

  @Override
  public NetworkNamespace networkOf(int process) throws KernelError {
    var namespaces = call.process(process).leader().namespaces();
    if (namespaces == null) {
      throw Errno.ESRCH.error();
    }
    return (NetworkNamespace) namespaces.get(NamespaceKind.NETWORK);
  }

  @Override
  public NetworkNamespace networkBehind(int descriptor) throws KernelError {
    Inode inode = call.task().files().get(descriptor).inode();
    if (inode instanceof NamespaceFile file && file.namespace() instanceof NetworkNamespace found) {
      return found;
    }
    throw Errno.EINVAL.error();
  }
}
