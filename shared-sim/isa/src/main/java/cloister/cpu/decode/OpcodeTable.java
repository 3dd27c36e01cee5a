package cloister.cpu.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * Every instruction encoding that this processor has (SDM 2, chapters 3 to 5 and appendix A). The
 * decoder, the assembler, the disassembler and the tests all read this one table.
 *
 * <p>A row is: opcode bytes, {@code /digit} where the ModR/M reg field belongs to the opcode, the
 * mnemonic with its operands, the operation. Two mnemonics joined by a bar are those of operand
 * size 16 and 32. An exclamation mark stands before what the kernel keeps to itself: what ring 3 is
 * refused while IOPL is 0 and the task has no I/O permissions.
 */
public final class OpcodeTable {
  private static final String[] CONDITIONS = {
    "o", "no", "b", "ae", "e", "ne", "be", "a", "s", "ns", "p", "np", "l", "ge", "le", "g"
  };

  private final List<Encoding> rows = new ArrayList<>();
  private final Encoding[] byOpcode = new Encoding[512 * 8];
  private final Encoding[] bySecondByte = new Encoding[9 * 64];
  private final Encoding[] prefixed = new Encoding[4];

  public OpcodeTable() {
    arithmetic();
    shifts();
    multiplication();
    bits();
    moves();
    stack();
    branches();
    flags();
    strings();
    segments();
    transfers();
    system();
    ports();
    new VirtualizationRows(this).add();
    new FloatingPointRows(this).add();
  }

  /** All rows in table order. */
  public List<Encoding> rows() {
    return rows;
  }

  /**
   * The row of an opcode, or null when it is undefined.
   *
   * @param opcode with {@link Encoding#ESCAPE} for one of three bytes
   * @param next the byte that follows, where the ModR/M byte would be
   */
  public Encoding find(boolean twoByte, int opcode, int next) {
    if (opcode >= Encoding.ESCAPE) {
      return (opcode & 0xFE) == 0x80 ? prefixed[2 | opcode & 1] : null;
    }
    if (!twoByte && (opcode & 0xF8) == 0xD8 && next >= 0xC0) {
      return bySecondByte[(opcode & 7) << 6 | next & 63];
    }
    if (twoByte && opcode == 1 && next >= 0xC0 && bySecondByte[8 << 6 | next & 63] != null) {
      return bySecondByte[8 << 6 | next & 63];
    }
    return byOpcode[slot(twoByte, opcode, next >> 3 & 7)];
  }

  /**
   * The row that a prefix makes of another one, or null when it is undefined. Most opcodes do not
   * change with prefixes.
   *
   * @param prefix F2, F3, else 66, or 0
   */
  public Encoding withPrefix(Encoding row, int prefix) {
    if (row != null && row.isThreeByte()) {
      return prefix == row.prefix() ? row : null;
    }
    if (row == null || Op.group(row.op()) != Op.VMX || prefix == 0) {
      return row;
    }
    boolean has = row.op() == Op.VMPTRLD && prefix != 0xF2;
    return has ? prefixed[prefix & 1] : null;
  }

  /** True when some ModR/M reg fields after this opcode are defined and others are not. */
  public boolean dependsOnRegField(boolean twoByte, int opcode) {
    for (int regField = 0; regField < 8; regField++) {
      if (find(twoByte, opcode, regField) != null) {
        return true;
      }
    }
    return false;
  }

