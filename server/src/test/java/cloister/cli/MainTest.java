package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cc.driver.CompilerDefect;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class MainTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "serve --port",
        "serve --port x",
        "serve --port 70000",
        "serve --public-url nowhere",
        "serve --public-url ftp://learn.example",
        "serve --public-url https://learn.example/cloister",
        "serve --public-url https://learn.example?a=b",
        "serve --public-url https://someone@learn.example",
        "serve --public-url https://learn.example:99999",
        "serve --public-url https://learn.example:0",
        "serve --connections -1",
        "serve --rate-factor 1e300",
        "health --port 99999",
        "serve --database-url mysql://x",
        "run",
        "run no/such-lesson",
        "run rings/wall-and-gate --technique vmx",
        "asm a.asm",
        "disasm a.bin --bits 64",
        "disasm a.bin --org xyz",
        "bench --runs 0",
        "analyze --era 1974",
        "analyze --segments x",
        "analyze it",
        "compare rings/timer",
        "compare virtualization/why --guest z",
        "admin",
        "admin reset-password",
        "admin reset-password ada --data no/such-folder",
        "lesson",
        "lesson fly",
        "lesson test no/such-folder",
        "lesson test ../lessons/course no/such-lesson"
      })
  void wrongUsageIsOneLineAndStatusTwo(String line) {
    CommandLineRun run = CommandLineRun.of(line.isEmpty() ? new String[0] : line.split(" "));
    assertEquals(2, run.status(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertEquals("", run.out());
  }

  @CommandLine.Command(name = "burst")
  private static final class Bursting implements Runnable {
    @Override
    public void run() {
      throw new StackOverflowError();
    }
  }

  @Test
  void aFaultOfTheMachineIsOneLineAndStatusOne() {
    StringWriter err = new StringWriter();
    CommandLine line =
        Main.commandLine().addSubcommand(new Bursting()).setErr(new PrintWriter(err, true));
    assertEquals(1, line.execute("burst"));
    assertEquals("cloister burst: this is nested too deeply", err.toString().strip());
  }

  @CommandLine.Command(name = "slip")
  private static final class Slipping implements Runnable {
    @Override
    public void run() {
      throw new CompilerDefect("a.c", new IllegalStateException("none"));
    }
  }

  @Test
  void aDefectOfTheCompilerIsOneLineThatNamesTheSource() {
    StringWriter err = new StringWriter();
    CommandLine line =
        Main.commandLine().addSubcommand(new Slipping()).setErr(new PrintWriter(err, true));
    assertEquals(1, line.execute("slip"));
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().startsWith("cloister slip: the compiler failed on a.c"));
  }

  @Test
  void thePublicAddressIsComparedAsBrowsersWriteIt() {
    ServeCommand serve = new ServeCommand();
    new CommandLine(serve).parseArgs("--public-url", "HTTPS://Learn.Example:443/");
    assertEquals("https://learn.example/", serve.settings().publicUrl().orElseThrow().toString());
    assertTrue(serve.settings().secure());
  }

  @Test
  void everySubcommandExplainsEveryOption() {
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      CommandLineRun run = CommandLineRun.of(command.getCommandName(), "--help");
      assertEquals(0, run.status());
      for (OptionSpec option : command.getCommandSpec().options()) {
        assertTrue(run.out().contains(option.longestName()), option.longestName());
        assertTrue(option.description().length > 0, option.longestName());
      }
    }
  }

  @Test
  void helpListsTheSubcommandsThatExist() {
    String help = CommandLineRun.of("--help").out();
    assertEquals(
        java.util.Set.of(
            "analyze", "compare", "bench", "boot", "health", "serve", "run", "asm", "disasm", "cc",
            "ld", "exec", "shell", "lesson", "admin"),
        Main.commandLine().getSubcommands().keySet());
    for (String name : Main.commandLine().getSubcommands().keySet()) {
      assertTrue(help.contains("  " + name + " "), help);
    }
  }
}
