package cloister.kernel;

import cloister.codec.Tar;
import cloister.kernel.abi.Mode;
import cloister.kernel.fs.Devices;
import java.util.ArrayList;
import java.util.List;

/** A root file system as an archive has it. */
public final class Image {
  private Image() {}

  /** The files of a tape archive. */
  public static List<ImageFile> ofTar(byte[] archive) {
    List<ImageFile> files = new ArrayList<>();
    for (Tar.Entry entry : Tar.read(archive)) {
      ImageFile file = file(entry);
      if (!file.path().isEmpty()) {
        files.add(file);
      }
    }
    return files;
  }

  private static ImageFile file(Tar.Entry entry) {
    String path = path(entry.name());
    if (entry.type() == Tar.HARD_LINK) {
      return ImageFile.hardLink(path, path(entry.link()));
    }
    int type =
        switch (entry.type()) {
          case Tar.SYMLINK -> Mode.SYMLINK;
          case Tar.CHARACTER -> Mode.CHARACTER;
          case Tar.BLOCK -> Mode.BLOCK;
          case Tar.DIRECTORY -> Mode.DIRECTORY;
          case Tar.FIFO -> Mode.FIFO;
          default -> Mode.REGULAR;
        };
    int device = Devices.number(entry.major(), entry.minor());
    return new ImageFile(
        path,
        type | entry.mode() & Mode.PERMISSIONS,
        entry.user(),
        entry.group(),
        entry.content(),
        entry.link(),
        device);
  }

  /** Without {@code ./} or a slash in front, and without one at the end. */
  private static String path(String name) {
    String path = name;
    while (path.startsWith("./") || path.startsWith("/")) {
      path = path.substring(path.indexOf('/') + 1);
    }
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return path.equals(".") ? "" : path;
  }
}
