package cloister.world.view;

import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.Paging;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.Language;
import cloister.world.timeline.LastWriter.Writer;
import cloister.world.timeline.Watch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The stack as words, from what was taken off last up to where nobody has written: what each word
 * is follows from who wrote it, which takes a replay.
 */
final class StackView {
  private static final int ESP = 4;
  private static final int EBP = 5;

  /** Words that are shown above the top, and below it. */
  private static final int DEPTH = 24;

  private static final int TAKEN = 2;
  private static final int LOW_HALF = 0xffff;

  private final Scene scene;
  private final Cpu cpu;
  private final int size;
  private final int top;

  /** A word and who wrote it. */
  private record Word(int address, int value, Writer writer) {
    boolean written() {
      return !(writer instanceof Writer.Start);
    }
  }

  StackView(Scene scene) {
    this.scene = scene;
    cpu = scene.cpu();
    boolean wide = (cpu.segments.rights[Segments.SS] & Rights.BIG) != 0;
    size = wide ? Integer.BYTES : Short.BYTES;
    top = linear(cpu.general[ESP]);
  }

  Json json() {
    List<Word> words = words();
    Map<Integer, Message> meaning = new StackWords(scene, size).meanings(writers(words));
    meaning.putAll(variables());
    List<Json> rows = new ArrayList<>();
    int frame = 0;
    for (Word word : words) {
      boolean live = Integer.compareUnsigned(word.address(), top) >= 0;
      rows.add(row(word, live, live ? frame : 0, meaning.get(word.address())));
      frame += live && StackWords.endsFrame(meaning.get(word.address())) ? 1 : 0;
    }
    return Json.object()
        .putUnsigned("esp", top)
        .putUnsigned("ebp", linear(cpu.general[EBP]))
        .put("size", size)
        .put("words", rows)
        .build();
  }

  /** What variables of a program in C lie where, by address. */
  private Map<Integer, Message> variables() {
    Map<Integer, Message> variables = new LinkedHashMap<>();
    Optional<Language> language = scene.world().tools().c();
    if (language.isPresent()) {
      for (Json frame :
          items(language.get().frames(scene.world(), OptionalInt.empty()), "frames")) {
        for (Json variable : items(frame, "variables")) {
          if (variable instanceof Json.Obj known && known.get("address") instanceof Json.Num at) {
            boolean argument = known.get("parameter").equals(Json.of(true));
            String name = known.get("name") instanceof Json.Str text ? text.value() : "";
            variables.putIfAbsent(
                (int) (long) at.value(),
                Message.of(
                    argument ? "stack.argument" : "stack.local", Argument.code("name", name)));
          }
        }
      }
    }
    return variables;
  }

  private static List<Json> items(Json object, String member) {
    return object instanceof Json.Obj members && members.get(member) instanceof Json.Arr array
        ? array.items()
        : List.of();
  }

  private int linear(int pointer) {
    return cpu.segments.base[Segments.SS] + (size == Short.BYTES ? pointer & LOW_HALF : pointer);
  }

  /** From the lowest address up, without what lies unwritten at both ends. */
  private List<Word> words() {
    List<Integer> addresses = new ArrayList<>();
    List<Watch> watches = new ArrayList<>();
    for (int i = -TAKEN; i < DEPTH; i++) {
      int address = top + i * size;
      int physical = cpu.linear().physical(address);
      if (physical != Paging.NOT_MAPPED) {
        addresses.add(address);
        watches.add(Watch.bytes(physical, size));
      }
    }
    List<Writer> writers = scene.world().lastWriter().find(scene.world().step(), watches);
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < addresses.size(); i++) {
      int address = addresses.get(i);
      words.add(new Word(address, read(address), writers.get(i)));
    }
    while (!words.isEmpty() && !words.get(words.size() - 1).written()) {
      words.remove(words.size() - 1);
    }
    while (!words.isEmpty()
        && !words.get(0).written()
        && Integer.compareUnsigned(words.get(0).address(), top) < 0) {
      words.remove(0);
    }
    return words;
  }

  private int read(int address) {
    return size == Short.BYTES ? cpu.linear().read16(address) : cpu.linear().read32(address);
  }

  private static Map<Integer, Writer> writers(List<Word> words) {
    Map<Integer, Writer> writers = new LinkedHashMap<>();
    words.forEach(word -> writers.put(word.address(), word.writer()));
    return writers;
  }

  private Json row(Word word, boolean live, int frame, Message meaning) {
    int step = word.writer().step();
    return Json.object()
        .putUnsigned("address", word.address())
        .putUnsigned("physical", cpu.linear().physical(word.address()))
        .putUnsigned("value", word.value())
        .put("live", live)
        .put("frame", frame)
        .put("text", scene.words().sentence(meaning))
        .put("step", step < 0 ? Json.NULL : Json.of(step))
        .put("now", step == scene.world().step() && word.written())
        .build();
  }
}
