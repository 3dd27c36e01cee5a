package cloister.cpu.translate;

import cloister.cpu.seg.TableEntry;
import java.util.List;

/** Writes what all ways through gates have in common: looks at descriptors, and saved words. */
final class WayCode {
  /** Where an interrupt saves what, from the word that is pushed last on. */
  static final int CS_IN_FRAME = 4;

  static final int FLAGS_IN_FRAME = 8;

  private static final int SELECTOR = 0xffff;

  private final RegionCode code;

  /** As the processor itself accesses its tables. */
  private final Mode processor;

  WayCode(RegionCode code, Mode mode) {
    this.code = code;
    processor = mode.inRing0();
  }

  /** Gives up when a descriptor is not what it was, or is not to be read plainly. */
  void requireEntries(List<TableEntry> entries) {
    entries.forEach(this::requireEntry);
  }

  private void requireEntry(TableEntry entry) {
    code.constant(entry.linear());
    code.set(Local.ADDRESS);
    code.locateKnown(8, false, processor);
    readOf(Local.PHYSICAL, 0);
    code.constant(entry.low());
    code.giveUpIf(Comparison.NOT_EQUAL);
    readOf(Local.PHYSICAL, 4);
    code.constant(entry.high());
    code.giveUpIf(Comparison.NOT_EQUAL);
  }

  /** Pops a linear address and locates bytes there, as the processor itself does it. */
  void locateForProcessor(int bytes, boolean write) {
    code.set(Local.ADDRESS);
    code.locateKnown(bytes, write, processor);
    code.get(Local.PHYSICAL);
    code.set(Local.VALUE);
  }

  /** Pushes a word at a distance from the address in {@link Local#VALUE}. */
  void read(int distance) {
    readOf(Local.VALUE, distance);
  }

  private void readOf(int place, int distance) {
    pushPlace(place, distance);
    code.read(4);
  }

  /** Gives up when there is another selector in the lower half of a word. */
  void requireSelector(int distance, int selector) {
    read(distance);
    code.calculate(Operator.AND, SELECTOR);
    code.constant(selector);
    code.giveUpIf(Comparison.NOT_EQUAL);
  }

  /** Writes a word at a distance from the address in {@link Local#VALUE}. */
  void write(int distance, Runnable value) {
    pushPlace(Local.VALUE, distance);
    value.run();
    code.write(4);
  }

  private void pushPlace(int place, int distance) {
    code.get(place);
    if (distance != 0) {
      code.calculate(Operator.ADD, distance);
    }
  }
}
