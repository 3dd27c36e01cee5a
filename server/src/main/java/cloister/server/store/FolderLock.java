package cloister.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/** Keeps a second server off a data folder; the system lets go of it when the process ends. */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @param file of the lock, which is made with these attributes and stays empty
   */
  static FolderLock take(Path file, FileAttribute<?>... attributes) throws StoreException {
    try {
      FileChannel channel =
          FileChannel.open(
              file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), attributes);
      if (isFree(channel)) {
        return new FolderLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new StoreException("cannot lock the data folder with " + file.toAbsolutePath(), e);
    }
    throw new StoreException(
        "another server uses the data folder "
            + file.toAbsolutePath().normalize().getParent()
            + ". Stop it, or choose another folder with --data",
        null);
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