  private void arithmetic() {
    String[] names = {"add", "or", "adc", "sbb", "and", "sub", "xor", "cmp"};
    for (int i = 0; i < 8; i++) {
      int op = Op.ADD + i;
      String name = names[i];
      boolean lock = op != Op.CMP;
      row(8 * i, -1, name + " Eb,Gb", op, lock);
      row(8 * i + 1, -1, name + " Ev,Gv", op, lock);
      row(8 * i + 2, -1, name + " Gb,Eb", op);
      row(8 * i + 3, -1, name + " Gv,Ev", op);
      row(8 * i + 4, -1, name + " AL,Ib", op);
      row(8 * i + 5, -1, name + " eAX,Iz", op);
      row(0x80, i, name + " Eb,Ib", op, lock);
      row(0x81, i, name + " Ev,Iz", op, lock);
      row(0x83, i, name + " Ev,IbS", op, lock);
      row(0x82, i, name + " Eb,Ib", op, lock);
    }
    row(0x84, -1, "test Eb,Gb", Op.TEST);
    row(0x85, -1, "test Ev,Gv", Op.TEST);
    row(0xA8, -1, "test AL,Ib", Op.TEST);
    row(0xA9, -1, "test eAX,Iz", Op.TEST);
    for (int alias = 0; alias < 2; alias++) {
      row(0xF6, alias, "test Eb,Ib", Op.TEST);
      row(0xF7, alias, "test Ev,Iz", Op.TEST);
    }
    row(0xF6, 2, "not Eb", Op.NOT, true);
    row(0xF7, 2, "not Ev", Op.NOT, true);
    row(0xF6, 3, "neg Eb", Op.NEG, true);
    row(0xF7, 3, "neg Ev", Op.NEG, true);
    row(0x40, -1, "inc Zv", Op.INC);
    row(0x48, -1, "dec Zv", Op.DEC);
    row(0xFE, 0, "inc Eb", Op.INC, true);
    row(0xFE, 1, "dec Eb", Op.DEC, true);
    row(0xFF, 0, "inc Ev", Op.INC, true);
    row(0xFF, 1, "dec Ev", Op.DEC, true);
  }

  private void shifts() {
    String[] names = {"rol", "ror", "rcl", "rcr", "shl", "shr", "shl", "sar"};
    for (int i = 0; i < 8; i++) {
      int op = i == 6 ? Op.SHL : Op.ROL + i;
      row(0xC0, i, names[i] + " Eb,Ib", op);
      row(0xC1, i, names[i] + " Ev,Ib", op);
      row(0xD0, i, names[i] + " Eb,ONE", op);
      row(0xD1, i, names[i] + " Ev,ONE", op);
      row(0xD2, i, names[i] + " Eb,CL", op);
      row(0xD3, i, names[i] + " Ev,CL", op);
    }
    row0F(0xA4, -1, "shld Ev,Gv,Ib", Op.SHLD);
    row0F(0xA5, -1, "shld Ev,Gv,CL", Op.SHLD);
    row0F(0xAC, -1, "shrd Ev,Gv,Ib", Op.SHRD);
    row0F(0xAD, -1, "shrd Ev,Gv,CL", Op.SHRD);
  }

  private void multiplication() {
    row(0xF6, 4, "mul Eb", Op.MUL);
    row(0xF7, 4, "mul Ev", Op.MUL);
    row(0xF6, 5, "imul Eb", Op.IMUL_WIDE);
    row(0xF7, 5, "imul Ev", Op.IMUL_WIDE);
    row(0xF6, 6, "div Eb", Op.DIV);
    row(0xF7, 6, "div Ev", Op.DIV);
    row(0xF6, 7, "idiv Eb", Op.IDIV);
    row(0xF7, 7, "idiv Ev", Op.IDIV);
    row0F(0xAF, -1, "imul Gv,Ev", Op.IMUL);
    row(0x69, -1, "imul Gv,Ev,Iz", Op.IMUL);
    row(0x6B, -1, "imul Gv,Ev,IbS", Op.IMUL);
    row(0x27, -1, "daa", Op.DAA);
    row(0x2F, -1, "das", Op.DAS);
    row(0x37, -1, "aaa", Op.AAA);
    row(0x3F, -1, "aas", Op.AAS);
    row(0xD4, -1, "aam Ib", Op.AAM);
    row(0xD5, -1, "aad Ib", Op.AAD);
  }

  private void bits() {
    String[] names = {"bt", "bts", "btr", "btc"};
    for (int i = 0; i < 4; i++) {
      boolean lock = i > 0;
      row0F(0xA3 + 8 * i, -1, names[i] + " Ev,Gv", Op.BT + i, lock);
      row0F(0xBA, 4 + i, names[i] + " Ev,Ib", Op.BT + i, lock);
    }
    row0F(0xBC, -1, "bsf Gv,Ev", Op.BSF);
    row0F(0xBD, -1, "bsr Gv,Ev", Op.BSR);
    row0F(0xC8, -1, "bswap Zv", Op.BSWAP);
  }

