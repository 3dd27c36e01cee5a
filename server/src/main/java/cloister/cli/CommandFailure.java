package cloister.cli;

import picocli.CommandLine.ExitCode;

/** The command was understood but could not be carried out; the message says why in one line. */
final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  private CommandFailure(int status, String message) {
    super(message);
    this.status = status;
  }

  CommandFailure(String message) {
    this(ExitCode.SOFTWARE, message);
  }

  /** What the command line names is not of use: a file that cannot be read, a log that is wrong. */
  static CommandFailure ofInput(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }

  int status() {
    return status;
  }
}
