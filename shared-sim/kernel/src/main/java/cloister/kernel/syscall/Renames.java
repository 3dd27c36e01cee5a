package cloister.kernel.syscall;

import cloister.kernel.abi.KernelError;
import cloister.kernel.task.Process;
import cloister.kernel.task.Task;
import cloister.kernel.vfs.DescriptorTable;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileEvent;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.PathWalk;

/** What others get to know of a file's new name. */
final class Renames {
  private Renames() {}

  /** Tells those who watch the file and both directories. */
  static void tell(
      Call call, PathWalk.Found old, PathWalk.Found fresh, Inode file, Inode replaced) {
    Directory from = old.parent().directory();
    Directory to = fresh.parent().directory();
    int cookie = call.parts().anonymous().inotify().nextCookie();
    FileEvent.inside(from, old.name(), file, FileEvent.MOVED_FROM, cookie);
    FileEvent.inside(to, fresh.name(), file, FileEvent.MOVED_TO, cookie);
    if (replaced != null) {
      replaced.tell(FileEvent.ATTRIBUTES);
    }
    file.tell(FileEvent.MOVE_SELF);
  }

  /** Files that were opened by the old name are found by the new one from now on. */
  static void follow(Call call, PathWalk.Found old, PathWalk.Found fresh, Inode file)
      throws KernelError {
    if (file instanceof Directory) {
      return;
    }
    for (Process process : call.parts().tasks().processes()) {
      for (Task task : process.tasks()) {
        if (task.files() != null) {
          follow(task.files(), old, fresh, file);
        }
      }
    }
  }

  private static void follow(
      DescriptorTable files, PathWalk.Found old, PathWalk.Found fresh, Inode file)
      throws KernelError {
    for (int i = 0; i < files.room(); i++) {
      if (files.isOpen(i)) {
        FileDescription open = files.get(i);
        if (open.inode() == file && open.isIn(old.parent().directory(), old.name())) {
          open.placeIn(fresh.parent().directory(), fresh.name());
        }
      }
    }
  }
}
