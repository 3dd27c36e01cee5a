package cloister.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloister.server.PasswordReset;
import cloister.server.StartException;
import cloister.server.log.Logging;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code admin reset-password}: for an instructor who has forgotten it. */
@Command(
    name = "reset-password",
    description = {
      "Gives an instructor another password, prints it, and ends their sessions.",
      "The server may be running. Who gets the password changes it after signing in."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the account has another password",
      "1:the database cannot be used",
      "2:wrong usage, or there is no such account or database"
    })
final class ResetPasswordCommand implements Callable<Integer> {
  private static final int LEAST = 8;
  private static final int MOST = 200;

  @Spec private CommandSpec spec;

  @Mixin private StoreOptions store;

  @Parameters(paramLabel = "NAME", description = "the instructor's name")
  private String name;

  @Option(
      names = "--stdin",
      description = "takes the password from the first line of the standard input")
  private boolean stdin;

  @Override
  public Integer call() throws CommandFailure {
    Optional<String> typed = stdin ? Optional.of(firstLine()) : Optional.empty();
    Logging.start();
    try {
      Optional<String> password = PasswordReset.of(store.data(), store.database(), name, typed);
      if (password.isEmpty()) {
        throw CommandFailure.ofInput("there is no account of this name");
      }
      if (typed.isEmpty()) {
        spec.commandLine().getOut().println(password.get());
      }
      return ExitCode.OK;
    } catch (StartException e) {
      throw e.isOfInput()
          ? CommandFailure.ofInput(e.getMessage())
          : new CommandFailure(e.getMessage());
    }
  }

  private String firstLine() throws CommandFailure {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, UTF_8.newDecoder())).readLine();
      if (line == null || line.length() < LEAST || line.length() > MOST) {
        throw new ParameterException(
            spec.commandLine(), "a password has " + LEAST + " to " + MOST + " characters");
      }
      return line;
    } catch (IOException e) {
      throw CommandFailure.ofInput("cannot read the standard input: " + e.getMessage());
    }
  }
}
