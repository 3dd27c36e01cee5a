package cloister.cc.link;

import cloister.asm.report.Span;
import cloister.cc.report.Diagnostics;
import cloister.elf.Elf;
import cloister.elf.ElfSection.Relocation;
import cloister.elf.ElfSymbol;
import cloister.elf.ObjectFile;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Writes addresses into sections (i386 psABI, 4.4: S symbol, A addend, P place). */
final class Relocator {
  private final Resolution resolution;
  private final GlobalOffsetTable offsets;
  private final Map<String, Value> scriptSymbols;
  private final Diagnostics diagnostics;
  private final TreeSet<String> reported = new TreeSet<>();

  Relocator(
      Resolution resolution,
      GlobalOffsetTable offsets,
      Map<String, Value> scriptSymbols,
      Diagnostics diagnostics) {
    this.resolution = resolution;
    this.offsets = offsets;
    this.scriptSymbols = scriptSymbols;
    this.diagnostics = diagnostics;
  }

  /** The section's bytes with every address in place. */
  byte[] relocated(InputSection input) {
    byte[] bytes = input.section.bytes().clone();
    for (Relocation relocation : input.section.relocations()) {
      ElfSymbol symbol = input.object.symbols().get(relocation.symbol());
      Optional<Integer> target = target(input, symbol);
      if (target.isPresent()) {
        apply(input, bytes, relocation, symbol, target.get());
      } else if (input.isAboutOthers() && isDropped(input.object, symbol)) {
        clear(input, bytes, relocation);
      } else if (input.section.isAllocated()) {
        undefined(input, relocation.offset(), symbol);
      }
    }
    return bytes;
  }

  /** What call frames say of a group's second copy holds for the first, which is the same code. */
  private Optional<Integer> target(InputSection input, ElfSymbol symbol) {
    Optional<Integer> own = address(input.object, symbol);
    return own.isEmpty() && input.isCallFrames() && symbol.section() >= 0
        ? section(input.object, symbol).kept.flatMap(kept -> placed(kept, symbol))
        : own;
  }

  private InputSection section(ObjectFile object, ElfSymbol symbol) {
    return resolution.sections(object).get(symbol.section());
  }

  private static Optional<Integer> placed(InputSection section, ElfSymbol symbol) {
    return section.isKept() ? Optional.of(section.address() + symbol.value()) : Optional.empty();
  }

  private boolean isDropped(ObjectFile object, ElfSymbol symbol) {
    return symbol.section() >= 0 && section(object, symbol).dropped;
  }

  /** What debuggers are told of code that was left out lies nowhere; a list of pairs goes on. */
  private static void clear(InputSection input, byte[] bytes, Relocation relocation) {
    String name = input.section.name();
    boolean pairs = name.equals(".debug_ranges") || name.equals(".debug_loc");
    for (int i = 0; i < 4 && relocation.offset() + i < bytes.length; i++) {
      bytes[relocation.offset() + i] = (byte) (pairs && i == 0 ? 1 : 0);
    }
  }

  /** Nothing for a symbol that nobody defines; a weak one is zero then. */
  Optional<Integer> address(ObjectFile object, ElfSymbol symbol) {
    if (symbol.isLocal() && !symbol.isUndefined()) {
      if (symbol.section() == ElfSymbol.ABSOLUTE) {
        return Optional.of(symbol.value());
      }
      if (symbol.section() < 0) {
        return Optional.empty();
      }
      InputSection own = section(object, symbol);
      return placed(own.isDebugging() ? own.kept.orElse(own) : own, symbol);
    }
    Optional<Integer> address = address(symbol.name());
    return address.isEmpty() && symbol.isWeak() ? Optional.of(0) : address;
  }

  Optional<Integer> address(String symbol) {
    Value number = scriptSymbols.get(symbol);
    return number != null
        ? Optional.of((int) number.absolute())
        : resolution.definition(symbol).flatMap(Addresses::of);
  }

