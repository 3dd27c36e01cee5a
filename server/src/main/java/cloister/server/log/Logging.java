package cloister.server.log;

import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sets up the JDK's logging: our own lines, and only warnings of the libraries. */
public final class Logging {
  private static final List<String> QUIET =
      List.of("org.eclipse.jetty", "org.jdbi", "com.password4j", "com.networknt");

  /** These say again what this server's own start and problems say better. */
  private static final List<Logger> SILENT =
      List.of(
          Logger.getLogger("io.javalin"),
          Logger.getLogger("com.zaxxer.hikari"),
          Logger.getLogger("org.flywaydb"));

  /** Loggers are weakly held; these keep the levels. */
  private static final List<Logger> KEPT = QUIET.stream().map(Logger::getLogger).toList();

  private Logging() {}

  public static void start() {
    LogManager.getLogManager().reset();
    Handler console = new ConsoleHandler();
    console.setFormatter(new LineFormat());
    Logger root = Logger.getLogger("");
    root.addHandler(console);
    root.setLevel(Level.INFO);
    KEPT.forEach(logger -> logger.setLevel(Level.WARNING));
    SILENT.forEach(logger -> logger.setLevel(Level.OFF));
  }
}
