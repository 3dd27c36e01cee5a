package cloister.cc.dwarf;

import cloister.Oracle;
import cloister.cc.Gcc;
import cloister.cc.Gcc.Outcome;
import cloister.cc.Host;
import cloister.cc.Ours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What reads debugging information on the host, and programs for it. */
final class Debuggers {
  static final Path SOURCE = Path.of("src/test/c/debug/values.c").toAbsolutePath();

  private Debuggers() {}

  static void needReadelf() {
    Oracle.need(knows("readelf"), "readelf is not installed");
  }

  /** Skips the test, or fails it, where no debugger can run a program for i386. */
  static void needGdb() throws IOException {
    Gcc.need();
    Oracle.need(knows("gdb"), "gdb is not installed");
    Path program = byGcc();
    boolean runs = gdb(program, List.of("break add", "run", "print a")).contains("$1 = 1");
    Oracle.need(runs, "gdb cannot run programs for i386");
  }

  private static boolean knows(String command) {
    return Host.execute(List.of("sh", "-c", "command -v " + command), Host.FOLDER).status() == 0;
  }

  /** The program by our compiler. */
  static Path byOurs(List<String> flags) throws IOException {
    List<String> command = new ArrayList<>(flags);
    command.addAll(List.of("-g", SOURCE.toString()));
    return Host.executable(Ours.make(Host.FOLDER, command).bytes());
  }

  /** The program by the host's compiler. */
  static Path byGcc() throws IOException {
    Path program = Files.createTempFile(Host.FOLDER, "debugged", "");
    List<String> command = new ArrayList<>(List.of("gcc"));
    command.addAll(Gcc.BASE);
    command.addAll(List.of("-g", "-O0", "-o", program.toString(), SOURCE.toString()));
    Outcome made = Host.execute(command, Host.FOLDER);
    if (made.status() != 0) {
      throw new IllegalStateException(made.output());
    }
    return program;
  }

  /** What the debugger says to some commands. */
  static String gdb(Path program, List<String> commands) throws IOException {
    Path script = Files.createTempFile(Host.FOLDER, "script", ".gdb");
    List<String> all = new ArrayList<>();
    all.add("set width 0");
    all.add("set confirm off");
    all.add("set pagination off");
    all.add("set debuginfod enabled off");
    all.add("set print frame-arguments all");
    all.addAll(commands);
    Files.write(script, all);
    List<String> command =
        List.of("gdb", "-batch", "-nx", "-x", script.toString(), program.toString());
    return Host.execute(command, Host.FOLDER).output();
  }

  /** The line of the source that has a word in its comment. */
  static int lineOf(String mark) throws IOException {
    List<String> lines = Files.readAllLines(SOURCE);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith("// " + mark)) {
        return i + 1;
      }
    }
    throw new IllegalStateException("no line is marked " + mark);
  }
}
