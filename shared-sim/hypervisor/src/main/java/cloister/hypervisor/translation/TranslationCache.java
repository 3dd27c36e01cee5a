package cloister.hypervisor.translation;

import cloister.bus.Memory;
import cloister.cpu.decode.Decoder;
import cloister.cpu.decode.OpcodeTable;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The translations of one guest's kernel: the instructions are in the host's memory, behind a page
 * of words that they work on ({@link Words}); what leads where is kept here. When there is no room
 * left, all of them go.
 */
public final class TranslationCache implements Saveable {
  /** The processor does the last of an instruction of the guest's. */
  static final int COUNTS = 1;

  /** And no interrupt is taken before the next one is done, too. */
  static final int SHADOWS = 2;

  static final int STARTS_UNIT = 4;
  static final int FINDS = 8;

  /** Bytes of the longest unit. */
  private static final int MOST_BYTES = 2048;

  private final Memory memory;
  private final int words;
  private final int base;
  private final byte[] marks;
  private final Units units = new Units();
  private final Decoder decoder = new Decoder(new OpcodeTable());
  private final LookUpCode lookUp = new LookUpCode(false);
  private int used;
  private final TranslationCounts counts = new TranslationCounts();
  private final Adaptation adaptation = new Adaptation();

  /**
   * @param page physical address of the words; the cache follows
   * @param bytes of the cache
   */
  public TranslationCache(Memory memory, int page, int bytes) {
    this.memory = memory;
    words = page;
    base = page + Memory.PAGE_SIZE;
    marks = new byte[bytes];
  }

  public TranslationCounts counts() {
    return counts;
  }

  public int bytes() {
    return marks.length;
  }

  public int usedBytes() {
    return used;
  }

  /** Physical address of the first instruction. */
  public int base() {
    return base;
  }

  /** The units that lead somewhere or could again, in the order in which they were made. */
  public List<Listing> listings() {
    List<Listing> listings = new ArrayList<>();
    for (Unit unit : units) {
      if (!unit.isDropped()) {
        listings.add(listing(unit));
      }
    }
    return listings;
  }

  /** The unit in which an offset lies, if there is one. */
  public Optional<Listing> listingAt(int offset) {
    return units.at(offset).map(this::listing);
  }

  private Listing listing(Unit unit) {
    return Listing.of(unit, adaptation::refusals);
  }

  public int word(int word) {
    return memory.read32(words + word);
  }

  public void setWord(int word, int value) {
    memory.write32(words + word, value);
  }

  /** Forgets every unit. */
  public void flush() {
    counts.flushed(!units.isEmpty());
    reset();
  }

  /** Empty, with the code that looks up addresses alone. */
  public void reset() {
    units.clear();
    adaptation.forgetAll();
    for (int i = 0; i < Words.TABLE_ENTRIES; i++) {
      forget(i);
    }
    byte[] code = lookUp.bytes();
    write(0, code);
    used = code.length;
    markAll();
  }

  private void markAll() {
    Arrays.fill(marks, (byte) 0);
    marks[lookUp.found()] = COUNTS | FINDS;
    units.forEach(this::mark);
  }

  private void mark(Unit unit) {
    for (Unit.Mark mark : unit.marks()) {
      marks[mark.offset()] |= (byte) mark.bits();
    }
  }

  /** An address that no jump with this place in the table can have. */
  private void forget(int index) {
    setWord(Words.TABLE + 8 * index, ~index);
    setWord(Words.TABLE + 8 * index + 4, 0);
  }

  private void write(int offset, byte[] code) {
    for (int i = 0; i < code.length; i++) {
      memory.write8(base + offset + i, code[i] & 0xFF);
    }
  }

  private boolean has(int offset, int bit) {
    return offset >= 0 && offset < marks.length && (marks[offset] & bit) != 0;
  }

  /** The instruction at this offset is the last of one of the guest's. */
  public boolean counts(int offset) {
    return has(offset, COUNTS);
  }

  public boolean shadows(int offset) {
    return has(offset, SHADOWS);
  }

  public boolean finds(int offset) {
    return has(offset, FINDS);
  }

