package cloister.cli;

import cloister.kernel.ImageFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder of this machine as a root file system; everything in it belongs to root. */
final class FolderImage {
  private FolderImage() {}

  static List<ImageFile> of(Path folder) throws IOException {
    List<ImageFile> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted().toList()) {
        if (!path.equals(folder)) {
          add(files, path, bytes(folder.relativize(path).toString()));
        }
      }
    }
    return files;
  }

  private static void add(List<ImageFile> files, Path path, String name) throws IOException {
    if (Files.isSymbolicLink(path)) {
      files.add(ImageFile.link(name, bytes(Files.readSymbolicLink(path).toString())));
    } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      files.add(ImageFile.directory(name, mode(path)));
    } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      files.add(ImageFile.file(name, mode(path), Files.readAllBytes(path)));
    }
  }

  private static int mode(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:mode") & 07777;
  }

  /** One character a byte. */
  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
