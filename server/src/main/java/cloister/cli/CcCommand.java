package cloister.cli;

import cloister.cc.driver.Answers;
import cloister.cc.driver.Arguments;
import cloister.cc.driver.Request;
import cloister.cc.driver.WrongUsage;
import cloister.server.text.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cc}: C to programs of i386 Linux. */
@Command(
    name = "cc",
    description = "Compiles C (C11 with GNU's additions) to static programs of i386 Linux.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    footerHeading = "%nFlags, as GCC and GNU's linker have them:%n",
    footer = {
      "  -o FILE            where the result goes; a.out without it",
      "  -E -S -c           stop after preprocessing, after generating (NASM text), after"
          + " assembling",
      "  -E -dM             the macros that are defined at the end",
      "  -fsyntax-only      look for errors alone",
      "  -O0 -O1 -O2        debuggable, small, fast; -O2 without a flag, -O0 after -g; -Os is -O1",
      "  -g                 tell debuggers of lines, variables, types and frames (DWARF 4)",
      "  -s -Wl,-S          without symbols and what debuggers read; without the latter alone",
      "  -fdump=PASS        show what a pass makes of the source: tokens, syntax, tree, ir,"
          + " ir-optimized, code",
      "  -D NAME[=TEXT] -U NAME -I FOLDER -isystem FOLDER -include FILE",
      "  -MD -MMD -MP -M -MM -MF FILE -MT NAME: rules for make",
      "  -L FOLDER -l NAME -nostdinc -nostdlib -nostartfiles -nodefaultlibs",
      "  -T SCRIPT -Ttext=HEX -e SYMBOL -N -Wl,--oformat=binary -Wl,-Map=FILE",
      "  -b binary          what follows is linked as bytes, with _binary_NAME_start and _end",
      "  -w -Werror         no warnings; warnings are errors",
      "  -x LANGUAGE        what the files behind it hold: c, assembler, assembler-with-cpp, none",
      "  @FILE              the words in a file",
      "  -v -dumpmachine -dumpversion -print-file-name=NAME -print-prog-name=NAME"
          + " -print-search-dirs: what scripts ask of GCC",
      "  Other flags that begin with -f, -m or -W change nothing here; those that would make",
      "  other objects, such as -m64 and -fshort-enums, are refused."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:success",
      "1:the sources have errors, or a defect kept the command from its end",
      "2:wrong usage, or a file that cannot be read or written"
    })
final class CcCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "flags, and C sources, assembly (.s, .S), objects and archives")
  private List<String> words = new ArrayList<>();

  @Override
  public Integer call() throws CommandFailure {
    List<String> asked = new ArrayList<>(ResponseFile.expand(words));
    Optional<String> answer = Answers.to(asked);
    if (answer.isPresent()) {
      spec.commandLine().getOut().print(answer.get());
      return ExitCode.OK;
    }
    if (asked.removeIf("-v"::equals)) {
      spec.commandLine().getErr().print(Answers.version());
      spec.commandLine().getErr().flush();
      if (asked.isEmpty()) {
        return ExitCode.OK;
      }
    }
    return new Building(spec).run(request(asked));
  }

  private Request request(List<String> asked) {
    try {
      return Arguments.read(asked);
    } catch (WrongUsage wrong) {
      throw new ParameterException(spec.commandLine(), Sentences.english().format(wrong.message()));
    }
  }
}
