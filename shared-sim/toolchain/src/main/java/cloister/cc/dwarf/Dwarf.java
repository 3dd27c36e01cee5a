package cloister.cc.dwarf;

/** Numbers of the format (DWARF 4, chapter 7). */
final class Dwarf {
  static final int VERSION = 4;
  static final int ADDRESS_BYTES = 4;

  // Tags (figure 18).
  static final int TAG_ARRAY_TYPE = 0x01;
  static final int TAG_ENUMERATION_TYPE = 0x04;
  static final int TAG_FORMAL_PARAMETER = 0x05;
  static final int TAG_LEXICAL_BLOCK = 0x0B;
  static final int TAG_MEMBER = 0x0D;
  static final int TAG_POINTER_TYPE = 0x0F;
  static final int TAG_COMPILE_UNIT = 0x11;
  static final int TAG_STRUCTURE_TYPE = 0x13;
  static final int TAG_SUBROUTINE_TYPE = 0x15;
  static final int TAG_TYPEDEF = 0x16;
  static final int TAG_UNION_TYPE = 0x17;
  static final int TAG_UNSPECIFIED_PARAMETERS = 0x18;
  static final int TAG_SUBRANGE_TYPE = 0x21;
  static final int TAG_BASE_TYPE = 0x24;
  static final int TAG_CONST_TYPE = 0x26;
  static final int TAG_ENUMERATOR = 0x28;
  static final int TAG_SUBPROGRAM = 0x2E;
  static final int TAG_VARIABLE = 0x34;
  static final int TAG_VOLATILE_TYPE = 0x35;

  // Attributes (figure 20).
  static final int AT_LOCATION = 0x02;
  static final int AT_NAME = 0x03;
  static final int AT_BYTE_SIZE = 0x0B;
  static final int AT_BIT_SIZE = 0x0D;
  static final int AT_STMT_LIST = 0x10;
  static final int AT_LOW_PC = 0x11;
  static final int AT_HIGH_PC = 0x12;
  static final int AT_LANGUAGE = 0x13;
  static final int AT_COMP_DIR = 0x1B;
  static final int AT_CONST_VALUE = 0x1C;
  static final int AT_PRODUCER = 0x25;
  static final int AT_PROTOTYPED = 0x27;
  static final int AT_UPPER_BOUND = 0x2F;
  static final int AT_COUNT = 0x37;
  static final int AT_DATA_MEMBER_LOCATION = 0x38;
  static final int AT_DECL_FILE = 0x3A;
  static final int AT_DECL_LINE = 0x3B;
  static final int AT_DECLARATION = 0x3C;
  static final int AT_ENCODING = 0x3E;
  static final int AT_EXTERNAL = 0x3F;
  static final int AT_FRAME_BASE = 0x40;
  static final int AT_TYPE = 0x49;
  static final int AT_RANGES = 0x55;
  static final int AT_DATA_BIT_OFFSET = 0x6B;

  // Forms (figure 21).
  static final int FORM_ADDR = 0x01;
  static final int FORM_DATA4 = 0x06;
  static final int FORM_SDATA = 0x0D;
  static final int FORM_STRP = 0x0E;
  static final int FORM_UDATA = 0x0F;
  static final int FORM_REF4 = 0x13;
  static final int FORM_SEC_OFFSET = 0x17;
  static final int FORM_EXPRLOC = 0x18;
  static final int FORM_FLAG_PRESENT = 0x19;

  // Operations (figure 24).
  static final int OP_ADDR = 0x03;
  static final int OP_REG0 = 0x50;
  static final int OP_FBREG = 0x91;
  static final int OP_PIECE = 0x93;
  static final int OP_CALL_FRAME_CFA = 0x9C;

  // Encodings of base types (figure 25).
  static final int ATE_BOOLEAN = 0x02;
  static final int ATE_FLOAT = 0x04;
  static final int ATE_SIGNED = 0x05;
  static final int ATE_SIGNED_CHAR = 0x06;
  static final int ATE_UNSIGNED = 0x07;
  static final int ATE_UNSIGNED_CHAR = 0x08;

  // Languages (figure 31): the version has no number for C11.
  static final int LANG_C99 = 0x000C;
  static final int LANG_ASSEMBLER = 0x8001;

  // Operations of a line number program (figures 37 and 38).
  static final int LNS_COPY = 1;
  static final int LNS_ADVANCE_PC = 2;
  static final int LNS_ADVANCE_LINE = 3;
  static final int LNS_SET_FILE = 4;
  static final int LNS_SET_COLUMN = 5;
  static final int LNS_CONST_ADD_PC = 8;
  static final int LNE_END_SEQUENCE = 1;
  static final int LNE_SET_ADDRESS = 2;

  // Instructions of call frame information (figure 40).
  static final int CFA_NOP = 0x00;
  static final int CFA_ADVANCE_LOC1 = 0x02;
  static final int CFA_ADVANCE_LOC2 = 0x03;
  static final int CFA_ADVANCE_LOC4 = 0x04;
  static final int CFA_DEF_CFA = 0x0C;
  static final int CFA_DEF_CFA_REGISTER = 0x0D;
  static final int CFA_DEF_CFA_OFFSET = 0x0E;
  static final int CFA_ADVANCE_LOC = 0x40;
  static final int CFA_OFFSET = 0x80;
  static final int CFA_RESTORE = 0xC0;

  // Registers (i386 psABI, table 2.14); those of the instruction set come as encoded.
  static final int ESP = 4;
  static final int RETURN_ADDRESS = 8;

  private Dwarf() {}
}
