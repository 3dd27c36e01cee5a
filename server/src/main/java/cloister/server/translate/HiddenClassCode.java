package cloister.server.translate;

import cloister.cpu.translate.Comparison;
import cloister.cpu.translate.HelperCalls;
import cloister.cpu.translate.Local;
import cloister.cpu.translate.Mode;
import cloister.cpu.translate.Operator;
import cloister.cpu.translate.RegionCode;
import cloister.cpu.translate.Translated;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** One region as the body of a method. */
final class HiddenClassCode implements RegionCode {
  /** Bytecode bytes above which HotSpot never compiles a method ({@code HugeMethodLimit}). */
  private static final int HUGE_METHOD = 8000;

  private static final ClassDesc SELF = ClassDesc.of("cloister.server.translate.Region");
  private static final ClassDesc BUFFER = desc(ByteBuffer.class);
  private static final ClassDesc REACH = desc(Reach.class);
  private static final ClassDesc SUPPORT = desc(Support.class);
  private static final ClassDesc INT = ConstantDescs.CD_int;
  private static final MethodTypeDesc TWO_WORDS = MethodTypeDesc.of(INT, INT, INT);
  private static final MethodTypeDesc TRANSLATED =
      MethodTypeDesc.of(INT, INT, INT, INT, BUFFER, desc(HelperCalls.class));

  private static final MethodTypeDesc TO_WRITE = MethodTypeDesc.of(INT, INT, INT, BUFFER, INT);
  private static final MethodTypeDesc TO_WRITE_BESIDE_CODE =
      MethodTypeDesc.of(INT, INT, INT, BUFFER, BUFFER, INT);

  private static final int RAM = 1;
  private static final int STATES = 2;
  private static final int LINES = 3;
  private static final int DATA_TLB = 4;
  private static final int FRAME = 5;
  private static final int SERVICE = 6;
  private static final int FIRST_LOCAL = 7;

  private final Reach reach;

  /** What is to be written, in order; the class file's builder takes it all at once. */
  private final List<Consumer<CodeBuilder>> body = new ArrayList<>();

  /** The parts after {@code otherwise} of the attempts that are open, and their ends. */
  private final Deque<Place> alternatives = new ArrayDeque<>();

  private final Deque<Place> ends = new ArrayDeque<>();
  private final List<Place> places = new ArrayList<>();
  private final Place dispatch = place();
  private final Place exit = place();
  private Place[] nodes;
  private int next;

  /** A label that is made when the method is written, perhaps more than once. */
  private static final class Place {
    private Label label;

    Label in(CodeBuilder code) {
      if (label == null) {
        label = code.newLabel();
      }
      return label;
    }
  }

  HiddenClassCode(Reach reach) {
    this.reach = reach;
    body.add(HiddenClassCode::begin);
  }

  private Place place() {
    Place place = new Place();
    places.add(place);
    return place;
  }

  private static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  private static void begin(CodeBuilder code) {
    take(code, "ram", BUFFER, RAM);
    take(code, "pageStates", BUFFER, STATES);
    take(code, "codeLines", BUFFER, LINES);
    take(code, "dataTlb", BUFFER, DATA_TLB);
    take(code, "frame", BUFFER, FRAME);
    take(code, "service", desc(HelperCalls.class), SERVICE);
    for (int local = 0; local < Local.COUNT; local++) {
      code.iconst_0().istore(FIRST_LOCAL + local);
    }
  }

  private static void take(CodeBuilder code, String component, ClassDesc type, int slot) {
    code.aload(0).getfield(SELF, "reach", REACH);
    code.invokevirtual(REACH, component, MethodTypeDesc.of(type)).astore(slot);
  }

  @Override
  public void constant(int value) {
    body.add(code -> code.loadConstant(value));
  }

  @Override
  public void get(int local) {
    body.add(code -> code.iload(FIRST_LOCAL + local));
  }

  @Override
  public void set(int local) {
    body.add(code -> code.istore(FIRST_LOCAL + local));
  }

  @Override
  public void load(int word) {
    body.add(
        code ->
            code.aload(FRAME)
                .loadConstant(4 * word)
                .invokevirtual(BUFFER, "getInt", MethodTypeDesc.of(INT, INT)));
  }

  @Override
  public void store(int word) {
    int scratch = FIRST_LOCAL + Local.SCRATCH;
    body.add(
        code ->
            code.istore(scratch)
                .aload(FRAME)
                .loadConstant(4 * word)
                .iload(scratch)
                .invokevirtual(BUFFER, "putInt", MethodTypeDesc.of(BUFFER, INT, INT))
                .pop());
  }

  @Override
  public void calculate(Operator operator) {
    body.add(code -> write(code, operator));
  }