  private void moves() {
    row(0x88, -1, "mov Eb,Gb", Op.MOV);
    row(0x89, -1, "mov Ev,Gv", Op.MOV);
    row(0x8A, -1, "mov Gb,Eb", Op.MOV);
    row(0x8B, -1, "mov Gv,Ev", Op.MOV);
    row(0xA0, -1, "mov AL,Ob", Op.MOV);
    row(0xA1, -1, "mov eAX,Ov", Op.MOV);
    row(0xA2, -1, "mov Ob,AL", Op.MOV);
    row(0xA3, -1, "mov Ov,eAX", Op.MOV);
    row(0xB0, -1, "mov Zb,Ib", Op.MOV);
    row(0xB8, -1, "mov Zv,Iz", Op.MOV);
    row(0xC6, 0, "mov Eb,Ib", Op.MOV);
    row(0xC7, 0, "mov Ev,Iz", Op.MOV);
    row0F(0xB6, -1, "movzx Gv,Eb", Op.MOVZX);
    row0F(0xB7, -1, "movzx Gv,Ew", Op.MOVZX);
    row0F(0xBE, -1, "movsx Gv,Eb", Op.MOVSX);
    row0F(0xBF, -1, "movsx Gv,Ew", Op.MOVSX);
    row(0x8D, -1, "lea Gv,M", Op.LEA);
    row(0x90, -1, "nop", Op.NOP);
    for (int register = 1; register < 8; register++) {
      only(0x90 + register, "xchg Zv,eAX", Op.XCHG);
    }
    row(0x86, -1, "xchg Eb,Gb", Op.XCHG, true);
    row(0x87, -1, "xchg Ev,Gv", Op.XCHG, true);
    row(0xD7, -1, "xlatb", Op.XLAT);
    row(0x98, -1, "cbw|cwde", Op.CBW);
    row(0x99, -1, "cwd|cdq", Op.CWD);
    for (int condition = 0; condition < 16; condition++) {
      conditional(true, 0x90 + condition, "set" + CONDITIONS[condition] + " Eb", Op.SETCC);
      conditional(true, 0x40 + condition, "cmov" + CONDITIONS[condition] + " Gv,Ev", Op.CMOVCC);
    }
    row0F(0xB0, -1, "cmpxchg Eb,Gb", Op.CMPXCHG, true);
    row0F(0xB1, -1, "cmpxchg Ev,Gv", Op.CMPXCHG, true);
    row0F(0xC0, -1, "xadd Eb,Gb", Op.XADD, true);
    row0F(0xC1, -1, "xadd Ev,Gv", Op.XADD, true);
    row0F(0xC7, 1, "cmpxchg8b Mq", Op.CMPXCHG8B, true);
    row0F(0x1F, 0, "nop Ev", Op.NOP);
    hints();
  }

  /**
   * Since the P6 the opcodes 0F 18 to 0F 1F do nothing, unless a later processor gives one of them
   * a meaning, such as PREFETCH and ENDBR32. The mnemonics are NASM's.
   */
  private void hints() {
    for (int hint = 0; hint < 64; hint++) {
      if (hint != 56) {
        row0F(0x18 + (hint >> 3), hint & 7, "hint_nop" + hint + " Ev", Op.NOP);
      }
    }
  }

  private void stack() {
    row(0x50, -1, "push Zv", Op.PUSH);
    row(0x58, -1, "pop Zv", Op.POP);
    row(0x68, -1, "push Iz", Op.PUSH);
    row(0x6A, -1, "push IbS", Op.PUSH);
    row(0xFF, 6, "push Ev", Op.PUSH);
    row(0x8F, 0, "pop Ev", Op.POP);
    row(0x60, -1, "pushaw|pushad", Op.PUSHA);
    row(0x61, -1, "popaw|popad", Op.POPA);
    row(0x9C, -1, "pushfw|pushfd", Op.PUSHF);
    row(0x9D, -1, "popfw|popfd", Op.POPF);
    row(0xC8, -1, "enter Iw,Ib", Op.ENTER);
    row(0xC9, -1, "leave", Op.LEAVE);
  }

