package cloister.cpu.protect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.Oracle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Thousands of trials of protection end on our processor as they end on Bochs. */
@Tag("full")
class ProtectedModeConformanceTest {
  private static final int MOST_REPORTED = 20;
  private static final int LIVE_EVERY = 10;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Group.class)
  void trialsEndAsRecorded(Group group) throws IOException {
    List<Trial> trials = group.trials();
    byte[] image = Image.of(group.monitor(), trials);
    Recording recorded = Recording.load(group);
    assertEquals(
        recorded.image(), Recording.digest(image), "the trials have changed: record them again");
    List<String> lines = GuestMonitor.run(image);
    compare(trials, recorded.words(), Recording.of(trials, image, lines).words(), lines);
  }

  @ParameterizedTest
  @EnumSource(Monitor.class)
  void bochsStillAgreesInASample(Monitor monitor) throws IOException, InterruptedException {
    Oracle.need(Bochs.installed(), "Bochs is not installed");
    List<Trial> sample = new ArrayList<>();
    for (Group group : Group.values()) {
      List<Trial> trials = group.monitor() == monitor ? group.trials() : List.of();
      for (int i = 0; i < trials.size(); i += LIVE_EVERY) {
        sample.add(trials.get(i));
      }
    }
    byte[] image = Image.of(monitor, sample);
    List<String> bochs = Bochs.run(monitor, image, folder);
    List<String> ours = GuestMonitor.run(image);
    compare(
        sample,
        Recording.of(sample, image, bochs).words(),
        Recording.of(sample, image, ours).words(),
        ours);
  }

  @ParameterizedTest
  @EnumSource(Monitor.class)
  void monitorIsWhatNasmMakesOfItsSource(Monitor monitor) throws IOException, InterruptedException {
    Oracle.need(Files.isExecutable(Path.of("/usr/bin/nasm")), "nasm is not installed");
    Path source = folder.resolve("monitor.asm");
    Path binary = folder.resolve("monitor.bin");
    try (InputStream text = Image.class.getResourceAsStream("monitor.asm")) {
      Files.write(source, text.readAllBytes());
    }
    List<String> command = new ArrayList<>(List.of("nasm", "-f", "bin"));
    command.addAll(monitor.nasmOptions());
    command.addAll(List.of("-o", binary.toString(), source.toString()));
    Process nasm = new ProcessBuilder(command).inheritIO().start();
    assertEquals(0, nasm.waitFor());
    assertArrayEquals(Files.readAllBytes(binary), monitor.code());
  }

  private static void compare(
      List<Trial> trials, List<String> expected, List<String> actual, List<String> lines) {
    StringBuilder report = new StringBuilder();
    int differences = 0;
    for (int i = 0; i < trials.size(); i++) {
      if (!expected.get(i).equals(actual.get(i))) {
        differences++;
        if (differences <= MOST_REPORTED) {
          report.append('\n').append(trials.get(i).name());
          report.append(": Bochs ").append(expected.get(i));
          report.append(", ours ").append(actual.get(i)).append(" (").append(lines.get(i));
          report.append(')');
        }
      }
    }
    int count = differences;
    assertTrue(count == 0, () -> count + " trials of " + trials.size() + " differ:" + report);
  }
}
