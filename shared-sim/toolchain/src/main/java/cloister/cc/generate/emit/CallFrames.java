package cloister.cc.generate.emit;

import cloister.cc.code.Debug.CallFrame;
import cloister.cc.code.Item;
import cloister.cc.generate.machine.Registers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Notes with labels how the caller's frame is found from each place on (DWARF 4, 6.4). */
public final class CallFrames {
  /** As the call left it: the return address is on top. */
  private static final CallFrame AT_ENTRY = new CallFrame("", Registers.ESP, 4, List.of());

  private final boolean wanted;
  private final Supplier<String> labels;
  private final List<CallFrame> all = new ArrayList<>();
  private CallFrame last = AT_ENTRY;

  /**
   * @param wanted false to take no notes
   * @param labels gives a new one each time
   */
  public CallFrames(boolean wanted, Supplier<String> labels) {
    this.wanted = wanted;
    this.labels = labels;
  }

  public List<CallFrame> all() {
    return all;
  }

  boolean wanted() {
    return wanted;
  }

  /** From here on the frame is found so; the registers are in the order of their pushes. */
  void from(int base, int offset, List<Integer> saved, List<Item> items) {
    boolean same = last.base() == base && last.offset() == offset && last.saved().equals(saved);
    if (wanted && !same) {
      String here = labels.get();
      items.add(new Item.Label(here));
      last = new CallFrame(here, base, offset, List.copyOf(saved));
      all.add(last);
    }
  }
}