  /** The processor has come to an offset by itself. */
  public void comesTo(int offset) {
    if (has(offset, STARTS_UNIT)) {
      units.at(offset).ifPresent(Unit::enter);
    }
  }

  /**
   * Where the processor is in the guest's code, when it is at an offset of the cache.
   *
   * @return nothing where no translation lies
   */
  public Optional<Place> place(int offset) {
    if (offset == lookUp.missed()) {
      return Optional.of(new Place(word(Words.TARGET), Place.Why.LOOK_UP, true, false));
    }
    if (offset >= 0 && offset < lookUp.bytes().length) {
      return Optional.of(new Place(word(Words.TARGET), Place.Why.NONE, false, false));
    }
    return units.at(offset).map(unit -> place(unit, offset));
  }

  private static Place place(Unit unit, int offset) {
    Point point = unit.pointAt(offset);
    boolean whole = point.offset() == offset;
    boolean holdsEax = !whole && point.kind() == Kind.INDIRECT.ordinal();
    Place.Why why = Place.Why.NONE;
    int eip = point.eip();
    for (Exit exit : unit.exits()) {
      if (exit.offset() == offset) {
        eip = exit.eip();
        why =
            switch (exit.why()) {
              case CONTINUE -> Place.Why.CONTINUE;
              case CALL_OUT -> Place.Why.CALL_OUT;
              case STEP -> Place.Why.STEP;
              case SIMULATE -> Place.Why.SIMULATE;
              case EXHAUSTED -> Place.Why.NONE;
            };
      }
    }
    return new Place(eip, why, whole, holdsEax);
  }

  /** True when all of one of the guest's instructions is done there, and nothing of the next. */
  public boolean isBetween(int offset) {
    return units.at(offset).map(unit -> unit.pointAt(offset).offset() == offset).orElse(false);
  }

  /** True when nothing leads to this offset any more: other code, or another translation of it. */
  public boolean isStale(int offset) {
    return offset >= lookUp.bytes().length && !units.at(offset).map(Unit::isInUse).orElse(false);
  }

  /** Offset of the translation of an address, if it is the first of a unit's. */
  public int find(int eip) {
    return units.from(eip).map(Unit::start).orElse(-1);
  }

  /** Offset of the translation of an address, if it is any of a unit's. */
  public int findInside(int eip) {
    int start = find(eip);
    return start >= 0 ? start : units.inside(eip, adaptation::isSimulated);
  }

  /**
   * Translates what begins at an address.
   *
   * @return its offset; -1 when the guest cannot fetch it
   */
  public int translate(Source source, int eip) {
    if (used + MOST_BYTES > marks.length) {
      flush();
    }
    Translator translator =
        new Translator(decoder, source, used, 0, false, adaptation::isSimulated);
    Optional<Unit> made = translator.unit(eip);
    if (made.isEmpty()) {
      return -1;
    }
    write(used, translator.bytes());
    Unit unit = made.get();
    units.add(unit);
    mark(unit);
    used = unit.end();
    counts.translated();
    return unit.start();
  }

  /**
   * An instruction was refused in the cache.
   *
   * @param offset of its translation
   * @return true when it is to be a call-out from now on
   */
  public boolean refused(int offset) {
    Optional<Point> point = units.point(offset, Kind.IDENTICAL);
    if (point.isEmpty()) {
      return false;
    }
    int eip = point.get().eip();
    boolean was = adaptation.isSimulated(eip);
    boolean now = adaptation.refused(eip);
    if (now && !was) {
      counts.becomesCallOut();
    }
    return now;
  }

  /**
   * An instruction was done in the place of a call-out.
   *
   * @param needed it would have been refused
   * @return true when it is to be what it was from now on
   */
  public boolean simulated(int offset, boolean needed) {
    if (needed) {
      counts.avoidsRefusal();
    }
    Optional<Point> point = units.point(offset, Kind.SIMULATED);
    if (point.isEmpty() || adaptation.done(point.get().eip(), needed)) {
      return false;
    }
    counts.becomesItself();
    return true;
  }

  /** How often the guest's instruction at an address was refused, or would have been. */
  public int refusals(int eip) {
    return adaptation.refusals(eip);
  }

