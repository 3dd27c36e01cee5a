package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} as a process, which is told to stop by a signal. */
@DisabledOnOs(OS.WINDOWS)
class ServeProcessTest {
  private static final String LONG_RUN =
      "{\"scenario\":{\"format\":1,\"model\":\"rings\",\"budget\":200000000,\"files\":"
          + "[{\"name\":\"a.asm\",\"text\":\"org 0x7c00\\nbits 16\\nmov ax, 0x1000\\nmov es, ax\\n"
          + "again: mov cx, 0x4000\\nrep lodsd\\njmp again\\n\"}]}}";

  @TempDir private Path folder;

  private Process serve(String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).redirectError(folder.resolve("log").toFile()).start();
  }

  /** The address that it says when it is there. */
  private static URI address(Process server) throws Exception {
    BufferedReader out = server.inputReader();
    String line = out.readLine();
    return URI.create(line.substring(line.lastIndexOf(' ') + 1));
  }

  private static int post(URI address, String path, String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve(path))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }

  /** -1 for no answer. */
  private static int status(URI address, String run) {
    try {
      return post(address, "/api/runs", run);
    } catch (Exception e) {
      return -1;
    }
  }

  @Test
  void beingToldToStopItAnswersWithinEightSecondsAndEndsWithZero() throws Exception {
    Process server = serve();
    try {
      URI address = address(server);
      List<CompletableFuture<Integer>> runs = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        String run = LONG_RUN.replace("0x1000", "0x100" + i);
        runs.add(
            CompletableFuture.supplyAsync(() -> status(address, run), Thread::startVirtualThread));
      }
      Thread.sleep(3000);
      long start = System.nanoTime();
      server.destroy();
      assertTrue(server.waitFor(30, TimeUnit.SECONDS));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.compareTo(Duration.ofSeconds(8)) < 0, took.toString());
      assertEquals(0, server.exitValue());
      for (CompletableFuture<Integer> run : runs) {
        assertTrue(Set.of(200, 429, 503).contains(run.get()), "answered with " + run.get());
      }
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void theLogSaysWhoAskedUnlessThatIsNotWanted() throws Exception {
    assertTrue(logOf(serve()).contains("route=/api/sign-out status=204"));
    assertTrue(logOf(serve()).contains("client=127.0.0.1"));
    assertFalse(logOf(serve("--log-addresses=false")).contains("client="));
  }

  private String logOf(Process server) throws Exception {
    try {
      assertEquals(204, post(address(server), "/api/sign-out", ""));
      server.destroy();
      server.waitFor();
      return Files.readString(folder.resolve("log"));
    } finally {
      server.destroyForcibly();
    }
  }
}
