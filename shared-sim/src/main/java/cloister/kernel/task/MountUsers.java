package cloister.kernel.task;

import cloister.kernel.vfs.DescriptorTable;
import cloister.kernel.vfs.Mount;
import cloister.kernel.vfs.Path;

/** Who is in a mount: with a root, a working directory, a program or an open file. */
public final class MountUsers {
  private final TaskTable table;

  public MountUsers(TaskTable table) {
    this.table = table;
  }

  public boolean isUsed(Mount mount) {
    return table.processes().stream()
        .flatMap(process -> process.tasks().stream())
        .anyMatch(task -> task.isAlive() && uses(task, mount));
  }

  private static boolean uses(Task task, Mount mount) {
    return isIn(task.place().root(), mount)
        || isIn(task.place().working(), mount)
        || isIn(task.executable(), mount)
        || hasOpen(task.files(), mount);
  }

  private static boolean isIn(Path path, Mount mount) {
    return path != null && path.mount() == mount;
  }

  private static boolean hasOpen(DescriptorTable files, Mount mount) {
    for (int i = 0; i < files.room(); i++) {
      if (files.isOpen(i) && files.opened(i).path().mount() == mount) {
        return true;
      }
    }
    return false;
  }
}
