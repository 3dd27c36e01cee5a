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

/** Runs x87 instructions on the host in a 32-bit process of its own ({@code x87-runner.c}). */
final class X87Host implements AutoCloseable {
  static final int BATCH = 4096;

  private final Process process;
  private final OutputStream out;
  private final DataInputStream in;

  private X87Host(Process process) {
    this.process = process;
    out = new BufferedOutputStream(process.getOutputStream(), 1 << 16);
    in = new DataInputStream(process.getInputStream());
  }

  /** Compiles the runner into the folder and starts it. */
  static X87Host start(Path folder) throws IOException, InterruptedException {
    Path source = folder.resolve("x87-runner.c");
    Path program = folder.resolve("x87-runner");
    try (InputStream text = X87Host.class.getResourceAsStream("x87-runner.c")) {
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
    return new X87Host(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** What the instructions leave; the trials themselves stay. */
  X87Trial[] run(X87Trial[] trials) throws IOException {
    int bytes = trials.length * X87Trial.BYTES;
    ByteBuffer request = ByteBuffer.allocate(4 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    request.putInt(trials.length);
    for (X87Trial trial : trials) {
      trial.write(request);
    }
    out.write(request.array());
    out.flush();
    ByteBuffer answer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    in.readFully(answer.array());
    X87Trial[] outcomes = new X87Trial[trials.length];
    for (int i = 0; i < trials.length; i++) {
      outcomes[i] = new X87Trial();
      outcomes[i].read(answer);
    }
    return outcomes;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