  private void branches() {
    for (int condition = 0; condition < 16; condition++) {
      conditional(false, 0x70 + condition, "j" + CONDITIONS[condition] + " Jb", Op.JCC);
      conditional(true, 0x80 + condition, "j" + CONDITIONS[condition] + " Jz", Op.JCC);
    }
    row(0xEB, -1, "jmp Jb", Op.JMP);
    row(0xE9, -1, "jmp Jz", Op.JMP);
    row(0xFF, 4, "jmp Ev", Op.JMP);
    row(0xE8, -1, "call Jz", Op.CALL);
    row(0xFF, 2, "call Ev", Op.CALL);
    row(0xC3, -1, "ret", Op.RET);
    row(0xC2, -1, "ret Iw", Op.RET);
    row(0xE0, -1, "loopne Jb", Op.LOOPNE);
    row(0xE1, -1, "loope Jb", Op.LOOPE);
    row(0xE2, -1, "loop Jb", Op.LOOP);
    row(0xE3, -1, "jcxz|jecxz Jb", Op.JCXZ);
  }

  private void flags() {
    row(0xF5, -1, "cmc", Op.CMC);
    row(0xF8, -1, "clc", Op.CLC);
    row(0xF9, -1, "stc", Op.STC);
    row(0xFA, -1, "!cli", Op.CLI);
    row(0xFB, -1, "!sti", Op.STI);
    row(0xFC, -1, "cld", Op.CLD);
    row(0xFD, -1, "std", Op.STD);
    row(0x9E, -1, "sahf", Op.SAHF);
    row(0x9F, -1, "lahf", Op.LAHF);
    row(0xD6, -1, "salc", Op.SALC);
  }

  private void strings() {
    row(0xA4, -1, "movsb", Op.MOVS);
    row(0xA5, -1, "movsw|movsd", Op.MOVS);
    row(0xA6, -1, "cmpsb", Op.CMPS);
    row(0xA7, -1, "cmpsw|cmpsd", Op.CMPS);
    row(0xAA, -1, "stosb", Op.STOS);
    row(0xAB, -1, "stosw|stosd", Op.STOS);
    row(0xAC, -1, "lodsb", Op.LODS);
    row(0xAD, -1, "lodsw|lodsd", Op.LODS);
    row(0xAE, -1, "scasb", Op.SCAS);
    row(0xAF, -1, "scasw|scasd", Op.SCAS);
    row(0x6C, -1, "!insb", Op.INS);
    row(0x6D, -1, "!insw|insd", Op.INS);
    row(0x6E, -1, "!outsb", Op.OUTS);
    row(0x6F, -1, "!outsw|outsd", Op.OUTS);
  }

  private void segments() {
    row(0x8E, -1, "mov Sw,Ew", Op.MOV_TO_SEGMENT);
    row(0x8C, -1, "mov Es,Sw", Op.MOV_FROM_SEGMENT);
    row(0x06, -1, "push ES", Op.PUSH_SEGMENT);
    row(0x0E, -1, "push CS", Op.PUSH_SEGMENT);
    row(0x16, -1, "push SS", Op.PUSH_SEGMENT);
    row(0x1E, -1, "push DS", Op.PUSH_SEGMENT);
    row0F(0xA0, -1, "push FS", Op.PUSH_SEGMENT);
    row0F(0xA8, -1, "push GS", Op.PUSH_SEGMENT);
    row(0x07, -1, "pop ES", Op.POP_SEGMENT);
    row(0x17, -1, "pop SS", Op.POP_SEGMENT);
    row(0x1F, -1, "pop DS", Op.POP_SEGMENT);
    row0F(0xA1, -1, "pop FS", Op.POP_SEGMENT);
    row0F(0xA9, -1, "pop GS", Op.POP_SEGMENT);
    row(0xC4, -1, "les Gv,Mp", Op.LOAD_FAR_POINTER);
    row(0xC5, -1, "lds Gv,Mp", Op.LOAD_FAR_POINTER);
    row0F(0xB2, -1, "lss Gv,Mp", Op.LOAD_FAR_POINTER);
    row0F(0xB4, -1, "lfs Gv,Mp", Op.LOAD_FAR_POINTER);
    row0F(0xB5, -1, "lgs Gv,Mp", Op.LOAD_FAR_POINTER);
    row0F(0x02, -1, "lar Gv,Ew", Op.LAR);
    row0F(0x03, -1, "lsl Gv,Ew", Op.LSL);
    row0F(0x00, 4, "verr Ew", Op.VERR);
    row0F(0x00, 5, "verw Ew", Op.VERW);
    row(0x63, -1, "arpl Ew,Gw", Op.ARPL);
  }

