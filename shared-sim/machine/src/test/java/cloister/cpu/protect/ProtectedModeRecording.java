package cloister.cpu.protect;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Records the trials anew. No test by its name, so that it runs only when asked for; see the README
 * beside the recordings.
 */
class ProtectedModeRecording {
  private static final Path FOLDER = Path.of("src/test/resources/cloister/cpu/protect/recorded");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Group.class)
  void record(Group group) throws IOException, InterruptedException {
    assertTrue(Bochs.installed(), "recording needs Bochs");
    List<Trial> trials = group.trials();
    byte[] image = Image.of(group.monitor(), trials);
    Recording recording = Recording.of(trials, image, Bochs.run(group.monitor(), image, folder));
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve(group.fileName()), recording.text());
  }
}
