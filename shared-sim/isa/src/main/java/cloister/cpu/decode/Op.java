package cloister.cpu.decode;

/**
 * What an instruction does, as a small dense number: the group in the bits above 4, the operation
 * within the group below. The opcode table says which encodings mean which operation; one class per
 * group in {@code cloister.cpu.insn} says how it works.
 *
 * <p>Plain integers, because the execution loop switches on them.
 */
public final class Op {
  public static final int GROUP_BITS = 5;

  public static final int ARITHMETIC = 0;
  public static final int ADD = 0x00;
  public static final int OR = 0x01;
  public static final int ADC = 0x02;
  public static final int SBB = 0x03;
  public static final int AND = 0x04;
  public static final int SUB = 0x05;
  public static final int XOR = 0x06;
  public static final int CMP = 0x07;
  public static final int TEST = 0x08;
  public static final int NOT = 0x09;
  public static final int NEG = 0x0A;
  public static final int INC = 0x0B;
  public static final int DEC = 0x0C;

  public static final int SHIFT = 1;
  public static final int ROL = 0x20;
  public static final int ROR = 0x21;
  public static final int RCL = 0x22;
  public static final int RCR = 0x23;
  public static final int SHL = 0x24;
  public static final int SHR = 0x25;
  public static final int SAR = 0x27;
  public static final int SHLD = 0x28;
  public static final int SHRD = 0x29;

  public static final int MULTIPLY = 2;
  public static final int MUL = 0x40;
  public static final int IMUL_WIDE = 0x41;
  public static final int IMUL = 0x42;
  public static final int DIV = 0x43;
  public static final int IDIV = 0x44;
  public static final int DAA = 0x45;
  public static final int DAS = 0x46;
  public static final int AAA = 0x47;
  public static final int AAS = 0x48;
  public static final int AAM = 0x49;
  public static final int AAD = 0x4A;

  public static final int BIT = 3;
  public static final int BT = 0x60;
  public static final int BTS = 0x61;
  public static final int BTR = 0x62;
  public static final int BTC = 0x63;
  public static final int BSF = 0x64;
  public static final int BSR = 0x65;
  public static final int BSWAP = 0x66;

  public static final int MOVE = 4;
  public static final int MOV = 0x80;
  public static final int MOVZX = 0x81;
  public static final int MOVSX = 0x82;
  public static final int LEA = 0x83;
  public static final int XCHG = 0x84;
  public static final int XLAT = 0x85;
  public static final int CBW = 0x86;
  public static final int CWD = 0x87;
  public static final int SETCC = 0x88;
  public static final int CMOVCC = 0x89;
  public static final int CMPXCHG = 0x8A;
  public static final int XADD = 0x8B;
  public static final int CMPXCHG8B = 0x8C;
  public static final int NOP = 0x8D;

  public static final int STACK = 5;
  public static final int PUSH = 0xA0;
  public static final int POP = 0xA1;
  public static final int PUSHA = 0xA2;
  public static final int POPA = 0xA3;
  public static final int PUSHF = 0xA4;
  public static final int POPF = 0xA5;
  public static final int ENTER = 0xA6;
  public static final int LEAVE = 0xA7;

  public static final int BRANCH = 6;
  public static final int JCC = 0xC0;
  public static final int JMP = 0xC1;
  public static final int CALL = 0xC2;
  public static final int RET = 0xC3;
  public static final int LOOP = 0xC4;
  public static final int LOOPE = 0xC5;
  public static final int LOOPNE = 0xC6;
  public static final int JCXZ = 0xC7;

  public static final int FLAG = 7;
  public static final int CLC = 0xE0;
  public static final int STC = 0xE1;
  public static final int CMC = 0xE2;
  public static final int CLD = 0xE3;
  public static final int STD = 0xE4;
  public static final int CLI = 0xE5;
  public static final int STI = 0xE6;
  public static final int LAHF = 0xE7;
  public static final int SAHF = 0xE8;
  public static final int SALC = 0xE9;

  public static final int STRING = 8;
  public static final int MOVS = 0x100;
  public static final int CMPS = 0x101;
  public static final int STOS = 0x102;
  public static final int LODS = 0x103;
  public static final int SCAS = 0x104;
  public static final int INS = 0x105;
  public static final int OUTS = 0x106;

