package cloister.kernel.overlay;

import cloister.kernel.abi.Mode;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.Inode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What directories upon each other say of one name (Linux, filesystems/overlayfs): the uppermost
 * that has it decides, directories are merged down to one that is opaque, and a whiteout hides what
 * lies below.
 */
final class Layers {
  /** Its value {@code y} makes a directory hide those below it. */
  static final String OPAQUE = "trusted.overlay.opaque";

  private static final byte[] YES = "y".getBytes(StandardCharsets.US_ASCII);

  private Layers() {}

  static boolean isWhiteout(Inode file) {
    return file.isType(Mode.CHARACTER) && file.device() == 0;
  }

  static boolean isOpaque(Inode directory) {
    return directory
        .attributes()
        .get(OPAQUE)
        .filter(value -> value.length == 1 && value[0] == YES[0])
        .isPresent();
  }

  static byte[] yes() {
    return YES.clone();
  }

  /**
   * The files of a name that are seen, from above: one, or several directories.
   *
   * @param stack directories, the uppermost first
   */
  static List<Inode> seen(List<Directory> stack, String name) {
    List<Inode> seen = new ArrayList<>();
    for (Directory layer : stack) {
      Optional<Inode> here = layer.lookup(name);
      if (here.isEmpty()) {
        continue;
      }
      Inode file = here.get();
      if (isWhiteout(file) || !(file instanceof Directory) && !seen.isEmpty()) {
        break;
      }
      seen.add(file);
      if (!(file instanceof Directory) || isOpaque(file)) {
        break;
      }
    }
    return seen;
  }
}
