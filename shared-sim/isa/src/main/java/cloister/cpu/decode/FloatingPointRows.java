package cloister.cpu.decode;

/**
 * The x87 rows of the opcode table (SDM 2, appendix A.5): D8 to DF, WAIT, FXSAVE and FXRSTOR.
 *
 * <p>An opcode with a register has its whole second byte as extension.
 */
final class FloatingPointRows {
  private static final String[] ARITHMETIC = {
    "fadd", "fmul", "fcom", "fcomp", "fsub", "fsubr", "fdiv", "fdivr"
  };

  private final OpcodeTable table;

  FloatingPointRows(OpcodeTable table) {
    this.table = table;
  }

  void add() {
    toRegister();
    arithmetic();
    comparisons();
    unary();
    memory();
    registers();
    choices();
    control();
    functions();
  }

  /**
   * Those whose destination is the named register: before the others, because NASM prefers them. DC
   * and DE have subtraction and division the other way round.
   */
  private void toRegister() {
    for (int i = 0; i < 8; i++) {
      int reversed = i < 4 ? i : i ^ 1;
      if (i != 2 && i != 3) {
        table.row(0xDC, 0xC0 + 8 * i, ARITHMETIC[reversed] + " STi,ST0", Op.FADD + reversed);
      }
    }
  }

  private void arithmetic() {
    for (int i = 0; i < 8; i++) {
      int op = Op.FADD + i;
      boolean compares = i == 2 || i == 3;
      table.row(0xD8, 0xC0 + 8 * i, ARITHMETIC[i] + " ST0,STi", op);
      table.row(0xD8, i, ARITHMETIC[i] + " M32fp", op);
      table.row(0xDC, i, ARITHMETIC[i] + " M64fp", op);
      table.row(0xDA, i, "fi" + ARITHMETIC[i].substring(1) + " M32int", op);
      table.row(0xDE, i, "fi" + ARITHMETIC[i].substring(1) + " M16int", op);
      if (compares) {
        table.row(0xDC, 0xC0 + 8 * i, ARITHMETIC[i] + " ST0,STi", op);
      } else {
        int reversed = i < 4 ? i : i ^ 1;
        table.row(0xDE, 0xC0 + 8 * i, ARITHMETIC[reversed] + "p STi,ST0", Op.FADDP + reversed);
      }
    }
  }

  private void comparisons() {
    table.row(0xDE, 0xD0, "fcomp ST0,STi", Op.FCOMP);
    table.row(0xDE, 0xD9, "fcompp", Op.FCOMPP);
    table.row(0xDA, 0xE9, "fucompp", Op.FUCOMPP);
    table.row(0xDD, 0xE0, "fucom ST0,STi", Op.FUCOM);
    table.row(0xDD, 0xE8, "fucomp ST0,STi", Op.FUCOMP);
    table.row(0xDB, 0xF0, "fcomi ST0,STi", Op.FCOMI);
    table.row(0xDB, 0xE8, "fucomi ST0,STi", Op.FUCOMI);
    table.row(0xDF, 0xF0, "fcomip ST0,STi", Op.FCOMIP);
    table.row(0xDF, 0xE8, "fucomip ST0,STi", Op.FUCOMIP);
    table.row(0xD9, 0xE4, "ftst", Op.FTST);
    table.row(0xD9, 0xE5, "fxam", Op.FXAM);
  }

  private void unary() {
    table.row(0xD9, 0xE0, "fchs", Op.FCHS);
    table.row(0xD9, 0xE1, "fabs", Op.FABS);
    table.row(0xD9, 0xF4, "fxtract", Op.FXTRACT);
    table.row(0xD9, 0xF5, "fprem1", Op.FPREM1);
    table.row(0xD9, 0xF8, "fprem", Op.FPREM);
    table.row(0xD9, 0xFA, "fsqrt", Op.FSQRT);
    table.row(0xD9, 0xFC, "frndint", Op.FRNDINT);
    table.row(0xD9, 0xFD, "fscale", Op.FSCALE);
  }

  private void memory() {
    table.row(0xD9, 0, "fld M32fp", Op.FLD);
    table.row(0xD9, 2, "fst M32fp", Op.FST);
    table.row(0xD9, 3, "fstp M32fp", Op.FSTP);
    table.row(0xDD, 0, "fld M64fp", Op.FLD);
    table.row(0xDD, 2, "fst M64fp", Op.FST);
    table.row(0xDD, 3, "fstp M64fp", Op.FSTP);
    table.row(0xDB, 5, "fld M80fp", Op.FLD);
    table.row(0xDB, 7, "fstp M80fp", Op.FSTP);
    table.row(0xDF, 0, "fild M16int", Op.FILD);
    table.row(0xDF, 2, "fist M16int", Op.FIST);
    table.row(0xDF, 3, "fistp M16int", Op.FISTP);
    table.row(0xDB, 0, "fild M32int", Op.FILD);
    table.row(0xDB, 2, "fist M32int", Op.FIST);
    table.row(0xDB, 3, "fistp M32int", Op.FISTP);
    table.row(0xDF, 5, "fild M64int", Op.FILD);
    table.row(0xDF, 7, "fistp M64int", Op.FISTP);
    table.row(0xDF, 4, "fbld M80bcd", Op.FBLD);
    table.row(0xDF, 6, "fbstp M80bcd", Op.FBSTP);
  }