  private void transfers() {
    row(0x9A, -1, "call Ap", Op.CALL_FAR);
    row(0xFF, 3, "call Mp", Op.CALL_FAR);
    row(0xEA, -1, "jmp Ap", Op.JMP_FAR);
    row(0xFF, 5, "jmp Mp", Op.JMP_FAR);
    row(0xCB, -1, "retf", Op.RET_FAR);
    row(0xCA, -1, "retf Iw", Op.RET_FAR);
    row(0xCC, -1, "int3", Op.INT3);
    row(0xCD, -1, "int Ib", Op.INT);
    row(0xCE, -1, "into", Op.INTO);
    row(0xF1, -1, "int1", Op.INT1);
    row(0xCF, -1, "iretw|iretd", Op.IRET);
    row(0x62, -1, "bound Gv,Ma", Op.BOUND);
    row0F(0x0B, -1, "ud2", Op.UD);
    row0F(0xB9, -1, "ud1 Gv,Ev", Op.UD);
    row0F(0xFF, -1, "ud0 Gv,Ev", Op.UD);
  }

  private void system() {
    row0F(0x01, 0, "sgdt Ms", Op.SGDT);
    row0F(0x01, 1, "sidt Ms", Op.SIDT);
    row0F(0x01, 2, "!lgdt Ms", Op.LGDT);
    row0F(0x01, 3, "!lidt Ms", Op.LIDT);
    row0F(0x01, 4, "smsw Es", Op.SMSW);
    row0F(0x01, 6, "!lmsw Ew", Op.LMSW);
    row0F(0x01, 7, "!invlpg M", Op.INVLPG);
    row0F(0x00, 0, "sldt Es", Op.SLDT);
    row0F(0x00, 1, "str Es", Op.STR);
    row0F(0x00, 2, "!lldt Ew", Op.LLDT);
    row0F(0x00, 3, "!ltr Ew", Op.LTR);
    row0F(0x06, -1, "!clts", Op.CLTS);
    row0F(0x20, -1, "!mov Rd,Cd", Op.MOV_FROM_CR);
    row0F(0x22, -1, "!mov Cd,Rd", Op.MOV_TO_CR);
    row0F(0x21, -1, "!mov Rd,Dd", Op.MOV_FROM_DR);
    row0F(0x23, -1, "!mov Dd,Rd", Op.MOV_TO_DR);
    row(0xF4, -1, "!hlt", Op.HLT);
    row0F(0xA2, -1, "cpuid", Op.CPUID);
    row0F(0x08, -1, "!invd", Op.INVD);
    row0F(0x09, -1, "!wbinvd", Op.WBINVD);
    row0F(0x31, -1, "rdtsc", Op.RDTSC);
    row0F(0x30, -1, "!wrmsr", Op.WRMSR);
    row0F(0x32, -1, "!rdmsr", Op.RDMSR);
    row0F(0x33, -1, "!rdpmc", Op.RDPMC);
    row0F(0x34, -1, "sysenter", Op.SYSENTER);
    row0F(0x35, -1, "!sysexit", Op.SYSEXIT);
    row0F(0xAA, -1, "rsm", Op.RSM);
  }

  /** A row to whose opcode a prefix belongs: of 0F C7 /6, or of 0F 38. */
  void withPrefix(int prefix, int opcode, int extension, String text, int op) {
    Encoding row = parse(prefix, true, opcode, extension, text, op, -1, false);
    rows.add(row);
    prefixed[row.isThreeByte() ? 2 | opcode & 1 : prefix & 1] = row;
  }

