package cloister.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Files that are written together: all of them, or none stays. */
final class Results {
  private static final Set<StandardOpenOption> WRITING =
      Set.of(
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING);

  private final List<Path> written = new ArrayList<>();

  /**
   * @param flag that names the file
   */
  void write(Path file, String flag, byte[] bytes, boolean executable) throws CommandFailure {
    try {
      FileAttribute<?>[] mode =
          executable && knowsModes(file) ? new FileAttribute<?>[] {all()} : none();
      try (SeekableByteChannel channel = Files.newByteChannel(file, WRITING, mode)) {
        written.add(file);
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
          channel.write(left);
        }
      }
      if (executable && Files.isRegularFile(file)) {
        makeExecutable(file);
      }
    } catch (IOException e) {
      takeBack();
      throw CommandFailure.ofInput(flag + ": " + TextFile.reason("write", file, e));
    }
  }

  private static FileAttribute<?>[] none() {
    return new FileAttribute<?>[0];
  }

  /** The system takes from these what the user's mask forbids. */
  private static FileAttribute<Set<PosixFilePermission>> all() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private static boolean knowsModes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** A file that was there before keeps its mode: who can read the program may run it. */
  private static void makeExecutable(Path file) throws IOException {
    if (!knowsModes(file)) {
      return;
    }
    Set<PosixFilePermission> old = Files.getPosixFilePermissions(file);
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
    if (old.contains(PosixFilePermission.OWNER_READ)) {
      mode.add(PosixFilePermission.OWNER_EXECUTE);
    }
    if (old.contains(PosixFilePermission.GROUP_READ)) {
      mode.add(PosixFilePermission.GROUP_EXECUTE);
    }
    if (old.contains(PosixFilePermission.OTHERS_READ)) {
      mode.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    if (!mode.equals(old)) {
      Files.setPosixFilePermissions(file, mode);
    }
  }

  /** Devices stay as they are. */
  private void takeBack() {
    for (Path file : written) {
      try {
        if (Files.isRegularFile(file)) {
          Files.delete(file);
        }
      } catch (IOException _) {
        // What failed first is what the user is told.
      }
    }
  }
}
