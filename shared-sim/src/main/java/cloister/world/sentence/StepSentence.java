package cloister.world.sentence;

import cloister.bits.Ascii;
import cloister.cpu.Cpu;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.World;
import cloister.world.probe.Names;
import cloister.world.timeline.Moment;
import cloister.world.timeline.Registers;
import cloister.world.timeline.Timeline;

/**
 * The sentence of the current step, which can also compare the registers before and after it, and
 * of what comes next.
 */
public final class StepSentence {
  private final Code code;
  private final Sentences sentences;

  public StepSentence(Code code) {
    this.code = code;
    sentences = new Sentences(code);
  }

  public Message of(World world) {
    if (world.broken()) {
      return Message.of("step.not-assembled");
    }
    Timeline timeline = world.timeline();
    Moment moment = timeline.moment();
    boolean silent = moment.kind() == Moment.Kind.INSTRUCTION && moment.events().isEmpty();
    return silent ? silent(world, moment) : sentences.of(moment);
  }

  private Message silent(World world, Moment moment) {
    Cpu cpu = world.board().cpu();
    Registers before = world.timeline().before();
    Argument text = Argument.code("code", code.text(moment));
    if (cpu.eip() != before.eip() + code.length(moment)) {
      return Message.of("step.jump", text, Argument.hex32("address", cpu.linearEip()));
    }
    int changed = changedRegister(cpu, before);
    if (changed >= 0) {
      return Message.of(
          "step.register",
          text,
          Argument.name("register", Ascii.upper(Names.GENERAL.get(changed))),
          Argument.hex("value", cpu.general[changed]));
    }
    return Message.of("step.plain", text);
  }

  /** The general register that took a new value, when it is one only; -1 otherwise. */
  private static int changedRegister(Cpu cpu, Registers before) {
    int changed = -1;
    for (int register = 0; register < 8; register++) {
      if (cpu.general[register] != before.general(register)) {
        if (changed >= 0) {
          return -1;
        }
        changed = register;
      }
    }
    return changed;
  }
}
