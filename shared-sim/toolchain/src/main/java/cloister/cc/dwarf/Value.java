package cloister.cc.dwarf;

import cloister.cc.assemble.Assembled.Place;

/** What an attribute says (DWARF 4, 7.5.4). */
sealed interface Value {
  /** A number of at least zero. */
  record Number(long number) implements Value {}

  record Signed(long number) implements Value {}

  /** A length of code, which must have a form of fixed size. */
  record Size(int bytes) implements Value {}

  record Text(String text) implements Value {}

  /** The attribute's being there says it. */
  record Flag() implements Value {}

  record Address(Place place) implements Value {}

  record Reference(Entry entry) implements Value {}

  /** Operations that find a place (2.5). */
  record Expression(SectionBytes operations) implements Value {}

  /** A place in another section. */
  record Offset(DebugSection section, int offset) implements Value {}

  default int form() {
    return switch (this) {
      case Number _ -> Dwarf.FORM_UDATA;
      case Signed _ -> Dwarf.FORM_SDATA;
      case Size _ -> Dwarf.FORM_DATA4;
      case Text _ -> Dwarf.FORM_STRP;
      case Flag _ -> Dwarf.FORM_FLAG_PRESENT;
      case Address _ -> Dwarf.FORM_ADDR;
      case Reference _ -> Dwarf.FORM_REF4;
      case Expression _ -> Dwarf.FORM_EXPRLOC;
      case Offset _ -> Dwarf.FORM_SEC_OFFSET;
    };
  }
}
