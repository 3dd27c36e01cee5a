package cloister.world.probe;

import cloister.input.Numbers;
import cloister.world.table.PageField;
import cloister.world.table.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The names of places: {@code reg.eax}, {@code flags.if}, {@code mem.00020040}, {@code
 * mem.20040.4}, {@code gdt.5.dpl}, {@code idt.30.dpl}, {@code tss.esp0}, {@code page.24000.user},
 * {@code page.24000.directory.user}, {@code vm.a.frozen}.
 */
public final class Paths {
  private Paths() {}

  public static Optional<Place> parse(String path) {
    List<String> parts = split(path);
    return switch (parts.get(0)) {
      case "reg" -> parts.size() == 2 ? register(parts.get(1)) : Optional.empty();
      case "flags" -> parts.size() == 2 ? flag(parts.get(1)) : Optional.empty();
      case "mem" -> parts.size() <= 3 ? cell(parts) : Optional.empty();
      case "gdt", "idt" -> parts.size() == 3 ? entry(parts) : Optional.empty();
      case "page" -> page(parts);
      case "vm" -> parts.size() == 3 ? guest(parts) : Optional.empty();
      case "tss" -> parts.size() == 2 ? task(parts.get(1)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The pieces of a path between its dots; at least one. */
  public static List<String> split(String path) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= path.length(); i++) {
      if (i == path.length() || path.charAt(i) == '.') {
        parts.add(path.substring(start, i));
        start = i + 1;
      }
    }
    return parts;
  }

  private static Optional<Place> guest(List<String> parts) {
    String letter = parts.get(1);
    boolean named = letter.length() == 1 && letter.charAt(0) >= 'a' && letter.charAt(0) <= 'z';
    if (!named) {
      return Optional.empty();
    }
    int guest = letter.charAt(0) - 'a';
    return switch (parts.get(2)) {
      case "frozen" -> Optional.of(new Place.Frozen(guest));
      case "snapshot" -> Optional.of(new Place.Snapshot(guest));
      case "key" -> Optional.of(new Place.Key(guest));
      case "put-back" -> Optional.of(new Place.PutBack(guest));
      default -> Optional.empty();
    };
  }

  private static Optional<Place> register(String name) {
    if (name.equals("eip")) {
      return Optional.of(new Place.InstructionPointer());
    }
    int index = Names.GENERAL.indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(new Place.General(index));
  }

  private static Optional<Place> flag(String name) {
    for (Names.Flag flag : Names.FLAGS) {
      if (flag.name().equals(name)) {
        return Optional.of(new Place.Flag(flag.high(), flag.low()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Place> cell(List<String> parts) {
    if (parts.size() < 2) {
      return Optional.empty();
    }
    OptionalInt address = address(parts.get(1));
    String bytes = parts.size() == 3 ? parts.get(2) : "1";
    boolean width = bytes.equals("1") || bytes.equals("2") || bytes.equals("4");
    return address.isPresent() && width
        ? Optional.of(new Place.Cell(address.getAsInt(), bytes.charAt(0) - '0'))
        : Optional.empty();
  }

  /** In hexadecimal, with or without its prefix. */
  private static OptionalInt address(String text) {
    return Numbers.parseHex(text.startsWith("0x") ? text.substring(2) : text);
  }

  private static Optional<Place> page(List<String> parts) {
    boolean ofDirectory = parts.size() == 4 && parts.get(2).equals("directory");
    if (parts.size() != 3 && !ofDirectory) {
      return Optional.empty();
    }
    OptionalInt linear = address(parts.get(1));
    for (PageField field : PageField.values()) {
      if (linear.isPresent() && field.id().equals(parts.get(parts.size() - 1))) {
        return Optional.of(new Place.Page(linear.getAsInt(), ofDirectory, field));
      }
    }
    return Optional.empty();
  }

  /** GDT entries are numbered in decimal, interrupt vectors in hexadecimal. */
  private static Optional<Place> entry(List<String> parts) {
    boolean interrupts = parts.get(0).equals("idt");
    String number = parts.get(1);
    OptionalInt index =
        number.startsWith("0x") || !interrupts ? Numbers.parse(number) : Numbers.parseHex(number);
    int count = interrupts ? 256 : 8192;
    if (index.isEmpty() || index.getAsInt() < 0 || index.getAsInt() >= count) {
      return Optional.empty();
    }
    for (DescriptorField field : DescriptorField.values()) {
      if (field.id().equals(parts.get(2))) {
        return Optional.of(new Place.Entry(interrupts, index.getAsInt(), field));
      }
    }
    return Optional.empty();
  }

  private static Optional<Place> task(String name) {
    for (TaskState.Field field : TaskState.Field.values()) {
      if (field.id().equals(name)) {
        return Optional.of(new Place.Task(field));
      }
    }
    return Optional.empty();
  }
}
