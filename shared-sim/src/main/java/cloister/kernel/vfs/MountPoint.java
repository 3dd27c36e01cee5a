package cloister.kernel.vfs;

/**
 * Where something is mounted.
 *
 * @param holder the directory of a file that is none; null for a directory, which knows its own
 * @param name there
 */
public record MountPoint(Mount mount, Inode inode, Directory holder, String name) {

  /** The place that a path has led to. */
  public static MountPoint of(PathWalk.Found found, Path target) {
    if (target.isDirectory()) {
      return of(target);
    }
    if (target.inode() == target.mount().root().inode()) {
      return new MountPoint(target.mount(), target.inode(), null, "");
    }
    return new MountPoint(target.mount(), target.inode(), found.parent().directory(), found.name());
  }

  public static MountPoint of(Path directory) {
    return new MountPoint(directory.mount(), directory.inode(), null, "");
  }

  MountPoint in(Mount other) {
    return new MountPoint(other, inode, holder, name);
  }

  /** Whether it lies below the root of a mount of the same file system. */
  boolean isWithin(Mount other) {
    Inode root = other.root().inode();
    if (inode == root) {
      return true;
    }
    Directory from = inode instanceof Directory directory ? directory : holder;
    return root instanceof Directory top
        && from != null
        && from.fileSystem() == top.fileSystem()
        && from.isWithin(top);
  }
}
