package cloister.kernel.overlay;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cred.Credentials;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.DirectoryEntry;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.FileSystemTypes;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.Permissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The directories that an overlay is made of.
 *
 * @param lowers the uppermost first
 * @param upper null without one
 * @param around what whiteouts are made in; null without an upper layer
 */
public record OverlayLayers(List<Directory> lowers, Directory upper, Directory around) {
  /** Overlays upon overlays. */
  private static final int DEEPEST = 2;

  /** EINVAL and ELOOP for layers that do not go together or are no directories, ENOENT. */
  public static OverlayLayers find(OverlayOptions options, FileSystemTypes.Paths paths)
      throws KernelError {
    List<Directory> lowers = new ArrayList<>();
    for (String lower : options.lowers()) {
      lowers.add(layer(paths.find(lower)));
    }
    for (Directory lower : lowers) {
      require(depth(lower) < DEEPEST);
    }
    if (options.upper().isEmpty()) {
      requireApart(lowers, lowers);
      return new OverlayLayers(lowers, null, null);
    }
    Path upper = paths.find(options.upper());
    Path work = paths.find(options.work());
    Directory upperDirectory = layer(upper);
    Directory workDirectory = layer(work);
    boolean writable = !upper.mount().isReadOnly() && !isOverlay(upperDirectory.fileSystem());
    boolean apart =
        !upperDirectory.isWithin(workDirectory) && !workDirectory.isWithin(upperDirectory);
    require(upper.mount() == work.mount() && writable && apart);
    List<Directory> all = new ArrayList<>(lowers);
    all.add(upperDirectory);
    all.add(workDirectory);
    requireApart(lowers, all);
    return new OverlayLayers(lowers, upperDirectory, workDirectory);
  }

  private static void require(boolean holds) throws KernelError {
    if (!holds) {
      throw Errno.EINVAL.error();
    }
  }

  /** ELOOP where one that is only read lies in another layer; one to write may lie in those. */
  private static void requireApart(List<Directory> lowers, List<Directory> all) throws KernelError {
    for (int lower = 0; lower < lowers.size(); lower++) {
      for (int other = 0; other < all.size(); other++) {
        if (lower != other && lowers.get(lower).isWithin(all.get(other))) {
          throw Errno.ELOOP.error();
        }
      }
    }
  }

  private static boolean mayWrite(Directory directory, Credentials who) {
    return Permissions.allows(directory, Mode.WRITE | Mode.EXECUTE, who);
  }

  private static Directory layer(Path path) throws KernelError {
    require(path.isDirectory());
    require(!path.mount().hidesBelow(path.inode()));
    FileSystem system = path.inode().fileSystem();
    require(system.type().equals("tmpfs") || isOverlay(system));
    return path.directory();
  }

  private static boolean isOverlay(FileSystem system) {
    return system.type().equals("overlay");
  }

  private static int depth(Directory layer) {
    return layer instanceof OverlayDirectory overlay
        ? 1 + overlay.stack().stream().mapToInt(OverlayLayers::depth).max().orElse(0)
        : 0;
  }

  /**
   * The empty directory {@code work} of the working directory; null without an upper layer, and
   * where it cannot be made or emptied by who mounts: nothing can be written then.
   */
  public Directory work(Credentials who) throws KernelError {
    if (around == null || !mayWrite(around, who)) {
      return null;
    }
    Optional<Inode> there = around.lookup("work");
    if (there.isPresent()) {
      require(there.get() instanceof Directory);
      Directory work = (Directory) there.get();
      if (!work.isEmpty() && !mayWrite(work, who)) {
        return null;
      }
      Optional<DirectoryEntry> left = work.entryAt(0);
      while (left.isPresent()) {
        require(!(left.get().file() instanceof Directory));
        work.remove(left.get().name());
        left = work.entryAt(0);
      }
      return work;
    }
    Inode made = around.make(Mode.DIRECTORY, who, 0);
    around.add("work", made);
    return (Directory) made;
  }
}