  private void ports() {
    row(0xE4, -1, "!in AL,Ib", Op.IN);
    row(0xE5, -1, "!in eAX,Ib", Op.IN);
    row(0xEC, -1, "!in AL,DX", Op.IN);
    row(0xED, -1, "!in eAX,DX", Op.IN);
    row(0xE6, -1, "!out Ib,AL", Op.OUT);
    row(0xE7, -1, "!out Ib,eAX", Op.OUT);
    row(0xEE, -1, "!out DX,AL", Op.OUT);
    row(0xEF, -1, "!out DX,eAX", Op.OUT);
  }

  void row(int opcode, int extension, String text, int op) {
    add(false, opcode, extension, text, op, -1, false);
  }

  private void row(int opcode, int extension, String text, int op, boolean lockable) {
    add(false, opcode, extension, text, op, -1, lockable);
  }

  void row0F(int opcode, int extension, String text, int op) {
    add(true, opcode, extension, text, op, -1, false);
  }

  private void row0F(int opcode, int extension, String text, int op, boolean lockable) {
    add(true, opcode, extension, text, op, -1, lockable);
  }

  private void conditional(boolean twoByte, int opcode, String text, int op) {
    add(twoByte, opcode, -1, text, op, opcode & 15, false);
  }

  /** A row whose variant stands where others have a condition. */
  void choice(int opcode, int secondByte, String text, int op, int which) {
    add(false, opcode, secondByte, text, op, which, false);
  }

  /** XCHG with the accumulator: 91 to 97, because 90 is NOP. */
  private void only(int opcode, String text, int op) {
    Encoding encoding = parse(0, false, opcode & ~7, -1, text, op, -1, false);
    if ((opcode & 7) == 1) {
      rows.add(encoding);
    }
    place(encoding, opcode);
  }

  private void add(
      boolean twoByte,
      int opcode,
      int extension,
      String text,
      int op,
      int condition,
      boolean lockable) {
    Encoding encoding = parse(0, twoByte, opcode, extension, text, op, condition, lockable);
    rows.add(encoding);
    int count = encoding.hasRegisterInOpcode() ? 8 : 1;
    for (int i = 0; i < count; i++) {
      place(encoding, opcode + i);
    }
  }

  private static Encoding parse(
      int prefix,
      boolean twoByte,
      int opcode,
      int extension,
      String text,
      int op,
      int condition,
      boolean lockable) {
    int space = text.indexOf(' ');
    boolean privileged = text.charAt(0) == '!';
    String mnemonic = text.substring(privileged ? 1 : 0, space < 0 ? text.length() : space);
    int bar = mnemonic.indexOf('|');
    Encoding.Names names =
        bar < 0
            ? new Encoding.Names(mnemonic, mnemonic)
            : new Encoding.Names(mnemonic.substring(0, bar), mnemonic.substring(bar + 1));
    List<Operand> operands = new ArrayList<>();
    for (int start = space + 1; space >= 0 && start <= text.length(); ) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      operands.add(Operand.valueOf(text.substring(start, end)));
      start = end + 1;
    }
    return new Encoding(
        prefix,
        twoByte,
        opcode,
        extension,
        op,
        names,
        List.copyOf(operands),
        condition,
        lockable,
        privileged);
  }

  private void place(Encoding encoding, int opcode) {
    if (encoding.hasSecondByte()) {
      int count = encoding.operands().contains(Operand.STi) ? 8 : 1;
      int first = encoding.twoByte() ? 8 : opcode & 7;
      for (int i = 0; i < count; i++) {
        bySecondByte[first << 6 | encoding.extension() + i & 63] = encoding;
      }
      return;
    }
    int low = encoding.extension() < 0 ? 0 : encoding.extension();
    int high = encoding.extension() < 0 ? 7 : encoding.extension();
    for (int regField = low; regField <= high; regField++) {
      int slot = slot(encoding.twoByte(), opcode, regField);
      if (byOpcode[slot] != null) {
        throw new IllegalStateException("two rows for opcode " + opcode + "/" + regField);
      }
      byOpcode[slot] = encoding;
    }
  }

  private static int slot(boolean twoByte, int opcode, int regField) {
    return ((twoByte ? 256 : 0) + opcode) * 8 + regField;
  }
}
