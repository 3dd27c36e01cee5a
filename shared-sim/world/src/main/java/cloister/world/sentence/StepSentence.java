package cloister.world.sentence;

import cloister.cpu.Cpu;
import cloister.event.Event;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.World;
import cloister.world.timeline.Moment;
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
    return moment.kind() == Moment.Kind.INSTRUCTION && quiet(moment) && moment.code().length > 0
        ? effect(world, moment)
        : sentences.of(moment);
  }

  /** Nothing happened but that addresses were translated. */
  private static boolean quiet(Moment moment) {
    for (Event event : moment.events()) {
      boolean translation =
          event instanceof Event.PageTranslated || event instanceof Event.TranslationsDropped;
      if (!translation) {
        return false;
      }
    }
    return true;
  }

  private Message effect(World world, Moment moment) {
    Argument text = Argument.code("code", code.text(moment));
    Cpu cpu = world.machine().cpu();
    return new Effect(
            text, code.slot(moment), world.timeline().before(), cpu, world.machine().memory())
        .sentence();
  }
}