  /** The later rows of FXCH and FSTP are aliases that the manuals after the 287 leave out. */
  private void registers() {
    table.row(0xD9, 0xC0, "fld STi", Op.FLD);
    table.row(0xDD, 0xD0, "fst STi", Op.FST);
    table.row(0xDD, 0xD8, "fstp STi", Op.FSTP);
    table.row(0xD9, 0xC8, "fxch ST0,STi", Op.FXCH);
    table.row(0xDD, 0xC8, "fxch ST0,STi", Op.FXCH);
    table.row(0xDF, 0xC8, "fxch ST0,STi", Op.FXCH);
    table.choice(0xD9, 0xD8, "fstp STi", Op.FSTP, 1);
    table.row(0xDF, 0xD0, "fstp STi", Op.FSTP);
    table.row(0xDF, 0xD8, "fstp STi", Op.FSTP);
    table.row(0xDD, 0xC0, "ffree STi", Op.FFREE);
    table.row(0xDF, 0xC0, "ffreep STi", Op.FFREEP);
    table.row(0xD9, 0xF6, "fdecstp", Op.FDECSTP);
    table.row(0xD9, 0xF7, "fincstp", Op.FINCSTP);
    table.row(0xD9, 0xD0, "fnop", Op.FNOP);
  }

  private void choices() {
    String[] conditions = {"b", "e", "be", "u"};
    for (int i = 0; i < 4; i++) {
      int condition = i == 3 ? 10 : 2 * i + 2;
      table.choice(0xDA, 0xC0 + 8 * i, "fcmov" + conditions[i] + " ST0,STi", Op.FCMOV, condition);
      table.choice(
          0xDB, 0xC0 + 8 * i, "fcmovn" + conditions[i] + " ST0,STi", Op.FCMOV, condition + 1);
    }
    String[] constants = {"fld1", "fldl2t", "fldl2e", "fldpi", "fldlg2", "fldln2", "fldz"};
    for (int i = 0; i < constants.length; i++) {
      table.choice(0xD9, 0xE8 + i, constants[i], Op.FLD_CONSTANT, i);
    }
  }

  /** FENI, FDISI and FSETPM meant something to the 8087 and the 287 only. */
  private void control() {
    table.row(0xDB, 0xE0, "fneni", Op.FNENI);
    table.row(0xDB, 0xE1, "fndisi", Op.FNENI);
    table.row(0xDB, 0xE4, "fsetpm", Op.FNENI);
    table.row(0xDB, 0xE2, "fnclex", Op.FNCLEX);
    table.row(0xDB, 0xE3, "fninit", Op.FNINIT);
    table.row(0xD9, 5, "fldcw M2byte", Op.FLDCW);
    table.row(0xD9, 7, "fnstcw M2byte", Op.FNSTCW);
    table.row(0xDD, 7, "fnstsw M2byte", Op.FNSTSW);
    table.row(0xDF, 0xE0, "fnstsw AX", Op.FNSTSW);
    table.row(0xD9, 4, "fldenv M", Op.FLDENV);
    table.row(0xD9, 6, "fnstenv M", Op.FNSTENV);
    table.row(0xDD, 6, "fnsave M", Op.FNSAVE);
    table.row(0xDD, 4, "frstor M", Op.FRSTOR);
    table.row0F(0xAE, 0, "fxsave M", Op.FXSAVE);
    table.row0F(0xAE, 1, "fxrstor M", Op.FXRSTOR);
    table.row(0x9B, -1, "fwait", Op.FWAIT);
  }

  private void functions() {
    table.row(0xD9, 0xF0, "f2xm1", Op.F2XM1);
    table.row(0xD9, 0xF1, "fyl2x", Op.FYL2X);
    table.row(0xD9, 0xF2, "fptan", Op.FPTAN);
    table.row(0xD9, 0xF3, "fpatan", Op.FPATAN);
    table.row(0xD9, 0xF9, "fyl2xp1", Op.FYL2XP1);
    table.row(0xD9, 0xFB, "fsincos", Op.FSINCOS);
    table.row(0xD9, 0xFE, "fsin", Op.FSIN);
    table.row(0xD9, 0xFF, "fcos", Op.FCOS);
  }
}
