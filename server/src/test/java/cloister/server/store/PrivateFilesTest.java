package cloister.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PrivateFilesTest {
  @TempDir private Path folder;

  @Test
  void whatIsStoredIsForItsOwnerOnly() throws Exception {
    Path data = folder.resolve("data");
    try (Database database = Database.inFolder(data)) {
      assertEquals(Optional.empty(), database.outage());
      assertEquals("rwx------", permissions(data));
      assertEquals("rw-------", permissions(data.resolve("cloister.db")));
    }
  }

  @Test
  void whatWasOpenIsClosed() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path file = Files.createFile(data.resolve("cloister.db"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    Database.inFolder(data).close();
    assertEquals("rwx------", permissions(data));
    assertEquals("rw-------", permissions(file));
  }

  @Test
  void aFolderWithOtherThingsInItIsNotOursToClose() throws Exception {
    Path data = Files.createDirectory(folder.resolve("shared"));
    Files.createFile(data.resolve("letter.txt"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    Database.inFolder(data).close();
    assertEquals("rwxr-xr-x", permissions(data));
    assertEquals("rw-------", permissions(data.resolve("cloister.db")));
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