  private static void write(CodeBuilder code, Operator operator) {
    switch (operator) {
      case ADD -> code.iadd();
      case SUBTRACT -> code.isub();
      case MULTIPLY -> code.imul();
      case AND -> code.iand();
      case OR -> code.ior();
      case XOR -> code.ixor();
      case SHIFT_LEFT -> code.ishl();
      case SHIFT_RIGHT -> code.iushr();
      case SHIFT_RIGHT_SIGNED -> code.ishr();
      case MULTIPLY_HIGH -> code.invokestatic(SUPPORT, "multiplyHigh", TWO_WORDS);
      case MULTIPLY_HIGH_SIGNED -> code.invokestatic(SUPPORT, "multiplyHighSigned", TWO_WORDS);
      case DIVIDE -> code.invokestatic(ConstantDescs.CD_Integer, "divideUnsigned", TWO_WORDS);
      case REMAINDER -> code.invokestatic(ConstantDescs.CD_Integer, "remainderUnsigned", TWO_WORDS);
      case DIVIDE_SIGNED -> code.idiv();
      case REMAINDER_SIGNED -> code.irem();
    }
  }

  @Override
  public void compare(Comparison comparison) {
    body.add(
        code -> {
          Label yes = code.newLabel();
          Label end = code.newLabel();
          branch(code, comparison, yes);
          code.iconst_0().goto_(end).labelBinding(yes).iconst_1().labelBinding(end);
        });
  }

  private static void branch(CodeBuilder code, Comparison comparison, Label target) {
    switch (comparison) {
      case EQUAL -> code.if_icmpeq(target);
      case NOT_EQUAL -> code.if_icmpne(target);
      case LESS -> code.if_icmplt(target);
      case NOT_LESS -> code.if_icmpge(target);
      case GREATER -> code.if_icmpgt(target);
      case NOT_GREATER -> code.if_icmple(target);
      case BELOW -> unsigned(code, Opcode.IFLT, target);
      case NOT_BELOW -> unsigned(code, Opcode.IFGE, target);
      case ABOVE -> unsigned(code, Opcode.IFGT, target);
      case NOT_ABOVE -> unsigned(code, Opcode.IFLE, target);
    }
  }

  private static void unsigned(CodeBuilder code, Opcode branch, Label target) {
    code.invokestatic(ConstantDescs.CD_Integer, "compareUnsigned", TWO_WORDS);
    code.branch(branch, target);
  }

  @Override
  public void signExtend(int bytes) {
    body.add(
        code -> {
          if (bytes == 1) {
            code.i2b();
          } else {
            code.i2s();
          }
        });
  }

  @Override
  public void read(int bytes) {
    int scratch = FIRST_LOCAL + Local.SCRATCH;
    body.add(
        code -> {
          code.istore(scratch).aload(RAM).iload(scratch);
          switch (bytes) {
            case 1 ->
                code.invokevirtual(BUFFER, "get", MethodTypeDesc.of(ConstantDescs.CD_byte, INT))
                    .loadConstant(0xff)
                    .iand();
            case 2 ->
                code.invokevirtual(
                    BUFFER, "getChar", MethodTypeDesc.of(ConstantDescs.CD_char, INT));
            default -> code.invokevirtual(BUFFER, "getInt", MethodTypeDesc.of(INT, INT));
          }
        });
  }

  @Override
  public void write(int bytes) {
    int scratch = FIRST_LOCAL + Local.SCRATCH;
    int address = FIRST_LOCAL + Local.PHYSICAL;
    body.add(
        code -> {
          code.istore(scratch).istore(address).aload(RAM).iload(address).iload(scratch);
          switch (bytes) {
            case 1 -> put(code.i2b(), "put", ConstantDescs.CD_byte);
            case 2 -> put(code.i2s(), "putShort", ConstantDescs.CD_short);
            default -> put(code, "putInt", INT);
          }
        });
  }

  private static void put(CodeBuilder code, String name, ClassDesc type) {
    code.invokevirtual(BUFFER, name, MethodTypeDesc.of(BUFFER, INT, type)).pop();
  }

  @Override
  public void locate(int bytes, boolean write, Mode mode) {
    locate(bytes, write, mode, code -> code.aload(SERVICE));
  }

  @Override
  public void locateKnown(int bytes, boolean write, Mode mode) {
    locate(bytes, write, mode, CodeBuilder::aconst_null);
  }

  private void locate(int bytes, boolean write, Mode mode, Consumer<CodeBuilder> service) {
    Place alternative = alternatives.peek();
    body.add(
        code -> {
          code.iload(FIRST_LOCAL + Local.ADDRESS);
          if (mode.paging()) {
            code.loadConstant(bytes).loadConstant(mode.access(write));
            code.aload(DATA_TLB);
            service.accept(code);
            code.invokestatic(SUPPORT, "translated", TRANSLATED);
          }
          if (write) {
            requireWritable(code, bytes, mode.highEnd(), alternative.in(code));
          } else {
            code.loadConstant(bytes);
            code.loadConstant(mode.lowEnd());
            code.loadConstant(mode.highStart());
            code.loadConstant(mode.highEnd());
            code.invokestatic(SUPPORT, "toRead", MethodTypeDesc.of(INT, INT, INT, INT, INT, INT));
            code.dup().istore(FIRST_LOCAL + Local.PHYSICAL).iflt(alternative.in(code));
          }
        });
  }

