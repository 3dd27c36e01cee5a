package cloister.world.watch;

import cloister.bits.Hex;
import cloister.input.Numbers;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.World;
import cloister.world.probe.Names;
import cloister.world.probe.Paths;
import cloister.world.probe.Place;
import cloister.world.sentence.Sentences;
import cloister.world.timeline.Watch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A value of the machine by its name: every path of {@link Paths}; registers and flags without the
 * first word, segment and control registers among them; {@code 20040.16}, {@code counter}, {@code
 * counter.8} for memory; {@code gdt.5} and {@code idt.30} for whole entries; {@code port.60}.
 *
 * @param path names the same place again; where memory was named by a symbol, wherever that is then
 */
record Spot(String path, Message name, Watch watch) {
  private static final int MOST_BYTES = 4096;

  static Optional<Spot> of(World world, String text) {
    List<String> parts = Paths.split(text);
    String first = parts.get(0);
    int count = parts.size();
    if (first.equals("mem")) {
      return count > 1 ? memory(world, text, parts.subList(1, count)) : Optional.empty();
    }
    if (first.equals("port")) {
      return count == 2 ? port(parts.get(1)) : Optional.empty();
    }
    if (count == 2 && (first.equals("gdt") || first.equals("idt"))) {
      return entry(world, text);
    }
    String lower = text.toLowerCase(Locale.ROOT);
    return register(lower.startsWith("reg.") ? lower.substring(4) : lower)
        .or(() -> place(world, lower))
        .or(() -> place(world, "reg." + lower))
        .or(() -> place(world, "flags." + lower))
        .or(() -> memory(world, text, parts));
  }

  /** What no path names, because it cannot be changed by hand. */
  private static Optional<Spot> register(String name) {
    int segment = Names.SEGMENTS.indexOf(name);
    if (segment >= 0) {
      return Optional.of(register(name, new Watch.Segment(segment)));
    }
    int control = name.length() == 3 && name.startsWith("cr") ? name.charAt(2) - '0' : -1;
    if (control == 0 || control >= 2 && control <= 4) {
      return Optional.of(register(name, new Watch.Control(control)));
    }
    return name.equals("cpl") ? Optional.of(register(name, new Watch.Cpl())) : Optional.empty();
  }

  private static Optional<Spot> place(World world, String path) {
    Optional<Place> place = Paths.parse(path).filter(found -> found.exists(world.board()));
    if (place.isEmpty()) {
      return Optional.empty();
    }
    boolean plain = path.startsWith("reg.") || path.startsWith("flags.");
    String name = plain ? path.substring(path.indexOf('.') + 1) : path;
    Watch watch = name.equals("iopl") ? new Watch.Iopl() : new Watch.At(place.get());
    return Optional.of(new Spot(path, named(name), watch));
  }

  private static Spot register(String name, Watch watch) {
    return new Spot("reg." + name, named(name), watch);
  }

  private static Message named(String name) {
    return Message.of("spot.register", Argument.name("register", Sentences.upper(name)));
  }

  /** A whole entry of a table, by where it lies now. */
  private static Optional<Spot> entry(World world, String path) {
    Optional<Place> place = Paths.parse(path + ".dpl");
    if (place.isPresent()
        && place.get() instanceof Place.Entry entry
        && entry.exists(world.board())) {
      return physical(world, entry.address(world.board()), 8);
    }
    return Optional.empty();
  }

  private static Optional<Spot> memory(World world, String text, List<String> parts) {
    OptionalInt count =
        parts.size() < 2 ? OptionalInt.of(Integer.BYTES) : Numbers.parse(parts.get(1));
    if (parts.size() > 2 || count.isEmpty()) {
      return Optional.empty();
    }
    Optional<Integer> symbol = world.symbol(parts.get(0));
    if (symbol.isPresent()) {
      return physical(world, symbol.get(), count.getAsInt())
          .map(found -> new Spot(text, found.name, found.watch));
    }
    String digits = parts.get(0).startsWith("0x") ? parts.get(0).substring(2) : parts.get(0);
    OptionalInt address = Numbers.parseHex(digits);
    return address.isEmpty()
        ? Optional.empty()
        : bytes(world, address.getAsInt(), count.getAsInt());
  }

  private static Optional<Spot> physical(World world, int linear, int count) {
    return bytes(world, world.board().cpu().linear().physical(linear), count);
  }

  private static Optional<Spot> bytes(World world, int address, int count) {
    boolean inside =
        count > 0
            && count <= MOST_BYTES
            && address >= 0
            && address <= world.board().memory().size() - count;
    return inside
        ? Optional.of(
            new Spot(
                "mem." + Hex.hex32(address) + "." + count,
                memory(address, count),
                new Watch.Bytes(address, count)))
        : Optional.empty();
  }

  private static Optional<Spot> port(String digits) {
    OptionalInt port = Numbers.parseHex(digits);
    return port.isPresent() && port.getAsInt() >>> 16 == 0
        ? Optional.of(
            new Spot(
                "port." + digits,
                Message.of("spot.port", Argument.hex("port", port.getAsInt())),
                new Watch.Port(port.getAsInt())))
        : Optional.empty();
  }

  static Message memory(int address, int count) {
    Argument at = Argument.hex32("address", address);
    return count == 1
        ? Message.of("spot.byte", at)
        : Message.of("spot.bytes", Argument.decimal("count", count), at);
  }

  /** The digits of a value, as wide as the place is; empty where there is no single value. */
  String digits(int low, int high) {
    return switch (watch) {
      case Watch.Cpl _, Watch.Iopl _, Watch.Dpl _ -> Integer.toString(low);
      case Watch.At(Place place) ->
          place.max() > 0 && place.max() < 16
              ? Integer.toString(low)
              : Hex.hex(low, place.max() == 0xffff ? 4 : 8);
      case Watch.Segment _ -> Hex.hex16(low);
      case Watch.Control _ -> Hex.hex32(low);
      case Watch.Bytes(_, int count) ->
          count <= 4
              ? Hex.hex(low, 2 * count)
              : count <= 8 ? Hex.hex32(low) + " " + Hex.hex(high, 2 * count - 8) : "";
      case Watch.Port _ -> "";
    };
  }
}
