package cloister.asm.value;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A register that an instruction can name. */
public record Register(String name, Kind kind, int number) {

  /** The register files. */
  public enum Kind {
    BYTE(8),
    WORD(16),
    DWORD(32),
    SEGMENT(16),
    CONTROL(32),
    DEBUG(32),
    STACK(80);

    private final int bits;

    Kind(int bits) {
      this.bits = bits;
    }

    public int bits() {
      return bits;
    }
  }

  private static final Map<String, Register> ALL = new LinkedHashMap<>();

  static {
    file(Kind.BYTE, "al", "cl", "dl", "bl", "ah", "ch", "dh", "bh");
    file(Kind.WORD, "ax", "cx", "dx", "bx", "sp", "bp", "si", "di");
    file(Kind.DWORD, "eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi");
    file(Kind.SEGMENT, "es", "cs", "ss", "ds", "fs", "gs");
    file(Kind.STACK, "st0", "st1", "st2", "st3", "st4", "st5", "st6", "st7");
    file(Kind.DEBUG, "dr0", "dr1", "dr2", "dr3", "dr4", "dr5", "dr6", "dr7");
    file(Kind.CONTROL, "cr0", "cr1", "cr2", "cr3", "cr4", "cr5", "cr6", "cr7");
  }

  private static void file(Kind kind, String... names) {
    for (int i = 0; i < names.length; i++) {
      ALL.put(names[i], new Register(names[i], kind, i));
    }
  }

  /** The register of a name in lower case. */
  public static Optional<Register> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** The register of a file and number, 0 to 7. */
  public static Register of(Kind kind, int number) {
    for (Register register : ALL.values()) {
      if (register.kind == kind && register.number == number) {
        return register;
      }
    }
    throw new IllegalArgumentException(kind + " has no register " + number);
  }

  public boolean is(Kind kind, int number) {
    return this.kind == kind && this.number == number;
  }

  /** True for EAX and its like, of every size. */
  public boolean isGeneral() {
    return kind.ordinal() <= Kind.DWORD.ordinal();
  }

  public int bits() {
    return kind.bits();
  }
}
