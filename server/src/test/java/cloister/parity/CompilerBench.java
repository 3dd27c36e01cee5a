package cloister.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.lessons.SystemFiles;
import cloister.site.RunningServer;
import cloister.world.port.SimulatorPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the lab's compiler takes for a source of about a thousand lines on the JVM, as
 * WebAssembly and as JavaScript. No part of the build's tests: {@code mvn -Pbench} runs it.
 */
class CompilerBench {
  private static final Path PROGRAM =
      Path.of("../shared-sim/toolchain/src/test/c/programs/tiny-lisp.c");
  private static final Pattern WORD =
      Pattern.compile("'.'|#\\w+|<\\w+\\.h>|\"(?:\\\\.|[^\"\\\\])*\"|\\b[a-zA-Z_]\\w*");

  /** The words of the program that every copy shares: C's own and the library's. */
  private static final Set<String> SHARED =
      Set.of(
          ("break case char const continue default do else enum for if int long return"
                  + " sizeof static struct switch typedef union unsigned void while NULL atol"
                  + " isdigit isspace jmp_buf longjmp malloc printf putchar setjmp strcmp strcpy"
                  + " strlen")
              .split(" "));

  private static final int COPIES = 3;
  private static final int ROUNDS = 12;

  @Test
  void everyHostCompilesAThousandLines(@TempDir Path data) throws Exception {
    String source = source();
    List<String> requests =
        List.of(
            Golden.all().stream()
                .filter(Golden::inC)
                .findFirst()
                .orElseThrow()
                .requests()
                .getFirst(),
            Json.object()
                .put("do", "assemble")
                .put("file", "program.c")
                .put("text", source)
                .build()
                .write());
    System.out.printf("%d lines%n", source.lines().count());
    SimulatorPort onJvm = new SimulatorPort(SystemFiles.tools(new OpcodeTable()));
    onJvm.request(requests.getFirst());
    report("JVM", request -> timed(onJvm, request), requests.getLast());
    try (RunningServer server = RunningServer.start(data)) {
      try (WorkerPort port = WorkerPort.wasm(server)) {
        port.converse(List.of(requests.getFirst()));
        report("wasm", port::millis, requests.getLast());
      }
      try (WorkerPort port = WorkerPort.javaScript(server)) {
        port.converse(List.of(requests.getFirst()));
        report("javascript", port::millis, requests.getLast());
      }
    }
  }

  private static double timed(SimulatorPort port, String request) {
    long start = System.nanoTime();
    String answer = port.request(request);
    double millis = (System.nanoTime() - start) / 1e6;
    assertEquals("{\"errors\":[],\"ok\":true}", Golden.parse(answer).writeSorted());
    return millis;
  }

  private static void report(String host, ToDoubleFunction<String> compile, String request) {
    double[] millis = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      millis[i] = compile.applyAsDouble(request);
    }
    double first = millis[0];
    Arrays.sort(millis);
    System.out.printf("%-10s first %.0f ms, median %.0f ms%n", host, first, millis[ROUNDS / 2]);
  }

  /** A program several times over, every copy with names of its own. */
  private static String source() throws IOException {
    String program = Files.readString(PROGRAM);
    List<String> copies = new ArrayList<>(List.of(program));
    for (int copy = 1; copy < COPIES; copy++) {
      String suffix = "_" + copy;
      copies.add(
          WORD.matcher(program)
              .replaceAll(
                  word ->
                      Matcher.quoteReplacement(
                          !Character.isLetter(word.group().charAt(0))
                                  || SHARED.contains(word.group())
                              ? word.group()
                              : word.group() + suffix)));
    }
    return String.join("\n", copies);
  }
}
