package cloister.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the browser benchmark loads: the built site with the simulator as it is shipped, the page of
 * the benchmark, v86 as npm has it, and the ROMs.
 */
final class BenchSite implements AutoCloseable {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SITE = ROOT.resolve("web-client/target/classes/site");
  private static final Path PAGE = ROOT.resolve("tools/bench");
  private static final Path V86 = PAGE.resolve("node_modules/v86/build");

  private static final Map<String, String> TYPES =
      Map.of(
          "html",
          "text/html",
          "js",
          "text/javascript",
          "mjs",
          "text/javascript",
          "wasm",
          "application/wasm");

  private final HttpServer server;
  private final Map<String, byte[]> roms = new LinkedHashMap<>();

  BenchSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  void addRom(String name, byte[] content) {
    roms.put("/rom/" + name, content);
  }

  URI at(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  /** The address of the worker that the page of the PC starts. */
  static String worker() throws IOException {
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(SITE.resolve("assets"), "machine.worker-*.js")) {
      return "/assets/" + found.iterator().next().getFileName();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] content = roms.get(path);
    if (content == null) {
      Path file = file(path);
      if (!Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        exchange.close();
        return;
      }
      content = Files.readAllBytes(file);
    }
    String ending = path.substring(path.lastIndexOf('.') + 1);
    String type = TYPES.getOrDefault(ending, "application/octet-stream");
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }

  private static Path file(String path) {
    if (path.startsWith("/bench/")) {
      return PAGE.resolve(path.substring(7));
    }
    return path.startsWith("/v86/")
        ? V86.resolve(path.substring(5))
        : SITE.resolve(path.substring(1));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
