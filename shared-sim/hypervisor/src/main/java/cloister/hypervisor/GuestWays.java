package cloister.hypervisor;

import cloister.bits.Hex;
import cloister.bus.Memory;
import cloister.codec.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A guest's own page tables, entry by entry, beside what the hypervisor has behind them: the
 * shadows of these entries, or extended page tables.
 */
final class GuestWays {
  private static final int ENTRIES = 1024;
  private static final int FRAME = -Memory.PAGE_SIZE;

  /** Rows that are shown. */
  private static final int MOST = 40;

  /**
   * What the processor has behind an entry of the guest's.
   *
   * @param address physical address of it; 0 where there is none
   * @param entry 0 where nothing is entered
   * @param traced true where writes to the page are refused so that the hypervisor hears of them
   */
  record Behind(int address, int entry, boolean present, boolean writable, boolean traced) {}

  /** Who knows what is behind. */
  interface Second {
    Behind of(int linear, int physical);
  }

  /** Pages that follow each other and have the same rights on both sides. */
  private static final class Row {
    final int linear;
    final int at;
    final int entry;
    final Behind behind;
    int pages = 1;

    Row(int linear, int at, int entry, Behind behind) {
      this.linear = linear;
      this.at = at;
      this.entry = entry;
      this.behind = behind;
    }

    boolean goesOn(int otherLinear, int otherEntry, Behind other) {
      int bytes = pages * Memory.PAGE_SIZE;
      int marks = GuestTables.ACCESSED | GuestTables.DIRTY;
      boolean next =
          otherLinear == linear + bytes && (otherEntry & ~marks) == (entry & ~marks) + bytes;
      boolean both = behind.present && other.present;
      boolean after = both ? other.entry == behind.entry + bytes : behind.present == other.present;
      return next && after && behind.traced == other.traced;
    }
  }

  private final VirtualMachine guest;
  private final VirtualCpu cpu;
  private final Second second;
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param cpu what the guest has in its control registers now
   */
  GuestWays(VirtualMachine guest, VirtualCpu cpu, Second second) {
    this.guest = guest;
    this.cpu = cpu;
    this.second = second;
  }

  Json json(String kind, int reads) {
    for (int upper = 0; upper < ENTRIES; upper++) {
      int directory = (cpu.cr3 & FRAME) + 4 * upper;
      int entry = guest.memory().read32(directory);
      boolean there = guest.memory().holds(directory) && (entry & GuestTables.PRESENT) != 0;
      if (there && (entry & GuestTables.LARGE) == 0) {
        table(upper << 22, entry & FRAME);
      } else if (there) {
        add(upper << 22, directory, entry, entry & 0xFFC00000);
      }
    }
    int shown = Math.min(MOST, rows.size());
    List<Json> list = new ArrayList<>();
    for (Row row : rows.subList(0, shown)) {
      list.add(json(row));
    }
    return Json.object()
        .put("kind", kind)
        .put("reads", reads)
        .put("rows", list)
        .put("hidden", rows.size() - shown)
        .build();
  }

  private void table(int first, int table) {
    for (int lower = 0; lower < ENTRIES; lower++) {
      int at = table + 4 * lower;
      int entry = guest.memory().read32(at);
      if (guest.memory().holds(at) && (entry & GuestTables.PRESENT) != 0) {
        add(first | lower << Memory.PAGE_BITS, at, entry, entry & FRAME);
      }
    }
  }

  private void add(int linear, int at, int entry, int physical) {
    Behind behind = second.of(linear, physical);
    if (!rows.isEmpty() && rows.getLast().goesOn(linear, entry, behind)) {
      rows.getLast().pages++;
    } else {
      rows.add(new Row(linear, at, entry, behind));
    }
  }

  private static Json json(Row row) {
    Json.Members out =
        Json.object()
            .put("linear", Hex.hex32(row.linear))
            .put("pages", row.pages)
            .put("at", Hex.hex32(row.at))
            .put("entry", Hex.hex32(row.entry))
            .put("physical", Hex.hex32(row.entry & FRAME))
            .put("writable", (row.entry & GuestTables.WRITABLE) != 0)
            .put("traced", row.behind.traced);
    if (row.behind.present) {
      out.put("behindAt", Hex.hex32(row.behind.address))
          .put("behind", Hex.hex32(row.behind.entry))
          .put("host", Hex.hex32(row.behind.entry & FRAME))
          .put("open", row.behind.writable);
    }
    return out.build();
  }
}