  /** With a branch of its own: most regions never write beside code, and the JVM sees that here. */
  private static void requireWritable(CodeBuilder code, int bytes, int highEnd, Label otherwise) {
    int scratch = FIRST_LOCAL + Local.SCRATCH;
    int physical = FIRST_LOCAL + Local.PHYSICAL;
    Label plain = code.newLabel();
    code.istore(scratch);
    code.iload(scratch).loadConstant(bytes).aload(STATES).loadConstant(highEnd);
    code.invokestatic(SUPPORT, "toWrite", TO_WRITE).istore(physical);
    code.iload(physical).ifge(plain);
    code.iload(scratch).loadConstant(bytes).aload(STATES).aload(LINES).loadConstant(highEnd);
    code.invokestatic(SUPPORT, "toWriteBesideCode", TO_WRITE_BESIDE_CODE);
    code.dup().istore(physical).iflt(otherwise);
    code.labelBinding(plain);
  }

  @Override
  public void readPort(int bytes) {
    int scratch = FIRST_LOCAL + Local.SCRATCH;
    body.add(
        code ->
            code.istore(scratch)
                .aload(SERVICE)
                .iload(scratch)
                .loadConstant(bytes)
                .invokeinterface(desc(HelperCalls.class), "readPort", TWO_WORDS));
  }

  @Override
  public void dropPage() {
    int scratch = FIRST_LOCAL + Local.SCRATCH;
    body.add(
        code ->
            code.istore(scratch)
                .aload(SERVICE)
                .iload(scratch)
                .invokeinterface(
                    desc(HelperCalls.class),
                    "dropPage",
                    MethodTypeDesc.of(ConstantDescs.CD_void, INT)));
  }

  @Override
  public void attempt() {
    alternatives.push(place());
    ends.push(place());
  }

  @Override
  public void giveUpIf(Comparison comparison) {
    Place alternative = alternatives.peek();
    body.add(code -> branch(code, comparison, alternative.in(code)));
  }

  @Override
  public void otherwise() {
    Place alternative = alternatives.peek();
    Place end = ends.peek();
    body.add(code -> code.goto_(end.in(code)).labelBinding(alternative.in(code)));
  }

  @Override
  public void end() {
    alternatives.pop();
    bind(ends.pop());
  }

  private void bind(Place place) {
    body.add(code -> code.labelBinding(place.in(code)));
  }

  @Override
  public void beginNodes(int[] offsets, int[] latest) {
    nodes = new Place[offsets.length];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = place();
    }
    bind(dispatch);
    body.add(
        code -> {
          List<SwitchCase> cases = new ArrayList<>();
          for (int i = 0; i < nodes.length; i++) {
            cases.add(SwitchCase.of(offsets[i], nodes[i].in(code)));
          }
          code.iload(FIRST_LOCAL + Local.OFFSET).lookupswitch(exit.in(code), cases);
        });
  }

  @Override
  public void node() {
    bind(nodes[next++]);
  }

  @Override
  public void jump(int node) {
    body.add(code -> code.goto_(nodes[node].in(code)));
  }

  @Override
  public void jumpIf(Comparison comparison, int node) {
    body.add(code -> branch(code, comparison, nodes[node].in(code)));
  }

  @Override
  public void dispatch() {
    body.add(code -> code.goto_(dispatch.in(code)));
  }

  @Override
  public void leave() {
    body.add(code -> code.goto_(exit.in(code)));
  }

  @Override
  public void endNodes() {
    bind(exit);
  }

  @Override
  public Translated finish() {
    body.add(CodeBuilder::return_);
    // A part has few bytes: what passes here is below the 64 KiB that a method can have.
    if (body.size() > HUGE_METHOD) {
      return null;
    }
    byte[] bytes = ClassFile.of().build(SELF, this::writeClass);
    return isHuge(bytes) ? null : define(bytes);
  }

  private void writeClass(ClassBuilder type) {
    type.withInterfaceSymbols(desc(Translated.class));
    type.withField("reach", REACH, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
    type.withMethodBody(
        ConstantDescs.INIT_NAME,
        MethodTypeDesc.of(ConstantDescs.CD_void, REACH),
        ClassFile.ACC_PUBLIC,
        HiddenClassCode::writeConstructor);
    type.withMethodBody("run", ConstantDescs.MTD_void, ClassFile.ACC_PUBLIC, this::writeBody);
  }

  private void writeBody(CodeBuilder code) {
    places.forEach(place -> place.label = null);
    body.forEach(part -> part.accept(code));
  }

  private static void writeConstructor(CodeBuilder code) {
    code.aload(0)
        .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
        .aload(0)
        .aload(1)
        .putfield(SELF, "reach", REACH)
        .return_();
  }

  private static boolean isHuge(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .anyMatch(code -> ((CodeAttribute) code).codeLength() > HUGE_METHOD);
  }

  private Translated define(byte[] bytes) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (Translated) lookup.lookupClass().getConstructor(Reach.class).newInstance(reach);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a translated region cannot be loaded", e);
    }
  }
}
