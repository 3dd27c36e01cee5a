package cloister.world.sentence;

import cloister.bits.Ascii;
import cloister.event.Event;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.probe.DescriptorField;
import cloister.world.probe.Paths;
import cloister.world.probe.Place;
import cloister.world.table.Descriptor;
import java.util.List;
import java.util.Optional;

/** What was changed by hand, in the words that everything else has for it. */
final class PlaceWords {
  private PlaceWords() {}

  static Message poked(Event.Poked poked) {
    boolean off = poked.newValue() == 0;
    return switch (Paths.parse(poked.path()).orElse(null)) {
      case Place.Frozen(int guest) -> ofGuest(off ? "step.thaw" : "step.freeze", guest);
      case Place.Snapshot(int guest) -> ofGuest(off ? "step.forget" : "step.snapshot", guest);
      case Place.Key(int guest) ->
          Message.of(
              "step.key",
              Argument.name("guest", String.valueOf((char) ('A' + guest))),
              Argument.hex("byte", poked.newValue()));
      case Place.PutBack(int guest) -> ofGuest("step.put-back", guest);
      case null, default ->
          Message.of(
              "step.poke",
              place(poked.path()),
              Argument.hex("old", poked.oldValue()),
              Argument.hex("new", poked.newValue()));
    };
  }

  private static Message ofGuest(String id, int guest) {
    return Message.of(id, Argument.name("guest", String.valueOf((char) ('A' + guest))));
  }

  /**
   * The name of the field, flag or register alone, what was done to a guest, or the whole path of
   * what is none of these.
   */
  static String label(String path) {
    Optional<Place> place = Paths.parse(path);
    if (place.isPresent() && isOfGuest(place.get())) {
      List<String> parts = Paths.split(path);
      return parts.get(2) + " " + Ascii.upper(parts.get(1));
    }
    if (place.isPresent() && place.get() instanceof Place.Entry entry) {
      return name(entry.field());
    }
    if (place.isPresent() && place.get() instanceof Place.Page page) {
      return page.field().manualName();
    }
    int name = path.startsWith("flags.") || path.startsWith("reg.") ? path.indexOf('.') + 1 : 0;
    return name > 0 ? Ascii.upper(path.substring(name)) : path;
  }

  private static boolean isOfGuest(Place place) {
    return place instanceof Place.Frozen
        || place instanceof Place.Snapshot
        || place instanceof Place.PutBack;
  }

  private static Argument place(String path) {
    Optional<Place> place = Paths.parse(path);
    Argument field = Argument.name("field", label(path));
    if (place.isPresent() && place.get() instanceof Place.Entry entry) {
      return Argument.text(
          "path",
          entry.interrupts()
              ? Message.of("place.gate", field, Argument.vector("vector", entry.index()))
              : Message.of(
                  "place.descriptor",
                  field,
                  Argument.selector("selector", entry.index() * Descriptor.SIZE)));
    }
    if (place.isPresent() && place.get() instanceof Place.Page page) {
      String id = page.ofDirectory() ? "place.directory" : "place.page";
      return Argument.text("path", Message.of(id, field, Argument.hex32("linear", page.linear())));
    }
    if (place.isPresent() && place.get() instanceof Place.Cell cell) {
      String id = cell.bytes() == 1 ? "place.byte" : "place.bytes";
      return Argument.text("path", Message.of(id, Argument.hex32("linear", cell.address())));
    }
    return Argument.name("path", label(path));
  }

  private static String name(DescriptorField field) {
    return switch (field) {
      case DPL -> "DPL";
      case PRESENT -> "P";
      case TYPE, SELECTOR, OFFSET, BASE, LIMIT, COUNT -> field.id();
    };
  }
}
