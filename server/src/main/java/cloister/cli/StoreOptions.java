package cloister.cli;

import cloister.server.Settings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a server's data is, for the commands that work on it. */
final class StoreOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:CLOISTER_DATA:-data}",
      description = "folder of the SQLite database (default: ${DEFAULT-VALUE})")
  private Path data;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      defaultValue = "${env:CLOISTER_DATABASE_URL}",
      description = "PostgreSQL instead of SQLite: jdbc:postgresql://HOST/DATABASE")
  private String databaseUrl;

  @Option(
      names = "--database-user",
      paramLabel = "NAME",
      defaultValue = "${env:CLOISTER_DATABASE_USER}",
      description = "user of the PostgreSQL database")
  private String databaseUser;

  @Option(
      names = "--database-password",
      paramLabel = "PASSWORD",
      defaultValue = "${env:CLOISTER_DATABASE_PASSWORD}",
      description = "its password; better given by the environment")
  private String databasePassword;

  Path data() {
    return data;
  }

  /** Nothing for SQLite. */
  Optional<Settings.DatabaseAddress> database() {
    if (databaseUrl == null || databaseUrl.isEmpty()) {
      return Optional.empty();
    }
    if (!databaseUrl.startsWith("jdbc:postgresql:")) {
      throw new ParameterException(
          spec.commandLine(), "--database-url must begin with jdbc:postgresql:");
    }
    return Optional.of(
        new Settings.DatabaseAddress(
            databaseUrl, Optional.ofNullable(databaseUser), Optional.ofNullable(databasePassword)));
  }
}
