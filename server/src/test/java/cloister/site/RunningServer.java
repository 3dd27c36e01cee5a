package cloister.site;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The jar that is shipped, started as a user starts it, on a free port. */
public final class RunningServer implements AutoCloseable {
  private static final Path JAR = ShippedSite.JAR;
  private static final Path LOG = Path.of("target/site-server.log").toAbsolutePath();
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private RunningServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  public static RunningServer start(Path data) throws IOException, InterruptedException {
    return start(data, freePort());
  }

  /** On the port of an earlier one, so that a browser finds it again at the same address. */
  public static RunningServer start(Path data, int port) throws IOException, InterruptedException {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(JAR + " is missing: the site is tested after packaging");
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString(),
                "serve",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
            .start();
    RunningServer server = new RunningServer(process, port);
    server.awaitHealth();
    return server;
  }

  int port() {
    return port;
  }

  /** An address on this server; {@code localhost}, because browsers count it as secure. */
  public URI at(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  public String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(20)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(path + " answered " + response.statusCode());
      }
      return response.body();
    }
  }

  /** What a browser gets over the wire for a file. */
  long compressedBytes(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(at(path)).header("Accept-Encoding", "br, gzip").build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body().length;
    }
  }

  private void awaitHealth() throws InterruptedException, IOException {
    Instant deadline = Instant.now().plus(START);
    while (Instant.now().isBefore(deadline)) {
      if (!process.isAlive()) {
        throw new IOException("the server ended with " + process.exitValue() + ", see " + LOG);
      }
      try {
        get("/api/health");
        return;
      } catch (IOException notYet) {
        Thread.sleep(100);
      }
    }
    close();
    throw new IOException("the server was not healthy after " + START + ", see " + LOG);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
