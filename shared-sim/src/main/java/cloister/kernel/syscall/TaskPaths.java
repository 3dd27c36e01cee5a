package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.net.SocketPaths;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.PathWalk;
import cloister.kernel.vfs.Permissions;

/** The tree of files as the task sees it that makes a call. */
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
}
