package cloister.cli;

import cloister.codec.Json;
import cloister.machine.Computer;
import cloister.machine.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of a machine, with its limits and what came of it. */
final class BootRun {
  private static final int SLICE = 1 << 20;

  /**
   * So many steps without one instruction retired are no progress: every instruction, those of the
   * handlers too, is refused, or the processor waits for an interrupt that is masked.
   */
  private static final int MAX_FRUITLESS_STEPS = 1 << 20;

  private final Computer machine;
  private final Outputs outputs;
  private final InputStream input;
  private boolean fruitless;
  private volatile boolean ended;
  private double wallMillis;

  /**
   * @param input bytes for the serial line, taken when they are there
   */
  BootRun(Computer machine, Outputs outputs, InputStream input) {
    this.machine = machine;
    this.outputs = outputs;
    this.input = input;
  }

  void go(long maxInstructions) {
    long start = System.nanoTime();
    int stepsSince = 0;
    while (!machine.stopped() && !outputs.found() && !fruitless && !ended) {
      long before = machine.instructions();
      if (before >= maxInstructions) {
        break;
      }
      receive();
      int steps = machine.run((int) Math.min(SLICE, maxInstructions - before));
      stepsSince = machine.instructions() == before ? stepsSince + steps : 0;
      fruitless = stepsSince >= MAX_FRUITLESS_STEPS;
      outputs.look(machine.screenLines());
      outputs.flush();
    }
    wallMillis = (System.nanoTime() - start) / 1e6;
  }

  /** Ends the run soon; from another thread. */
  void end() {
    ended = true;
  }

  private void receive() {
    try {
      while (machine.roomForInput() > 0 && input.available() > 0) {
        machine.receive(input.read());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean failed() {
    return machine.failed() || fruitless || outputs.wantsText() && !outputs.found();
  }

  String digest() {
    return Digest.of(machine, machine.memory());
  }

  String sentence() {
    String end =
        machine.failed()
            ? "shut down"
            : fruitless ? "got nowhere" : machine.stopped() ? "halted" : "stopped";
    return "%s after %d instructions, %.1f ms".formatted(end, machine.instructions(), wallMillis);
  }

  /** Who did the instructions, where a hypervisor has several ways to have them done. */
  Optional<String> shares() {
    if (!(machine.shares() instanceof Json.Obj shares) || shares.members().isEmpty()) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    shares.members().forEach((name, count) -> words.add(name + " " + count.write()));
    return Optional.of(String.join(", ", words));
  }

  Json.Obj toJson() {
    Json.Members members =
        Json.object()
            .put("instructions", new Json.Num(machine.instructions()))
            .put("digest", digest())
            .put("exits", machine.exits())
            .put("shares", machine.shares())
            .put("halted", machine.halted())
            .put("shutDown", machine.failed())
            .put("gotNowhere", fruitless);
    machine.softwareDigest().ifPresent(visible -> members.put("guestDigest", visible));
    if (outputs.wantsText()) {
      members.put("foundOutput", outputs.found());
    }
    List<String> screen = screen();
    if (!screen.isEmpty()) {
      members.put("screen", Json.array(screen.stream().map(Json::of).toList()));
    }
    double mips = wallMillis > 0 ? machine.instructions() / wallMillis / 1000 : 0;
    return members.put("wallMillis", rounded(wallMillis)).put("mips", rounded(mips)).build();
  }

  /** The lines of the screen down to the last that is not empty. */
  List<String> screen() {
    List<String> lines = machine.screenLines();
    int count = lines.size();
    while (count > 0 && lines.get(count - 1).isEmpty()) {
      count--;
    }
    return lines.subList(0, count);
  }

  private static Json rounded(double value) {
    return new Json.Num(Math.round(value * 1000) / 1000.0);
  }
}
