package cloister.world.table;

import cloister.cpu.paging.LinearView;

/** The 32-bit task-state segment in memory, as TR names it (SDM 3, 8.2.1). */
public record TaskState(LinearView memory, int base, int limit) {

  /** A field of the segment; all are shown as the 32-bit words that they lie in. */
  public enum Field {
    LINK("link", 0, 2),
    ESP0("esp0", 4, 4),
    SS0("ss0", 8, 2),
    ESP1("esp1", 12, 4),
    SS1("ss1", 16, 2),
    ESP2("esp2", 20, 4),
    SS2("ss2", 24, 2),
    CR3("cr3", 28, 4),
    EIP("eip", 32, 4),
    EFLAGS("eflags", 36, 4),
    EAX("eax", 40, 4),
    ECX("ecx", 44, 4),
    EDX("edx", 48, 4),
    EBX("ebx", 52, 4),
    ESP("esp", 56, 4),
    EBP("ebp", 60, 4),
    ESI("esi", 64, 4),
    EDI("edi", 68, 4),
    ES("es", 72, 2),
    CS("cs", 76, 2),
    SS("ss", 80, 2),
    DS("ds", 84, 2),
    FS("fs", 88, 2),
    GS("gs", 92, 2),
    LDT("ldt", 96, 2),
    IO_MAP("iomap", 102, 2);

    private final String id;
    private final int offset;
    private final int bytes;

    Field(String id, int offset, int bytes) {
      this.id = id;
      this.offset = offset;
      this.bytes = bytes;
    }

    public String id() {
      return id;
    }

    public int offset() {
      return offset;
    }

    /** Width, 2 or 4. */
    public int bytes() {
      return bytes;
    }
  }

  /** True when the field lies within the segment's limit. */
  public boolean has(Field field) {
    return Integer.compareUnsigned(field.offset() + field.bytes() - 1, limit) <= 0;
  }

  public int read(Field field) {
    int address = base + field.offset();
    return field.bytes() == 4 ? memory.read32(address) : memory.read16(address);
  }

  public void write(Field field, int value) {
    int address = base + field.offset();
    if (field.bytes() == 4) {
      memory.write32(address, value);
    } else {
      memory.write16(address, value);
    }
  }
}
