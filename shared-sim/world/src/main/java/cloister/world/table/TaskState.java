package cloister.world.table;

import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.LinearView;

/**
 * A task-state segment in memory (SDM 3, 8.2.1 and 8.6).
 *
 * @param wide 32-bit; a 16-bit one has words, and no room for CR3, FS, GS and the permission map
 */
public record TaskState(LinearView memory, int base, int limit, boolean wide) {
  private static final int NONE = -1;

  /** A field of the segment; all are shown as the words that they lie in. */
  public enum Field {
    LINK("link", 0, 2, 0),
    ESP0("esp0", 4, 4, 2),
    SS0("ss0", 8, 2, 4),
    ESP1("esp1", 12, 4, 6),
    SS1("ss1", 16, 2, 8),
    ESP2("esp2", 20, 4, 10),
    SS2("ss2", 24, 2, 12),
    CR3("cr3", 28, 4, NONE),
    EIP("eip", 32, 4, 14),
    EFLAGS("eflags", 36, 4, 16),
    EAX("eax", 40, 4, 18),
    ECX("ecx", 44, 4, 20),
    EDX("edx", 48, 4, 22),
    EBX("ebx", 52, 4, 24),
    ESP("esp", 56, 4, 26),
    EBP("ebp", 60, 4, 28),
    ESI("esi", 64, 4, 30),
    EDI("edi", 68, 4, 32),
    ES("es", 72, 2, 34),
    CS("cs", 76, 2, 36),
    SS("ss", 80, 2, 38),
    DS("ds", 84, 2, 40),
    FS("fs", 88, 2, NONE),
    GS("gs", 92, 2, NONE),
    LDT("ldt", 96, 2, 42),
    IO_MAP("iomap", 102, 2, NONE);

    private final String id;
    private final int offset;
    private final int bytes;
    private final int narrowOffset;

    Field(String id, int offset, int bytes, int narrowOffset) {
      this.id = id;
      this.offset = offset;
      this.bytes = bytes;
      this.narrowOffset = narrowOffset;
    }

    public String id() {
      return id;
    }

    /** Width in a 32-bit segment, 2 or 4. */
    public int bytes() {
      return bytes;
    }
  }

  /** The segment that TR names. */
  public static TaskState current(LinearView memory, Segments segments) {
    return new TaskState(
        memory,
        segments.base[Segments.TR],
        segments.limit[Segments.TR],
        (Rights.type(segments.rights[Segments.TR]) & 8) != 0);
  }

  /** {@code esp0} is {@code sp0} in a 16-bit segment. */
  public String name(Field field) {
    return wide || field.bytes() == 2 ? field.id() : field.id().substring(1);
  }

  public int offset(Field field) {
    return wide ? field.offset : field.narrowOffset;
  }

  /** Width, 2 or 4. */
  public int bytes(Field field) {
    return wide ? field.bytes() : 2;
  }

  /** True when the segment has the field, and it lies within the limit. */
  public boolean has(Field field) {
    int offset = offset(field);
    return offset != NONE && Integer.compareUnsigned(offset + bytes(field) - 1, limit) <= 0;
  }

  /** 0 for a field that such a segment does not have. */
  public int read(Field field) {
    int address = base + offset(field);
    if (offset(field) == NONE) {
      return 0;
    }
    return bytes(field) == 4 ? memory.read32(address) : memory.read16(address);
  }

  public void write(Field field, int value) {
    int address = base + offset(field);
    if (bytes(field) == 4) {
      memory.write32(address, value);
    } else {
      memory.write16(address, value);
    }
  }
}
