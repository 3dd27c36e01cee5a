package cloister.hypervisor;

import cloister.bits.Hex;
import cloister.codec.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that is kept of a guest while it does not run.
 *
 * @param part what keeps it
 * @param place its address or encoding, or empty where it lies in no memory
 */
record Cell(Part part, String name, String place, String value) {
  /** What keeps it. */
  enum Part {
    /** A word on the host's stack, which the way back takes into a register. */
    FRAME("frame"),
    /** What the hypervisor keeps of the processor that the guest believes to have. */
    VIRTUAL("virtual"),
    /** An entry of a page table, the guest's own or the shadow. */
    ENTRY("entry"),
    /** A field of the VMCS by which the processor tells of an exit. */
    EXIT("exit"),
    /** A field of the VMCS in which the processor keeps the guest. */
    GUEST("guest"),
    /** A field of the VMCS from which the processor takes the host. */
    HOST("host"),
    /** Another field of the VMCS. */
    CONTROLS("controls");

    private final String id;

    Part(String id) {
      this.id = id;
    }
  }

  static Cell word(Part part, String name, String place, int value) {
    return new Cell(part, name, place, Hex.hex32(value));
  }

  static Cell bit(String name, boolean value) {
    return new Cell(Part.VIRTUAL, name, "", value ? "1" : "0");
  }

  /** True for the same thing at another time; an entry may have got its place only then. */
  private boolean isOf(Cell other) {
    return part == other.part && name.equals(other.name);
  }

  boolean isAt(Cell other) {
    return place.equals(other.place);
  }

  Json.Members json() {
    return Json.object()
        .put("part", part.id)
        .put("name", name)
        .put("place", place)
        .put("value", value);
  }

  /** As it is now, with what it was before where that was something else. */
  static List<Json> changed(List<Cell> before, List<Cell> after) {
    List<Json> rows = new ArrayList<>();
    for (Cell now : after) {
      for (Cell then : before) {
        if (now.isOf(then) && !now.value.equals(then.value)) {
          rows.add(now.json().put("before", then.value).build());
        }
      }
    }
    return rows;
  }
}