  public static final int SEGMENT = 9;
  public static final int MOV_TO_SEGMENT = 0x120;
  public static final int MOV_FROM_SEGMENT = 0x121;
  public static final int PUSH_SEGMENT = 0x122;
  public static final int POP_SEGMENT = 0x123;
  public static final int LOAD_FAR_POINTER = 0x124;
  public static final int LAR = 0x125;
  public static final int LSL = 0x126;
  public static final int VERR = 0x127;
  public static final int VERW = 0x128;
  public static final int ARPL = 0x129;

  public static final int TRANSFER = 10;
  public static final int CALL_FAR = 0x140;
  public static final int JMP_FAR = 0x141;
  public static final int RET_FAR = 0x142;
  public static final int INT = 0x143;
  public static final int INT3 = 0x144;
  public static final int INTO = 0x145;
  public static final int IRET = 0x146;
  public static final int BOUND = 0x147;
  public static final int UD = 0x148;
  public static final int INT1 = 0x149;

  public static final int SYSTEM = 11;
  public static final int LGDT = 0x160;
  public static final int LIDT = 0x161;
  public static final int SGDT = 0x162;
  public static final int SIDT = 0x163;
  public static final int LLDT = 0x164;
  public static final int LTR = 0x165;
  public static final int SLDT = 0x166;
  public static final int STR = 0x167;
  public static final int SMSW = 0x168;
  public static final int LMSW = 0x169;
  public static final int CLTS = 0x16A;
  public static final int MOV_FROM_CR = 0x16B;
  public static final int MOV_TO_CR = 0x16C;
  public static final int HLT = 0x16D;
  public static final int CPUID = 0x16E;
  public static final int INVD = 0x16F;
  public static final int WBINVD = 0x170;
  public static final int INVLPG = 0x171;
  public static final int RDTSC = 0x172;

  public static final int MOV_FROM_DR = 0x173;
  public static final int MOV_TO_DR = 0x174;
  public static final int RDMSR = 0x175;
  public static final int WRMSR = 0x176;
  public static final int RDPMC = 0x177;
  public static final int SYSENTER = 0x178;
  public static final int SYSEXIT = 0x179;
  public static final int RSM = 0x17A;

  public static final int PORT = 12;
  public static final int IN = 0x180;
  public static final int OUT = 0x181;

  /**
   * Common forms of the operations above, 32-bit unless said otherwise: R register, I constant, M
   * memory. They mean exactly the same; {@link FrequentForms} chooses them when a block is made.
   */
  public static final int FREQUENT = 13;

  public static final int MOV_R_R = 0x1A0;
  public static final int MOV_R_I = 0x1A1;
  public static final int MOV_R_M = 0x1A2;
  public static final int MOV_M_R = 0x1A3;
  public static final int MOV_R_M8 = 0x1A4;
  public static final int MOV_M8_R = 0x1A5;
  public static final int MOV_M8_I = 0x1A6;
  public static final int MOVZX_R_M8 = 0x1A7;
  public static final int LEA_R = 0x1A8;
  public static final int ADD_R_R = 0x1A9;
  public static final int ADD_R_I = 0x1AA;
  public static final int ADD_R_M = 0x1AB;
  public static final int SUB_R_R = 0x1AC;
  public static final int SUB_R_I = 0x1AD;
  public static final int CMP_R_R = 0x1AE;
  public static final int CMP_R_I = 0x1AF;
  public static final int CMP_R_M = 0x1B0;
  public static final int CMP_M_I = 0x1B1;
  public static final int CMP_M8_I = 0x1B2;
  public static final int AND_R_I = 0x1B3;
  public static final int XOR_R_R = 0x1B4;
  public static final int TEST_R_R = 0x1B5;
  public static final int INC_R = 0x1B6;
  public static final int DEC_R = 0x1B7;
  public static final int PUSH_R = 0x1B8;
  public static final int POP_R = 0x1B9;
  public static final int SHL_R_I = 0x1BA;
  public static final int SHR_R_I = 0x1BB;
  public static final int JCC_I = 0x1BC;
  public static final int JMP_I = 0x1BD;
  public static final int CALL_I = 0x1BE;
  public static final int RET_NEAR = 0x1BF;
  public static final int MOV_M_I = 0x1C0;
  public static final int XOR_R_I = 0x1C1;

