package cloister.cc.link;

import cloister.elf.Elf;
import cloister.elf.ElfSection;
import cloister.elf.ElfSection.Relocation;
import cloister.elf.ElfSymbol;
import cloister.elf.ObjectFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The addresses that position-independent code looks up (i386 psABI, 5.2). In a static program they
 * are known at once; the table is an object like the others.
 */
final class GlobalOffsetTable {
  /** Code finds the table through this symbol. */
  static final String SYMBOL = "_GLOBAL_OFFSET_TABLE_";

  /** The words that a loader of shared libraries would use. */
  private static final int RESERVED = 12;

  private static final ElfSection PLAIN_STACK =
      new ElfSection(".note.GNU-stack", Elf.SHT_PROGBITS, 0, new byte[0], 0, 1, 0, List.of());

  private static final int SLOTS = 0;
  private static final int START = 1;

  private final Resolution resolution;
  private final List<Slot> slots = new ArrayList<>();
  private final Map<String, Integer> global = new TreeMap<>();
  private final Map<Slot, Integer> local = new LinkedHashMap<>();
  private final ObjectFile object;

  /** Whose address a word of the table is. */
  private record Slot(ObjectFile object, ElfSymbol symbol) {}

  /** Finds out who needs a slot, and adds the table if anybody does. */
  GlobalOffsetTable(Resolution resolution) {
    this.resolution = resolution;
    boolean used = resolution.isWanted(SYMBOL);
    for (ObjectFile one : resolution.objects()) {
      for (ElfSection section : one.sections()) {
        for (Relocation relocation : section.relocations()) {
          used |= isOfTable(relocation.type());
          if (isSlot(relocation.type())) {
            addSlot(one, one.symbols().get(relocation.symbol()));
          }
        }
      }
    }
    object = table();
    if (used) {
      resolution.add(object);
    }
  }

  private void addSlot(ObjectFile one, ElfSymbol symbol) {
    Slot slot = new Slot(one, symbol);
    int next = slots.size();
    int number =
        symbol.isLocal()
            ? local.computeIfAbsent(slot, _ -> next)
            : global.computeIfAbsent(symbol.name(), _ -> next);
    if (number == next) {
      slots.add(slot);
    }
  }

  private static boolean isSlot(int type) {
    return type == Elf.R_386_GOT32 || type == Elf.R_386_GOT32X;
  }

  private static boolean isOfTable(int type) {
    return isSlot(type) || type == Elf.R_386_GOTOFF || type == Elf.R_386_GOTPC;
  }

  private ObjectFile table() {
    ElfSymbol start =
        new ElfSymbol(SYMBOL, Elf.STB_GLOBAL, Elf.STT_OBJECT, Elf.STV_HIDDEN, START, 0, 0);
    return new ObjectFile(
        "global offset table",
        List.of(section(".got", 4 * slots.size()), section(".got.plt", RESERVED), PLAIN_STACK),
        List.of(start),
        List.of());
  }

  private static ElfSection section(String name, int size) {
    int flags = Elf.SHF_ALLOC | Elf.SHF_WRITE;
    return new ElfSection(name, Elf.SHT_PROGBITS, flags, new byte[size], size, 4, 4, List.of());
  }

  boolean isSlots(InputSection input) {
    return input.object == object && input.section == object.sections().get(SLOTS);
  }

  /** The addresses; zero for what is weak and nowhere. */
  byte[] bytes(Relocator relocator) {
    byte[] bytes = new byte[4 * slots.size()];
    for (int i = 0; i < slots.size(); i++) {
      int address = relocator.address(slots.get(i).object(), slots.get(i).symbol()).orElse(0);
      for (int octet = 0; octet < 4; octet++) {
        bytes[4 * i + octet] = (byte) (address >> 8 * octet);
      }
    }
    return bytes;
  }

  int start() {
    return address(START);
  }

  /** The address of a symbol's slot. */
  int slot(ObjectFile one, ElfSymbol symbol) {
    int number = symbol.isLocal() ? local.get(new Slot(one, symbol)) : global.get(symbol.name());
    return address(SLOTS) + 4 * number;
  }

  private int address(int section) {
    InputSection input = resolution.sections(object).get(section);
    return input.output.isEmpty() ? 0 : input.address();
  }
}
