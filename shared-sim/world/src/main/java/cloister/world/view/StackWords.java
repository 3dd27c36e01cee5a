package cloister.world.view;

import cloister.bits.Ascii;
import cloister.cpu.core.Segments;
import cloister.event.Event;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.timeline.LastWriter.Writer;
import cloister.world.timeline.Moment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says of words on a stack what they are, by the step that wrote each of them. */
final class StackWords {
  private static final String RETURN = "stack.return";
  private static final String SAVED = "stack.saved";

  /** What a gate pushes, from the top of the new stack down (SDM 3, 6.12.1). */
  private static final List<String> INWARDS =
      List.of("SS", "ESP", "EFLAGS", "CS", "EIP", "error code");

  private static final List<String> SAME_RING = List.of("EFLAGS", "CS", "EIP", "error code");

  private final Scene scene;
  private final int size;

  StackWords(Scene scene, int size) {
    this.scene = scene;
    this.size = size;
  }

  /** What ends the part of the stack that belongs to one call: the way back from it. */
  static boolean endsFrame(Message meaning) {
    return meaning.id().equals(RETURN) || meaning.id().equals("stack.first-saved");
  }

  /**
   * @param writers who wrote the words, by address, in ascending order
   */
  Map<Integer, Message> meanings(Map<Integer, Writer> writers) {
    Map<Integer, Message> meanings = new LinkedHashMap<>();
    writers.forEach((address, writer) -> meanings.put(address, meaning(writer)));
    for (Writer writer : writers.values()) {
      if (writer instanceof Writer.Step(Moment moment, _, _) && delivers(moment).isPresent()) {
        meanings.putAll(saved(moment, writers));
      }
    }
    return meanings;
  }

  private Message meaning(Writer writer) {
    return switch (writer) {
      case Writer.Start() -> Message.of("stack.untouched");
      case Writer.LongAgo(_) -> Message.of("stack.long-ago");
      case Writer.ByHand(_, _) -> Message.of("stack.by-hand");
      case Writer.Step(Moment moment, _, _) -> byInstruction(moment);
    };
  }

  private Message byInstruction(Moment moment) {
    String text = scene.code().text(moment);
    int space = text.indexOf(' ');
    String mnemonic = space < 0 ? text : text.substring(0, space);
    String operand = space < 0 ? "" : text.substring(space + 1);
    return switch (mnemonic) {
      // A far call leaves a selector, too, and at a gate a whole stack.
      case "call" ->
          Message.of(
              operand.indexOf(':') < 0 ? RETURN : "stack.far-return", Argument.code("code", text));
      case "push" ->
          operand.length() == 3 && operand.charAt(0) == 'e'
              ? Message.of(SAVED, Argument.name("register", Ascii.upper(operand)))
              : Message.of("stack.pushed", Argument.code("code", text));
      default -> Message.of("stack.written", Argument.code("code", text));
    };
  }

  private static Optional<Event.Delivered> delivers(Moment moment) {
    return moment.events().stream()
        .filter(Event.Delivered.class::isInstance)
        .map(Event.Delivered.class::cast)
        .findFirst();
  }

  /**
   * The words that one delivery has saved. On another stack their places tell which is which; on
   * the same one only while all of them are there.
   */
  private Map<Integer, Message> saved(Moment moment, Map<Integer, Writer> writers) {
    List<Integer> own = new ArrayList<>();
    writers.forEach(
        (address, writer) -> {
          if (writer instanceof Writer.Step(Moment of, _, _) && of.step() == moment.step()) {
            own.add(0, address);
          }
        });
    Optional<Event.StackSwitched> switched =
        moment.events().stream()
            .filter(Event.StackSwitched.class::isInstance)
            .map(Event.StackSwitched.class::cast)
            .findFirst();
    boolean error = delivers(moment).orElseThrow().errorCode() >= 0;
    List<String> all = switched.isPresent() ? INWARDS : SAME_RING;
    List<String> names = all.subList(0, all.size() - (error ? 0 : 1));
    int top =
        switched.map(Event.StackSwitched::newPointer).map(this::linear).orElse(own.get(0) + size);
    boolean whole = switched.isPresent() || own.size() == names.size();
    Map<Integer, Message> saved = new LinkedHashMap<>();
    for (int address : own) {
      int index = (top - address) / size - 1;
      boolean known = whole && index >= 0 && index < names.size();
      saved.put(address, known ? named(index, names.get(index)) : Message.of("stack.gate"));
    }
    return saved;
  }

  private int linear(int pointer) {
    return scene.cpu().segments.base[Segments.SS] + pointer;
  }

  private static Message named(int index, String name) {
    return Message.of(
        index == 0 ? "stack.first-saved" : "stack.saved-by-gate", Argument.name("register", name));
  }
}
