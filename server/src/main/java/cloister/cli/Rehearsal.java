package cloister.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloister.server.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;

/** Asks a server for what visitors ask first, so that the classes for it have been needed. */
final class Rehearsal {
  private static final List<String> PATHS =
      List.of("/api/health", "/", "/lab", "/api/me", "/api/progress", "/api/lessons");

  private Rehearsal() {}

  static void of(Server server) throws CommandFailure {
    String origin = "http://127.0.0.1:" + server.port();
    try {
      for (String path : PATHS) {
        finish(open(origin + path));
      }
      HttpURLConnection signIn = open(origin + "/api/sign-in");
      signIn.setDoOutput(true);
      signIn.setRequestProperty("Content-Type", "application/json");
      try (OutputStream body = signIn.getOutputStream()) {
        body.write("{\"name\":\"nobody\",\"password\":\"nothing\"}".getBytes(UTF_8));
      }
      finish(signIn);
    } catch (IOException e) {
      throw new CommandFailure("the rehearsal failed: " + e.getMessage());
    }
  }

  private static HttpURLConnection open(String address) throws IOException {
    return (HttpURLConnection) URI.create(address).toURL().openConnection();
  }

  private static void finish(HttpURLConnection connection) throws IOException {
    boolean refused = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
    try (InputStream body = refused ? connection.getErrorStream() : connection.getInputStream()) {
      body.readAllBytes();
    }
  }
}
