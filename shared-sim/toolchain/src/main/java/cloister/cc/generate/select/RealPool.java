package cloister.cc.generate.select;

import cloister.cc.code.Item;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.ir.Operation.RealFormat;
import cloister.cc.tree.Real;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Real constants in read-only memory, each once. */
public final class RealPool {
  private record Constant(Real value, RealFormat format) {}

  private final Labels labels;
  private final Map<Constant, String> names = new LinkedHashMap<>();
  private String table = "";

  public RealPool(Labels labels) {
    this.labels = labels;
  }

  /** Where a constant is, in the shortest format that has it exactly. */
  Memory place(Real value) {
    RealFormat format = RealFormats.shortest(value);
    String name = names.computeIfAbsent(new Constant(value, format), constant -> labels.next());
    return Memory.symbol(RealFormats.bits(format), name, 0);
  }

  /** Two singles, to be added by an index: 0 and 2 to the 64. */
  Memory zeroAndTwoTo64() {
    if (table.isEmpty()) {
      table = labels.next();
    }
    return Memory.symbol(32, table, 0);
  }

  /** The constants as data, the ones with the strictest alignment first. */
  public List<Item> items() {
    List<Item> items = new ArrayList<>();
    if (!names.isEmpty() || !table.isEmpty()) {
      items.add(Item.Section.READ_ONLY);
    }
    if (!table.isEmpty()) {
      items.add(new Item.Align(4));
      items.add(new Item.Label(table));
      items.add(new Item.Data(new byte[] {0, 0, 0, 0, 0, 0, (byte) 0x80, 0x5F}));
    }
    for (Map.Entry<Constant, String> entry : names.entrySet()) {
      RealFormat format = entry.getKey().format();
      items.add(new Item.Align(format == RealFormat.DOUBLE ? 8 : 4));
      items.add(new Item.Label(entry.getValue()));
      items.add(new Item.Data(RealFormats.bytes(entry.getKey().value(), format)));
    }
    return items;
  }
}
