package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BoundedHeapTest {
  @Test
  void aSizeThatIsGivenIsLeftAsItIs() {
    for (String size : List.of("-Xmx1g", "-XX:MaxRAMPercentage=50", "-XX:MaxHeapSize=1g")) {
      List<String> line = List.of(size, "-jar", "cloister.jar", "serve");
      assertTrue(BoundedHeap.line(line, Map.of(), Optional.empty()).isEmpty());
      Map<String, String> environment = Map.of("JDK_JAVA_OPTIONS", "-Da=b " + size);
      assertTrue(
          BoundedHeap.line(List.of("-jar", "a.jar", "serve"), environment, Optional.empty())
              .isEmpty());
    }
  }

  @Test
  void otherArgumentsStay() {
    assertEquals(
        Optional.of(
            List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:AOTCache=a.aot",
                "-Xlog:aot*=off",
                "-Da=b",
                "-jar",
                "a.jar",
                "serve",
                "--data",
                "-Xmx")),
        BoundedHeap.line(
            List.of("-Da=b", "-jar", "a.jar", "serve", "--data", "-Xmx"),
            Map.of(),
            Optional.of(Path.of("a.aot"))));
  }

  /** Says who it is and how large its heap may become, before and after. */
  static final class Sized {
    public static void main(String[] arguments) {
      IO.println(ProcessHandle.current().pid() + " " + (Runtime.getRuntime().maxMemory() >> 20));
      BoundedHeap.ensure();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theSameProcessBeginsAnewWithItsOwnSize(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("sized.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Sized.class.getName());
    StringBuilder path = new StringBuilder();
    for (String entry : List.of("target/classes/", "target/test-classes/")) {
      path.append(Path.of(entry).toUri()).append(' ');
    }
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, path.toString());
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader();
    String before = out.readLine();
    assertTrue(before.startsWith(process.pid() + " "), before);
    String after = out.readLine();
    assertTrue(after.startsWith(process.pid() + " 2"), after);
    assertTrue(Integer.parseInt(after.substring(after.indexOf(' ') + 1)) <= 256, after);
    assertEquals(0, process.waitFor());
  }

  /** The cache is of no use to a run with other flags. */
  @Test
  void whoMakesTheCacheHasTheFlagsOfTheRun() throws IOException {
    List<String> line = BoundedHeap.line(List.of("-jar", "a"), Map.of(), Optional.empty()).get();
    for (String maker : List.of("pom.xml", "../Dockerfile", "../docs/use/host.md")) {
      String text = Files.readString(Path.of(maker));
      for (String flag : line.subList(0, line.indexOf("-jar"))) {
        assertTrue(text.contains(flag), maker + " " + flag);
      }
    }
  }
}
