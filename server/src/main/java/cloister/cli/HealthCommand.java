package cloister.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code health}: asks a server on this machine, so that a container needs no other program. */
@Command(
    name = "health",
    description = "Asks the server on this machine whether it is well: exit status 0 when it is.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class)
final class HealthCommand implements Callable<Integer> {
  private static final int TIMEOUT_MILLIS = 3000;
  private static final int MAX_WORDS = 500;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "${env:CLOISTER_PORT:-8080}",
      description = "TCP port of the server (default: ${DEFAULT-VALUE})")
  private int port;

  @Override
  public Integer call() throws CommandFailure {
    if (port < 1 || port > ServeCommand.MAX_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--port must be between 1 and " + ServeCommand.MAX_PORT);
    }
    try {
      URI address = URI.create("http://127.0.0.1:" + port + "/api/health");
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new CommandFailure("the server answers " + status + words(connection));
      }
      return 0;
    } catch (IOException problem) {
      throw new CommandFailure("no server answers at port " + port);
    }
  }

  /** What the answer says is the matter. */
  private static String words(HttpURLConnection connection) throws IOException {
    try (InputStream body = connection.getErrorStream()) {
      String text = body == null ? "" : new String(body.readNBytes(MAX_WORDS), UTF_8);
      return text.isBlank() ? "" : ": " + VisibleText.of(text);
    }
  }
}