  /** The guest's address of the first instruction of the unit in which an offset lies. */
  public int firstEip(int offset) {
    return units.at(offset).orElseThrow().eip();
  }

  /** The offset of a unit of the same instructions that suits now, and was put aside; else -1. */
  public int suitable(int offset) {
    return units.suitable(firstEip(offset), adaptation::isSimulated).map(Unit::start).orElse(-1);
  }

  /** Puts a unit aside for another of the same address: what led to it leads there. */
  public void replace(int offset, int by) {
    Unit old = units.at(offset).orElseThrow();
    old.aside(true);
    units.at(by).orElseThrow().aside(false);
    for (Unit unit : units) {
      for (Exit exit : unit.exits()) {
        if (exit.isChained() && exit.eip() == old.eip()) {
          lead(exit, by);
        }
      }
    }
    if (word(Words.TABLE + 8 * (old.eip() & Words.TABLE_ENTRIES - 1)) == old.eip()) {
      remember(old.eip(), by);
    }
  }

  /** Bytes of the guest that a unit is of. */
  public int sourceBytes(int start) {
    return units.at(start).map(unit -> unit.source().length).orElse(0);
  }

  /**
   * Lets the jump that led to a call-out lead to a unit instead.
   *
   * @param from offset of the call-out
   * @return true when it could be
   */
  public boolean chain(int from, int to) {
    Optional<Unit> unit = units.at(from);
    if (unit.isEmpty() || unit.get().isDropped()) {
      return false;
    }
    for (Exit exit : unit.get().exits()) {
      if (exit.offset() == from && exit.canBeChained()) {
        lead(exit, to);
        exit.chained(true);
        counts.chained();
        return true;
      }
    }
    return false;
  }

  private void lead(Exit exit, int to) {
    int distance = to - (exit.jump() + Integer.BYTES);
    for (int i = 0; i < Integer.BYTES; i++) {
      memory.write8(base + exit.jump() + i, distance >>> 8 * i & 0xFF);
    }
  }

  /** The guest's EAX where a place says that it is here. */
  public int heldEax() {
    return word(Words.EAX);
  }

  /** The byte at an offset. */
  public int byteAt(int offset) {
    return memory.readCode(base + offset) & 0xFF;
  }

  /** An indirect jump to this address finds its translation from now on. */
  public void remember(int eip, int offset) {
    int index = eip & Words.TABLE_ENTRIES - 1;
    setWord(Words.TABLE + 8 * index, eip);
    setWord(Words.TABLE + 8 * index + 4, offset);
  }

  /** Forgets the units whose bytes are not what the guest has there now. */
  public void dropChanged(Source source) {
    for (Unit unit : units) {
      if (!unit.isDropped() && isChanged(unit, source)) {
        drop(unit);
      }
    }
  }

  /** Forgets all units, but what runs now may still go on. */
  public void dropAll() {
    for (Unit unit : units) {
      if (!unit.isDropped()) {
        drop(unit);
      }
    }
  }

  private static boolean isChanged(Unit unit, Source source) {
    byte[] bytes = unit.source();
    for (int i = 0; i < bytes.length; i++) {
      if ((byte) source.byteAt(unit.eip() + i) != bytes[i]) {
        return true;
      }
    }
    return false;
  }

  private boolean isTranslated(int eip) {
    for (Unit unit : units) {
      if (unit.isInUse() && unit.covers(eip)) {
        return true;
      }
    }
    return false;
  }

  private void drop(Unit gone) {
    gone.drop();
    counts.dropped();
    adaptation.forget(gone.eip(), gone.source().length, this::isTranslated);
    for (Unit unit : units) {
      for (Exit exit : unit.exits()) {
        if (exit.isChained() && exit.eip() == gone.eip()) {
          lead(exit, exit.offset());
          exit.chained(false);
        }
      }
    }
    int index = gone.eip() & Words.TABLE_ENTRIES - 1;
    if (word(Words.TABLE + 8 * index) == gone.eip()) {
      forget(index);
    }
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(used);
    counts.save(out);
    units.save(out);
    adaptation.save(out);
  }

  @Override
  public void load(StateReader in) {
    used = in.readInt();
    counts.load(in);
    units.load(in);
    adaptation.load(in);
    markAll();
  }
}