  private void apply(
      InputSection input, byte[] bytes, Relocation relocation, ElfSymbol symbol, int target) {
    int at = relocation.offset();
    int place = input.address() + at;
    switch (relocation.type()) {
      case Elf.R_386_32 -> add(bytes, at, 4, target);
      case Elf.R_386_PC32, Elf.R_386_PLT32 -> add(bytes, at, 4, target - place);
      case Elf.R_386_16 -> narrow(input, bytes, at, 2, target, symbol);
      case Elf.R_386_PC16 -> narrow(input, bytes, at, 2, wrapped(target - place), symbol);
      case Elf.R_386_8 -> narrow(input, bytes, at, 1, target, symbol);
      case Elf.R_386_PC8 -> narrow(input, bytes, at, 1, target - place, symbol);
      case Elf.R_386_GOTPC -> add(bytes, at, 4, offsets.start() - place);
      case Elf.R_386_GOTOFF -> add(bytes, at, 4, target - offsets.start());
      case Elf.R_386_GOT32, Elf.R_386_GOT32X -> {
        int slot = offsets.slot(input.object, symbol);
        boolean direct = relocation.type() == Elf.R_386_GOT32X && isWithoutBase(bytes, at);
        add(bytes, at, 4, direct ? slot : slot - offsets.start());
      }
      default ->
          diagnostics.error(
              Span.NOWHERE, LinkComplaint.relocation(input.object.name(), relocation.type()));
    }
  }

  /** Within 64 KiB code of 16 bits reaches every place, around the end too. */
  private static int wrapped(int distance) {
    return distance < -0x8000 && distance >= -0x10000 ? distance + 0x10000 : distance;
  }

  /** True when the byte before the field says that no register is added (SDM vol. 2, 2.1.5). */
  private static boolean isWithoutBase(byte[] bytes, int at) {
    return at > 0 && (bytes[at - 1] & 0xC7) == 0x05;
  }

  private void narrow(
      InputSection input, byte[] bytes, int at, int size, int value, ElfSymbol symbol) {
    if (at > bytes.length - size) {
      return;
    }
    int bits = 8 * size;
    int field = size == 1 ? bytes[at] : (short) (bytes[at] & 0xFF | bytes[at + 1] << 8);
    long sum = (long) field + value;
    boolean fits = sum >= -(1L << bits - 1) && sum < 1L << bits;
    if (!fits) {
      diagnostics.error(
          Span.NOWHERE,
          LinkComplaint.outOfRange(name(input.object, symbol), input.object.name(), bits));
    }
    add(bytes, at, size, value);
  }

  private static void add(byte[] bytes, int at, int size, int value) {
    long sum = value;
    for (int i = 0; i < size && at + i < bytes.length; i++) {
      sum += bytes[at + i] & 0xFF;
      bytes[at + i] = (byte) sum;
      // The next byte of the value comes with the carry of this one.
      sum = (sum >> 8);
    }
  }

  private void undefined(InputSection input, int offset, ElfSymbol symbol) {
    if (reported.add(name(input.object, symbol))) {
      boolean start = symbol.name().equals("main") && isOfLibrary(input.object.name());
      diagnostics.error(
          Span.NOWHERE,
          start
              ? LinkComplaint.noMain()
              : LinkComplaint.undefined(
                  name(input.object, symbol), input.object.name(), function(input, offset)));
    }
  }

  /** A section's symbol has no name of its own. */
  private static String name(ObjectFile object, ElfSymbol symbol) {
    boolean section = symbol.name().isEmpty() && symbol.section() >= 0;
    return section ? object.sections().get(symbol.section()).name() : symbol.name();
  }

  /** The function that a place is in, or else its section. */
  private String function(InputSection input, int offset) {
    for (ElfSymbol symbol : input.object.symbols()) {
      boolean here =
          symbol.type() == Elf.STT_FUNC
              && symbol.section() >= 0
              && section(input.object, symbol) == input
              && offset - symbol.value() >= 0
              && offset - symbol.value() < symbol.sizeBytes();
      if (here) {
        return symbol.name();
      }
    }
    return input.section.name();
  }

  private static boolean isOfLibrary(String object) {
    return object.startsWith("libc.a(") || object.equals("crt0.o");
  }
}
