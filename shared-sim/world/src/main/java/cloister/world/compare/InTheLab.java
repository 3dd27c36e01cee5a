package cloister.world.compare;

import cloister.cpu.decode.OpcodeTable;
import cloister.hypervisor.Host;
import cloister.input.InvalidInput;
import cloister.message.Message;
import cloister.world.Command;
import cloister.world.Model;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.Tools;
import cloister.world.World;
import cloister.world.share.Sandbox;
import cloister.world.share.ShareCodec;
import cloister.world.timeline.StepObserver;
import java.util.List;
import java.util.Optional;

/** A guest of a comparison in the lab: the same kernel under the same hypervisor, step by step. */
final class InTheLab {
  /** How far into a run a link may lead. */
  private static final int MOST_STEPS = 4_000_000;

  /** The lab has two guests; the other one only halts. */
  private static final String OTHER_GUEST =
      """
      bits 32
      org 0x7c00
      ; Only the other guest is compared.
      start:
          cli
          hlt
          jmp start
      """;

  private InTheLab() {}

  /**
   * The fragment of a link to the lab.
   *
   * @param instructions of the guest that are done where the link leads; 0 for the start
   * @return empty for a bare machine, and where the link would be too long
   * @throws InvalidInput when the guest has not done so many after {@link #MOST_STEPS} steps
   */
  static Optional<String> link(OpcodeTable opcodes, Sources sources, Way way, long instructions)
      throws InvalidInput {
    if (way == Way.BARE || !sources.has(way)) {
      return Optional.empty();
    }
    Tools tools = Tools.of(opcodes).with(Model.guests());
    World world = new World(tools, scenario(sources, way));
    if (instructions > 0 && world.machine() instanceof Host host) {
      world.apply(
          new Command.Run(MOST_STEPS), StepObserver.ofEveryStep(() -> done(host) >= instructions));
      if (done(host) < instructions) {
        throw new InvalidInput("instructions", Message.of("error.field.value"));
      }
    }
    return ShareCodec.encode(Sandbox.of(world, Optional.empty()));
  }

  private static Scenario scenario(Sources sources, Way way) throws InvalidInput {
    SourceFile guest = new SourceFile("guest-a.asm", build(sources, way), true);
    SourceFile other = new SourceFile("guest-b.asm", OTHER_GUEST, true);
    List<SourceFile> files = List.of(guest, other, sources.entry(way));
    return new Scenario(Scenario.GUESTS, sources.memory(), 0, files, Scenario.DEFAULT_BUDGET)
        .withTechnique(way.technique(), Scenario.TECHNIQUE);
  }

  /** The text, and before it which of its two builds it is, where it has two. */
  private static String build(Sources sources, Way way) {
    String text = sources.guest().text();
    int paravirtual = way == Way.PARAVIRTUALIZATION ? 1 : 0;
    boolean two = text.contains(Sources.PARAVIRTUAL);
    return two ? "%define " + Sources.PARAVIRTUAL + " " + paravirtual + "\n" + text : text;
  }

  /** What the first guest has done so far, its present turn included; the other one does little. */
  private static long done(Host host) {
    return Math.max(host.guestInstructions(0), host.instructionsUnderway());
  }
}
