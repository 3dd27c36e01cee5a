package cloister.hypervisor.translation;

import cloister.bus.Memory;
import cloister.cpu.decode.Decoder;
import cloister.cpu.decode.OpcodeTable;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Translations of the kernel of a whole PC: units that count their instructions themselves, so that
 * nobody has to look while they run. Each is of one page; pages are found by where the guest sees
 * them. When there is no room left, all units go.
 */
public final class CountedCache implements Saveable {
  /** Bytes of the longest unit. */
  private static final int MOST_BYTES = 2048;

  private final Memory memory;
  private final int words;
  private final int base;
  private final int bytes;
  private final Decoder decoder = new Decoder(new OpcodeTable());
  private final LookUpCode lookUp = new LookUpCode(true);
  private final TranslationCounts counts = new TranslationCounts();

  /** Each at a higher offset than the one before. */
  private final List<Unit> units = new ArrayList<>();

  private final Map<Integer, Unit> byAddress = new LinkedHashMap<>();

  /** Jumps that lead to a unit, by its offset. */
  private final Map<Integer, List<Exit>> incoming = new LinkedHashMap<>();

  /** The units of a page, by its number in the guest's linear memory. */
  private final Map<Integer, List<Unit>> byPage = new TreeMap<>();

  private int used;

  /**
   * @param page physical address of the words, and of the table behind them
   * @param base physical address of the first instruction
   * @param bytes room from there on
   */
  public CountedCache(Memory memory, int page, int base, int bytes) {
    this.memory = memory;
    words = page;
    this.base = base;
    this.bytes = bytes;
  }

  /** Why the hypervisor has been called, or reached, from a translation. */
  public enum Why {
    /** Something was refused to an instruction. */
    REFUSED,
    /** The guest's next address has no translation yet, or no jump leads there. */
    CONTINUE,
    /** An indirect jump has not found its address in the table. */
    LOOK_UP,
    /** An instruction has to be done by somebody else. */
    CALL_OUT,
    /** The guest has done what it might, or would do more in the next unit. */
    EXHAUSTED
  }

  /**
   * Where a guest is.
   *
   * @param eip of its next instruction, of which nothing is done
   * @param left how many instructions it might still do
   * @param holdsEax its EAX is the word of that name
   */
  public record Left(Why why, int eip, int left, boolean holdsEax) {}

  public TranslationCounts counts() {
    return counts;
  }

  public int word(int word) {
    return memory.read32(words + word);
  }

  public void setWord(int word, int value) {
    memory.write32(words + word, value);
  }

  /** The guest's EAX where a place says that it is among the words. */
  public int heldEax() {
    return word(Words.EAX);
  }

  /** Empty, with the code that looks up addresses alone. */
  public void reset() {
    counts.flushed(!units.isEmpty());
    units.clear();
    byAddress.clear();
    incoming.clear();
    byPage.clear();
    for (int i = 0; i < Words.WIDE_TABLE_ENTRIES; i++) {
      forget(i);
    }
    byte[] code = lookUp.bytes();
    write(0, code);
    used = code.length;
  }

  /** An address that no jump with this place in the table can have. */
  private void forget(int index) {
    setWord(Words.WIDE_TABLE + 8 * index, ~index);
    setWord(Words.WIDE_TABLE + 8 * index + 4, 0);
  }

  private void write(int offset, byte[] code) {
    for (int i = 0; i < code.length; i++) {
      memory.write8(base + offset + i, code[i] & 0xFF);
    }
  }

  /** Offset of the translation of an address, if it is the first of a unit's; else -1. */
  public int find(int eip) {
    Unit unit = byAddress.get(eip);
    return unit == null ? -1 : unit.start();
  }

  /** True when the next unit may need more room than there is: {@link #reset} makes some. */
  public boolean isFull() {
    return used + MOST_BYTES > bytes;
  }

  /**
   * Translates what begins at an address.
   *
   * @param page number of the page that it lies in, in the guest's linear memory
   * @return its offset; -1 when its first instruction is not in that page alone
   */
  public int translate(Source source, int eip, int page) {
    Translator translator = new Translator(decoder, source, used, 0, true, _ -> false);
    Unit unit = translator.unit(eip).orElse(null);
    if (unit == null) {
      return -1;
    }
    write(used, translator.bytes());
    add(unit, page);
    used = unit.end();
    counts.translated();
    return unit.start();
  }

  private void add(Unit unit, int page) {
    units.add(unit);
    byAddress.put(unit.eip(), unit);
    byPage.computeIfAbsent(page, _ -> new ArrayList<>()).add(unit);
  }

