package cloister.world.watch;

import cloister.bits.Ascii;
import cloister.bits.Hex;
import cloister.input.Numbers;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.World;
import cloister.world.probe.Names;
import cloister.world.probe.Paths;
import cloister.world.probe.Place;
import cloister.world.timeline.Watch;
import java.util.List;
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
  private static final String REGISTER = "reg.";
  private static final String FLAG = "flags.";

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
    String lower = Ascii.lower(text);
    Optional<Spot> found =
        register(lower.startsWith(REGISTER) ? lower.substring(REGISTER.length()) : lower);
    for (String before : List.of("", REGISTER, FLAG)) {
      found = found.isPresent() ? found : place(world, before + lower);
    }
    return found.isPresent() ? found : memory(world, text, parts);
  }

  /** What no path names, because it cannot be changed by hand. */
  private static Optional<Spot> register(String name) {
    int segment = Names.SEGMENTS.indexOf(name);
    int control = name.length() == 3 && name.startsWith("cr") ? name.charAt(2) - '0' : -1;
    Watch watch;
    if (segment >= 0) {
      watch = Watch.segment(segment);
    } else if (control == 0 || control >= 2 && control <= 4) {
      watch = Watch.control(control);
    } else if (name.equals("cpl")) {
      watch = Watch.cpl();
    } else {
      return Optional.empty();
    }
    return Optional.of(new Spot(REGISTER + name, named(name), watch));
  }

  private static Optional<Spot> place(World world, String path) {
    Optional<Place> place = Paths.parse(path);
    if (place.isEmpty() || !place.get().exists(world.machine())) {
      return Optional.empty();
    }
    boolean plain = path.startsWith(REGISTER) || path.startsWith(FLAG);
    String name = plain ? path.substring(path.indexOf('.') + 1) : path;
    if (!plain && place.get().physical(world.machine()) < 0) {
      return Optional.empty();
    }
    Watch watch = name.equals("iopl") ? Watch.iopl() : Watch.at(place.get(), world.machine());
    return Optional.of(new Spot(path, named(name), watch));
  }

  private static Message named(String name) {
    return Message.of("spot.register", Argument.name("register", Ascii.upper(name)));
  }

  /** A whole entry of a table, by where it lies now. */
  private static Optional<Spot> entry(World world, String path) {
    Optional<Place> place = Paths.parse(path + ".dpl");
    if (place.isPresent()
        && place.get() instanceof Place.Entry entry
        && entry.exists(world.machine())) {
      return bytes(world, "", entry.physical(world.machine()), entry.size(world.machine()));
    }
    return Optional.empty();
  }

  private static Optional<Spot> memory(World world, String text, List<String> parts) {
    OptionalInt count =
        parts.size() < 2 ? OptionalInt.of(Integer.BYTES) : Numbers.parse(parts.get(1));
    if (parts.size() > 2 || count.isEmpty()) {
      return Optional.empty();
    }
    String where = parts.get(0);
    Optional<Integer> symbol = world.symbol(where);
    if (symbol.isPresent()) {
      return bytes(world, text, physical(world, symbol.get()), count.getAsInt());
    }
    OptionalInt address = Numbers.parseHex(where.startsWith("0x") ? where.substring(2) : where);
    return bytes(world, "", address.orElse(-1), count.getAsInt());
  }

  /** -1 where nothing is mapped. */
  private static int physical(World world, int linear) {
    return world.machine().cpu().linear().physical(linear);
  }

  /**
   * @param path empty for the one that tells the address
   */
  private static Optional<Spot> bytes(World world, String path, int address, int count) {
    if (count <= 0
        || count > MOST_BYTES
        || address < 0
        || address > world.machine().memory().size() - count) {
      return Optional.empty();
    }
    String told = path.isEmpty() ? "mem." + Hex.hex32(address) + "." + count : path;
    return Optional.of(new Spot(told, memory(address, count), Watch.bytes(address, count)));
  }

  private static Optional<Spot> port(String digits) {
    int port = Numbers.parseHex(digits).orElse(-1);
    if (port >>> 16 != 0) {
      return Optional.empty();
    }
    Message name = Message.of("spot.port", Argument.hex("port", port));
    return Optional.of(new Spot("port." + digits, name, Watch.port(port)));
  }

  static Message memory(int address, int count) {
    Argument at = Argument.hex32("address", address);
    return count == 1
        ? Message.of("spot.byte", at)
        : Message.of("spot.bytes", Argument.decimal("count", count), at);
  }
}
