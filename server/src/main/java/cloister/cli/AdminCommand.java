package cloister.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code admin}: for whoever runs a server. */
@Command(
    name = "admin",
    description = "For whoever runs a server.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    subcommands = ResetPasswordCommand.class)
final class AdminCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a subcommand is missing");
  }
}
