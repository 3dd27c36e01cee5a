package cloister.elf;

/** Numbers of the format (gABI, chapters 4 and 5; i386 psABI, chapter 4). */
public final class Elf {
  public static final int HEADER_SIZE = 52;
  public static final int SECTION_HEADER_SIZE = 40;
  public static final int PROGRAM_HEADER_SIZE = 32;
  public static final int SYMBOL_SIZE = 16;
  public static final int REL_SIZE = 8;
  public static final int RELA_SIZE = 12;

  /** 0x7F and the letters of the name. */
  public static final int MAGIC = 0x464C457F;

  public static final int CLASS_32 = 1;
  public static final int LITTLE_ENDIAN = 1;
  public static final int VERSION = 1;

  public static final int ET_REL = 1;
  public static final int ET_EXEC = 2;
  public static final int ET_DYN = 3;
  public static final int EM_386 = 3;

  public static final int SHT_PROGBITS = 1;
  public static final int SHT_SYMTAB = 2;
  public static final int SHT_STRTAB = 3;
  public static final int SHT_RELA = 4;
  public static final int SHT_NOTE = 7;
  public static final int SHT_NOBITS = 8;
  public static final int SHT_REL = 9;
  public static final int SHT_INIT_ARRAY = 14;
  public static final int SHT_FINI_ARRAY = 15;
  public static final int SHT_PREINIT_ARRAY = 16;
  public static final int SHT_GROUP = 17;

  public static final int SHF_WRITE = 1;
  public static final int SHF_ALLOC = 2;
  public static final int SHF_EXECINSTR = 4;
  public static final int SHF_MERGE = 0x10;
  public static final int SHF_STRINGS = 0x20;
  public static final int SHF_GROUP = 0x200;
  public static final int SHF_COMPRESSED = 0x800;

  /** Of a compressed section's header (gABI, Elf32_Chdr). */
  public static final int COMPRESSION_HEADER_SIZE = 12;

  public static final int ELFCOMPRESS_ZLIB = 1;

  public static final int SHN_UNDEF = 0;
  public static final int SHN_LORESERVE = 0xFF00;
  public static final int SHN_ABS = 0xFFF1;
  public static final int SHN_COMMON = 0xFFF2;

  public static final int STB_LOCAL = 0;
  public static final int STB_GLOBAL = 1;
  public static final int STB_WEAK = 2;

  public static final int STV_DEFAULT = 0;
  public static final int STV_INTERNAL = 1;
  public static final int STV_HIDDEN = 2;
  public static final int STV_PROTECTED = 3;

  public static final int STT_NOTYPE = 0;
  public static final int STT_OBJECT = 1;
  public static final int STT_FUNC = 2;
  public static final int STT_SECTION = 3;
  public static final int STT_FILE = 4;

  public static final int R_386_NONE = 0;
  public static final int R_386_32 = 1;
  public static final int R_386_PC32 = 2;
  public static final int R_386_GOT32 = 3;
  public static final int R_386_PLT32 = 4;
  public static final int R_386_GOTOFF = 9;
  public static final int R_386_GOTPC = 10;
  public static final int R_386_16 = 20;
  public static final int R_386_PC16 = 21;
  public static final int R_386_8 = 22;
  public static final int R_386_PC8 = 23;
  public static final int R_386_GOT32X = 43;

  public static final int PT_LOAD = 1;
  public static final int PT_NOTE = 4;
  public static final int PT_GNU_STACK = 0x6474E551;
  public static final int PF_X = 1;
  public static final int PF_W = 2;
  public static final int PF_R = 4;

  private Elf() {}
}
