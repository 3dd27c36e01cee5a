package cloister.kernel.vfs;

/**
 * Where something is mounted, or could be.
 *
 * @param holder the directory of a file that is none; null for a directory, which knows its own,
 *     and for the root of a mount
 * @param name there
 */
public record MountPoint(Mount mount, Inode inode, Directory holder, String name) {

  /** The place that a path has led to. */
  public static MountPoint of(PathWalk.Found found, Path target) {
    boolean known = target.isDirectory() || target.isMountRoot();
    return known ? of(target) : in(found.parent(), found.name(), target.inode());
  }

  /** A directory, or the root of a mount. */
  public static MountPoint of(Path path) {
    return new MountPoint(path.mount(), path.inode(), null, "");
  }

  /** What a directory has under a name. */
  public static MountPoint in(Path directory, String name, Inode file) {
    return file instanceof Directory
        ? new MountPoint(directory.mount(), file, null, "")
        : new MountPoint(directory.mount(), file, directory.directory(), name);
  }

  MountPoint through(Mount other) {
    return new MountPoint(other, inode, holder, name);
  }

  public Path path() {
    return new Path(mount, inode);
  }

  /** Whether it is the same file under the same name, through whatever mount. */
  boolean isSameFile(MountPoint other) {
    boolean sameHolder =
        holder == null ? other.holder == null : other.holder != null && holder.isSame(other.holder);
    return inode.isSame(other.inode) && sameHolder && name.equals(other.name);
  }

  /** Whether it is a file, or lies below it. */
  public boolean isWithin(Inode top) {
    if (inode.isSame(top)) {
      return true;
    }
    Directory from = inode instanceof Directory directory ? directory : holder;
    return top instanceof Directory above
        && from != null
        && from.fileSystem() == above.fileSystem()
        && from.isWithin(above);
  }
}