  /** Bytes of the guest that a unit is of. */
  public int sourceBytes(int start) {
    return unitAt(start).source().length;
  }

  /** The pages that units are of, by their numbers in the guest's linear memory. */
  public List<Integer> pages() {
    return List.copyOf(byPage.keySet());
  }

  private Unit unitAt(int offset) {
    int low = 0;
    int high = units.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (units.get(middle).start() <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return units.get(low);
  }

  /**
   * Where the guest is when the processor has left translations at an offset.
   *
   * @param called by a translation, and not because something was refused
   */
  public Left left(int offset, boolean called) {
    int left = word(Words.LEFT);
    if (offset < lookUp.bytes().length) {
      return new Left(Why.LOOK_UP, word(Words.TARGET), left, false);
    }
    Unit unit = unitAt(offset);
    left += unit.from(offset);
    if (called) {
      for (Exit exit : unit.exits()) {
        if (exit.offset() == offset) {
          return new Left(why(exit), exit.eip(), left, false);
        }
      }
    }
    Point point = unit.pointAt(offset);
    boolean begun = point.offset() != offset && point.kind() == Kind.INDIRECT.ordinal();
    return new Left(Why.REFUSED, point.eip(), left, begun);
  }

  private static Why why(Exit exit) {
    return switch (exit.why()) {
      case CONTINUE -> Why.CONTINUE;
      case CALL_OUT, STEP, SIMULATE -> Why.CALL_OUT;
      case EXHAUSTED -> Why.EXHAUSTED;
    };
  }

  /**
   * Lets the jump that led to a call lead to a unit instead.
   *
   * @param from offset of the call
   */
  public void chain(int from, int to) {
    Unit unit = unitAt(from);
    for (Exit exit : unit.exits()) {
      if (exit.offset() == from && exit.canBeChained() && !unit.isDropped()) {
        lead(exit, to);
        exit.chained(true);
        incoming.computeIfAbsent(to, _ -> new ArrayList<>()).add(exit);
        counts.chained();
      }
    }
  }

  private void lead(Exit exit, int to) {
    memory.write32(base + exit.jump(), to - (exit.jump() + Integer.BYTES));
  }

  /** An indirect jump to this address finds its translation from now on. */
  public void remember(int eip, int offset) {
    int index = eip & Words.WIDE_TABLE_ENTRIES - 1;
    setWord(Words.WIDE_TABLE + 8 * index, eip);
    setWord(Words.WIDE_TABLE + 8 * index + 4, offset);
  }

  /** Forgets the units of a page: nothing leads to them any more. */
  public void dropPage(int page) {
    List<Unit> gone = byPage.remove(page);
    if (gone != null) {
      gone.forEach(this::drop);
    }
  }

  private void drop(Unit gone) {
    gone.drop();
    counts.dropped();
    byAddress.remove(gone.eip());
    List<Exit> jumps = incoming.remove(gone.start());
    if (jumps != null) {
      for (Exit exit : jumps) {
        lead(exit, exit.offset());
        exit.chained(false);
      }
    }
    int index = gone.eip() & Words.WIDE_TABLE_ENTRIES - 1;
    if (word(Words.WIDE_TABLE + 8 * index) == gone.eip()) {
      forget(index);
    }
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(used);
    counts.save(out);
    out.writeInt(units.size());
    units.forEach(unit -> unit.save(out));
    out.writeInt(byPage.size());
    byPage.forEach(
        (page, list) -> {
          out.writeInt(page);
          out.writeInt(list.size());
          list.forEach(unit -> out.writeInt(unit.start()));
        });
  }

  @Override
  public void load(StateReader in) {
    used = in.readInt();
    counts.load(in);
    units.clear();
    byAddress.clear();
    incoming.clear();
    byPage.clear();
    for (int left = in.readInt(); left > 0; left--) {
      units.add(Unit.load(in));
    }
    for (int left = in.readInt(); left > 0; left--) {
      int page = in.readInt();
      List<Unit> list = new ArrayList<>();
      for (int more = in.readInt(); more > 0; more--) {
        list.add(unitAt(in.readInt()));
      }
      byPage.put(page, list);
      list.forEach(unit -> byAddress.put(unit.eip(), unit));
    }
    for (Unit unit : units) {
      for (Exit exit : unit.exits()) {
        if (exit.isChained()) {
          int to = byAddress.get(exit.eip()).start();
          incoming.computeIfAbsent(to, _ -> new ArrayList<>()).add(exit);
        }
      }
    }
  }
}