  /** Floating point: arithmetic and comparisons. The pop forms lie eight above. */
  public static final int FPU_ARITHMETIC = 16;

  public static final int FADD = 0x200;
  public static final int FMUL = 0x201;
  public static final int FCOM = 0x202;
  public static final int FCOMP = 0x203;
  public static final int FSUB = 0x204;
  public static final int FSUBR = 0x205;
  public static final int FDIV = 0x206;
  public static final int FDIVR = 0x207;
  public static final int FADDP = 0x208;
  public static final int FMULP = 0x209;
  public static final int FCOMPP = 0x20A;
  public static final int FUCOMPP = 0x20B;
  public static final int FSUBP = 0x20C;
  public static final int FSUBRP = 0x20D;
  public static final int FDIVP = 0x20E;
  public static final int FDIVRP = 0x20F;
  public static final int FUCOM = 0x210;
  public static final int FUCOMP = 0x211;
  public static final int FCOMI = 0x212;
  public static final int FUCOMI = 0x213;
  public static final int FCOMIP = 0x214;
  public static final int FUCOMIP = 0x215;
  public static final int FTST = 0x216;
  public static final int FXAM = 0x217;
  public static final int FABS = 0x218;
  public static final int FCHS = 0x219;
  public static final int FSQRT = 0x21A;
  public static final int FRNDINT = 0x21B;
  public static final int FSCALE = 0x21C;
  public static final int FXTRACT = 0x21D;
  public static final int FPREM = 0x21E;
  public static final int FPREM1 = 0x21F;

  /** Floating point: loads, stores, moves between registers. */
  public static final int FPU_MOVE = 17;

  public static final int FLD = 0x220;
  public static final int FST = 0x221;
  public static final int FSTP = 0x222;
  public static final int FILD = 0x223;
  public static final int FIST = 0x224;
  public static final int FISTP = 0x225;
  public static final int FBLD = 0x226;
  public static final int FBSTP = 0x227;
  public static final int FXCH = 0x228;
  public static final int FCMOV = 0x229;
  public static final int FLD_CONSTANT = 0x22A;
  public static final int FFREE = 0x22B;
  public static final int FFREEP = 0x22C;
  public static final int FINCSTP = 0x22D;
  public static final int FDECSTP = 0x22E;
  public static final int FNOP = 0x22F;

  /** Floating point: control, status and state. */
  public static final int FPU_CONTROL = 18;

  public static final int FNINIT = 0x240;
  public static final int FNCLEX = 0x241;
  public static final int FLDCW = 0x242;
  public static final int FNSTCW = 0x243;
  public static final int FNSTSW = 0x244;
  public static final int FLDENV = 0x245;
  public static final int FNSTENV = 0x246;
  public static final int FNSAVE = 0x247;
  public static final int FRSTOR = 0x248;
  public static final int FXSAVE = 0x249;
  public static final int FXRSTOR = 0x24A;
  public static final int FWAIT = 0x24B;
  public static final int FNENI = 0x24C;

  /** Floating point: transcendental functions. */
  public static final int FPU_FUNCTION = 19;

  public static final int F2XM1 = 0x260;
  public static final int FYL2X = 0x261;
  public static final int FPTAN = 0x262;
  public static final int FPATAN = 0x263;
  public static final int FYL2XP1 = 0x264;
  public static final int FSINCOS = 0x265;
  public static final int FSIN = 0x266;
  public static final int FCOS = 0x267;

  /** VT-x. */
  public static final int VMX = 20;

  public static final int VMCALL = 0x280;
  public static final int VMLAUNCH = 0x281;
  public static final int VMRESUME = 0x282;
  public static final int VMXOFF = 0x283;
  public static final int VMREAD = 0x284;
  public static final int VMWRITE = 0x285;
  public static final int VMPTRLD = 0x286;
  public static final int VMPTRST = 0x287;
  public static final int VMCLEAR = 0x288;
  public static final int VMXON = 0x289;
  public static final int INVEPT = 0x28A;
  public static final int INVVPID = 0x28B;

  public static final int COUNT = 0x2A0;

  private Op() {}

  public static int group(int op) {
    return op >>> GROUP_BITS;
  }
}
