package cloister.cpu.host;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs on the host processor in a 32-bit process of its own ({@code native-runner.c}).
 *
 * <p>Protocol, little-endian words. First: number of local descriptors, then four words of struct
 * user_desc each; the answer is what LAR and LSL give for sixteen global descriptors. Then for each
 * batch: number of programs, the data words, the programs; the answer is its length in words and
 * the outcomes.
 */
final class NativeRunner implements AutoCloseable {
  static final int BATCH = 4096;

  private static final int PROGRAM_BYTES = 13 * 4 + Layout.MAX_CODE;

  private final Process process;
  private final OutputStream out;
  private final DataInputStream in;
  private final int[] globalRights = new int[Layout.GLOBAL_DESCRIPTORS];
  private final int[] globalLimits = new int[Layout.GLOBAL_DESCRIPTORS];

  private NativeRunner(Process process) throws IOException {
    this.process = process;
    out = new BufferedOutputStream(process.getOutputStream(), 1 << 16);
    in = new DataInputStream(process.getInputStream());
    ByteBuffer hello = words(1 + 4 * LocalSegment.values().length);
    hello.putInt(LocalSegment.values().length);
    for (LocalSegment segment : LocalSegment.values()) {
      for (int word : segment.userDescriptor()) {
        hello.putInt(word);
      }
    }
    out.write(hello.array());
    out.flush();
    ByteBuffer shown = read(2 * Layout.GLOBAL_DESCRIPTORS);
    for (int i = 0; i < Layout.GLOBAL_DESCRIPTORS; i++) {
      globalRights[i] = shown.getInt();
      globalLimits[i] = shown.getInt();
    }
  }

  /** Compiles the runner into the folder and starts it. */
  static NativeRunner start(Path folder) throws IOException, InterruptedException {
    Path source = folder.resolve("native-runner.c");
    Path program = folder.resolve("native-runner");
    try (InputStream text = NativeRunner.class.getResourceAsStream("native-runner.c")) {
      Files.write(source, text.readAllBytes());
    }
    List<String> command = new ArrayList<>();
    command.addAll(List.of("gcc", "-m32", "-O1", "-nostdlib", "-static", "-fno-pie", "-no-pie"));
    command.addAll(List.of("-fno-stack-protector", "-fcf-protection=none", "-fno-builtin"));
    command.addAll(List.of("-mgeneral-regs-only", "-o", program.toString(), source.toString()));
    Process compiler = new ProcessBuilder(command).inheritIO().start();
    if (compiler.waitFor() != 0) {
      throw new IOException("gcc -m32 failed");
    }
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    return new NativeRunner(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Access rights that LAR shows for a global descriptor, 0 when it is refused. */
  int globalRights(int index) {
    return globalRights[index];
  }

  int globalLimit(int index) {
    return globalLimits[index];
  }

  /** Runs at most {@link #BATCH} programs, each with the same data words in memory. */
  List<Outcome> run(int[] data, List<Program> programs) throws IOException {
    ByteBuffer request =
        ByteBuffer.allocate(4 + 4 * data.length + programs.size() * PROGRAM_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    request.putInt(programs.size());
    for (int word : data) {
      request.putInt(word);
    }
    for (Program program : programs) {
      put(request, program);
    }
    out.write(request.array());
    out.flush();
    int words = read(1).getInt();
    ByteBuffer answer = read(words);
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < programs.size(); i++) {
      outcomes.add(outcome(answer));
    }
    return outcomes;
  }

  @Override
  public void close() {
    process.destroy();
  }

  private static void put(ByteBuffer request, Program program) {
    for (int value : program.general()) {
      request.putInt(value);
    }
    int[] segments = program.segments();
    request.putInt(program.eflags());
    request.putInt(segments[Program.CS] | segments[Program.SS] << 16);
    request.putInt(segments[Program.DS] | segments[Program.ES] << 16);
    request.putInt(segments[Program.FS] | segments[Program.GS] << 16);
    request.putInt(program.code().length);
    int next = request.position() + Layout.MAX_CODE;
    request.put(program.code());
    request.position(next);
  }

  private static Outcome outcome(ByteBuffer answer) {
    int vector = answer.getInt();
    int error = answer.getInt();
    int[] general = new int[8];
    for (int i = 0; i < 8; i++) {
      general[i] = answer.getInt();
    }
    int eip = answer.getInt();
    int eflags = answer.getInt();
    int[] segments = new int[6];
    int pair = answer.getInt();
    segments[Program.CS] = pair & 0xffff;
    segments[Program.SS] = pair >>> 16;
    pair = answer.getInt();
    segments[Program.DS] = pair & 0xffff;
    segments[Program.ES] = pair >>> 16;
    pair = answer.getInt();
    segments[Program.FS] = pair & 0xffff;
    segments[Program.GS] = pair >>> 16;
    int[] changes = new int[2 * answer.getInt()];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = answer.getInt();
    }
    return new Outcome(vector, error, general, eip, eflags, segments, changes);
  }

  private ByteBuffer read(int count) throws IOException {
    ByteBuffer buffer = words(count);
    in.readFully(buffer.array());
    return buffer;
  }

  private static ByteBuffer words(int count) {
    return ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
  }
}
