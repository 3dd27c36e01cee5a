package cloister.kernel.exec;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.UserMemory;
import java.util.ArrayList;
import java.util.List;

/** Arguments and environment of a program that is started; one character a byte. */
public record Arguments(List<String> arguments, List<String> environment) {
  /** Bytes of one string (MAX_ARG_STRLEN). */
  private static final int LONGEST = 131072;

  /** Bytes of all, pointers included: a quarter of the stack. */
  private static final int MOST = 2 << 20;

  /** Reads them from a program, as execve(2) gets them. */
  public static Arguments read(UserMemory memory, int argv, int envp) throws KernelError {
    int[] left = {MOST};
    List<String> arguments = strings(memory, argv, left);
    return new Arguments(arguments, strings(memory, envp, left));
  }

  private static List<String> strings(UserMemory memory, int vector, int[] left)
      throws KernelError {
    List<String> strings = new ArrayList<>();
    int at = vector;
    for (int pointer = next(memory, at); pointer != 0; pointer = next(memory, at)) {
      String text = memory.readText(pointer, LONGEST, Errno.E2BIG);
      left[0] -= text.length() + 5;
      if (left[0] < 0) {
        throw Errno.E2BIG.error();
      }
      strings.add(text);
      at += 4;
    }
    return strings;
  }

  private static int next(UserMemory memory, int at) throws KernelError {
    return at == 0 ? 0 : memory.read32(at);
  }

  /** For a script: the interpreter's line in place of the first argument. */
  Arguments throughInterpreter(String interpreter, String option, String script) {
    List<String> fresh = new ArrayList<>();
    fresh.add(interpreter);
    if (!option.isEmpty()) {
      fresh.add(option);
    }
    fresh.add(script);
    fresh.addAll(arguments.subList(Math.min(1, arguments.size()), arguments.size()));
    return new Arguments(fresh, environment);
  }
}
