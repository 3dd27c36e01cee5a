package cloister.cpu.translate.wasm;

import cloister.bus.Memory;
import cloister.cpu.paging.Paging;
import cloister.cpu.paging.Tlb;
import cloister.cpu.translate.Comparison;
import cloister.cpu.translate.Local;
import cloister.cpu.translate.Mode;
import cloister.cpu.translate.Operator;
import cloister.cpu.translate.RegionCode;
import cloister.cpu.translate.Translated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * One region as a module with a single function.
 *
 * <p>WebAssembly has no jumps but out of blocks and back to loops. So all nodes stand in a row of
 * nested blocks, whose ends are the nodes' beginnings: forward jumps leave a block. Around them is
 * a loop that begins with a table of all nodes, for the jumps that are computed. What a later node
 * jumps back to is a loop too, around all nodes up to that one; the blocks of these are inside of
 * it. Whoever wants to go into its middle goes to its beginning, where another table leads on:
 * {@link Local#OFFSET} says where to, so that all who go to the beginning of a loop set it. Each
 * node is a loop for the jumps to itself.
 */
public final class ModuleCode implements RegionCode {
  private static final int IN_PAGE = Memory.PAGE_SIZE - 1;

  private final Places places;
  private final int mostBytes;
  private final Function<byte[], Translated> loader;
  private final Bytes code = new Bytes();

  /** How many blocks and loops are open, and after which of them the attempts' two blocks were. */
  private int depth;

  private final List<Integer> attempts = new ArrayList<>();
  private int[] offsets;
  private Loops loops;

  /** For each node, after how many openings the block that ends where it begins was opened. */
  private int[] blocks;

  /** The same of the loop that begins with it. */
  private int[] starts;

  private int current = -1;
  private int itself;
  private int exit;
  private int dispatch;

  /**
   * @param mostBytes of the function, above which there is none
   * @param loader makes a module's function out of its bytes, or null
   */
  public ModuleCode(Places places, int mostBytes, Function<byte[], Translated> loader) {
    this.places = places;
    this.mostBytes = mostBytes;
    this.loader = loader;
  }

  @Override
  public void constant(int value) {
    code.add(Opcode.CONSTANT);
    code.addSigned(value);
  }

  @Override
  public void get(int local) {
    code.add(Opcode.LOCAL_GET);
    code.addUnsigned(local);
  }

  @Override
  public void set(int local) {
    code.add(Opcode.LOCAL_SET);
    code.addUnsigned(local);
  }

  @Override
  public void load(int word) {
    constant(0);
    access(Opcode.LOAD, places.frame() + 4 * word);
  }

  @Override
  public void store(int word) {
    set(Local.SCRATCH);
    constant(0);
    get(Local.SCRATCH);
    access(Opcode.STORE, places.frame() + 4 * word);
  }

  private void access(int opcode, int base) {
    code.add(opcode);
    code.addUnsigned(0);
    code.addUnsigned(base);
  }

  @Override
  public void calculate(Operator operator) {
    switch (operator) {
      case MULTIPLY_HIGH -> multiplyHigh(Opcode.EXTEND_UNSIGNED);
      case MULTIPLY_HIGH_SIGNED -> multiplyHigh(Opcode.EXTEND_SIGNED);
      default -> code.add(Opcode.of(operator));
    }
  }

  private void multiplyHigh(int extension) {
    set(Local.SCRATCH);
    code.add(extension);
    get(Local.SCRATCH);
    code.add(extension, Opcode.MULTIPLY_LONG, Opcode.CONSTANT_LONG);
    code.addSigned(32);
    code.add(Opcode.SHIFT_RIGHT_LONG, Opcode.WRAP);
  }

  @Override
  public void compare(Comparison comparison) {
    code.add(Opcode.of(comparison));
  }

  @Override
  public void signExtend(int bytes) {
    code.add(bytes == 1 ? Opcode.EXTEND8 : Opcode.EXTEND16);
  }

  @Override
  public void read(int bytes) {
    access(bytes == 1 ? Opcode.LOAD8 : bytes == 2 ? Opcode.LOAD16 : Opcode.LOAD, places.ram());
  }

  @Override
  public void write(int bytes) {
    access(bytes == 1 ? Opcode.STORE8 : bytes == 2 ? Opcode.STORE16 : Opcode.STORE, places.ram());
  }

  @Override
  public void locate(int bytes, boolean write, Mode mode) {
    locate(bytes, write, mode, () -> walk(bytes, mode.access(write)));
  }

  @Override
  public void locateKnown(int bytes, boolean write, Mode mode) {
    locate(bytes, write, mode, () -> branch(Opcode.BRANCH, attempts.getLast() + 1));
  }

  private void locate(int bytes, boolean write, Mode mode, Runnable otherwise) {
    get(Local.ADDRESS);
    set(Local.PHYSICAL);
    if (mode.paging()) {
      translate(bytes, mode.access(write), otherwise);
    }
    if (write) {
      requireWritable(bytes, mode);
    } else {
      requireReadable(bytes, mode);
    }
  }

  /** As {@code Paging.kept} does it. */
  private void translate(int bytes, int access, Runnable otherwise) {
    get(Local.ADDRESS);
    combine(Operator.SHIFT_RIGHT, Memory.PAGE_BITS);
    combine(Operator.AND, Paging.DATA_SLOTS - 1);
    combine(Operator.SHIFT_LEFT, Tlb.SLOT_BITS);
    set(Local.SCRATCH);
    open(Opcode.BLOCK);
    int found = depth;
    open(Opcode.BLOCK);
    int missed = depth;
    translation(Tlb.PAGE);
    get(Local.ADDRESS);
    combine(Operator.ADD, bytes - 1);
    combine(Operator.AND, ~IN_PAGE);
    combine(Operator.OR, Tlb.USED);
    compare(Comparison.NOT_EQUAL);
    branch(Opcode.BRANCH_IF, missed);
    translation(Tlb.ALLOWED);
    combine(Operator.AND, access);
    constant(0);
    compare(Comparison.EQUAL);
    branch(Opcode.BRANCH_IF, missed);
    translation(Tlb.FRAME);
    get(Local.ADDRESS);
    combine(Operator.AND, IN_PAGE);
    calculate(Operator.OR);
    set(Local.PHYSICAL);
    branch(Opcode.BRANCH, found);
    close();
    otherwise.run();
    close();
  }

  private void walk(int bytes, int access) {
    get(Local.ADDRESS);
    combine(Operator.AND, IN_PAGE);
    constant(Memory.PAGE_SIZE - bytes);
    giveUpIf(Comparison.ABOVE);
    get(Local.ADDRESS);
    constant(access);
    code.add(Opcode.CALL, ModuleFile.WALK);
    set(Local.PHYSICAL);
  }

  @Override
  public void readPort(int bytes) {
    constant(bytes);
    code.add(Opcode.CALL, ModuleFile.READ_PORT);
  }

  @Override
  public void dropPage() {
    code.add(Opcode.CALL, ModuleFile.DROP_PAGE);
  }

  private void translation(int word) {
    get(Local.SCRATCH);
    access(Opcode.LOAD, places.dataTlb() + word);
  }

  private void combine(Operator operator, int value) {
    if (value != 0 || operator == Operator.AND) {
      constant(value);
      calculate(operator);
    }
  }

  /** As {@code Memory.readsPlainly} does it; the lower piece is never empty. */
  private void requireReadable(int bytes, Mode mode) {
    get(Local.PHYSICAL);
    constant(mode.lowEnd() - bytes);
    if (mode.highStart() > mode.highEnd() - bytes) {
      giveUpIf(Comparison.ABOVE);
      return;
    }
    compare(Comparison.ABOVE);
    open(Opcode.IF);
    get(Local.PHYSICAL);
    constant(mode.highStart());
    giveUpIf(Comparison.LESS);
    get(Local.PHYSICAL);
    constant(mode.highEnd() - bytes);
    giveUpIf(Comparison.GREATER);
    close();
  }

  /** As {@code Memory.writesPlainly} does it. */
  private void requireWritable(int bytes, Mode mode) {
    get(Local.PHYSICAL);
    constant(mode.highEnd() - bytes);
    giveUpIf(Comparison.ABOVE);
    requireDirty(0, bytes);
    if (bytes > 1 && !mode.paging()) {
      requireDirty(bytes - 1, bytes);
    }
  }

  private void requireDirty(int distance, int bytes) {
    open(Opcode.BLOCK);
    int dirty = depth;
    pushPage(distance);
    access(Opcode.LOAD8, places.pageStates());
    set(Local.SCRATCH);
    get(Local.SCRATCH);
    constant(Memory.DIRTY);
    compare(Comparison.EQUAL);
    branch(Opcode.BRANCH_IF, dirty);
    get(Local.SCRATCH);
    constant(Memory.DIRTY | Memory.CODE);
    giveUpIf(Comparison.NOT_EQUAL);
    requireNoCode(distance, distance);
    if (bytes > 1 && distance == 0) {
      requireNoCode(0, bytes - 1);
    }
    close();
  }

  /**
   * Gives up when there is code in the line of an address, in the page of another: that of the last
   * byte is looked for in the page of the first, so that it may give up without need. A page has as
   * many lines as a word has bits, and shifts count modulo 32.
   */
  private void requireNoCode(int inPage, int inLine) {
    pushPage(inPage);
    combine(Operator.SHIFT_LEFT, 2);
    access(Opcode.LOAD, places.codeLines());
    get(Local.PHYSICAL);
    combine(Operator.ADD, inLine);
    combine(Operator.SHIFT_RIGHT, Memory.LINE_BITS);
    calculate(Operator.SHIFT_RIGHT);
    combine(Operator.AND, 1);
    constant(0);
    giveUpIf(Comparison.NOT_EQUAL);
  }

  private void pushPage(int distance) {
    get(Local.PHYSICAL);
    combine(Operator.ADD, distance);
    combine(Operator.SHIFT_RIGHT, Memory.PAGE_BITS);
  }

  private void open(int opcode) {
    code.add(opcode, Opcode.NO_RESULT);
    depth++;
  }

  private void close() {
    code.add(Opcode.END);
    depth--;
  }

  /** Branches to the construct that was the given one to be opened. */
  private void branch(int opcode, int opened) {
    code.add(opcode);
    code.addUnsigned(depth - opened);
  }

  @Override
  public void attempt() {
    open(Opcode.BLOCK);
    attempts.add(depth);
    open(Opcode.BLOCK);
  }

  @Override
  public void giveUpIf(Comparison comparison) {
    compare(comparison);
    branch(Opcode.BRANCH_IF, attempts.getLast() + 1);
  }

  @Override
  public void otherwise() {
    branch(Opcode.BRANCH, attempts.getLast());
    close();
  }

  @Override
  public void end() {
    close();
    attempts.removeLast();
  }

  @Override
  public void beginNodes(int[] offsets, int[] latest) {
    this.offsets = offsets;
    loops = new Loops(latest);
    blocks = new int[offsets.length];
    starts = new int[offsets.length];
    open(Opcode.BLOCK);
    exit = depth;
    open(Opcode.LOOP);
    dispatch = depth;
    openBlocks(Loops.NONE, 0, offsets.length - 1);
    table(Loops.NONE, 0, offsets.length - 1, exit);
  }

  /** Opens the blocks of the nodes that are in a loop and in none within it. */
  private void openBlocks(int loop, int from, int to) {
    for (int node = to; node >= from; node--) {
      if (loops.around(node) == loop) {
        open(Opcode.BLOCK);
        blocks[node] = depth;
      }
    }
  }

  /** Goes to one of some nodes by the offset; the opened one is where others lead. */
  private void table(int at, int from, int to, int otherwise) {
    get(Local.OFFSET);
    constant(offsets[from]);
    calculate(Operator.SUBTRACT);
    code.add(Opcode.BRANCH_TABLE);
    int range = offsets[to] - offsets[from] + 1;
    code.addUnsigned(range);
    for (int i = 0; i < range; i++) {
      int node = Arrays.binarySearch(offsets, offsets[from] + i);
      code.addUnsigned(depth - (node >= 0 ? blocks[loops.entry(at, node)] : otherwise));
    }
    code.addUnsigned(depth - otherwise);
  }

  @Override
  public void node() {
    if (current >= 0) {
      endNode();
    }
    current++;
    close();
    if (loops.begins(current)) {
      beginLoop(loops.last(current));
    }
    open(Opcode.LOOP);
    itself = depth;
  }

  private void beginLoop(int last) {
    open(Opcode.LOOP);
    starts[current] = depth;
    openBlocks(current, current + 1, last);
    get(Local.OFFSET);
    constant(offsets[current]);
    compare(Comparison.NOT_EQUAL);
    open(Opcode.IF);
    table(current, current + 1, last, depth);
    close();
  }

  /** Closes the node and the loops that end with it. */
  private void endNode() {
    close();
    int loop = loops.begins(current) ? current : loops.around(current);
    while (loop != Loops.NONE && loops.last(loop) == current) {
      close();
      loop = loops.around(loop);
    }
  }

  @Override
  public void jump(int node) {
    branch(Opcode.BRANCH, way(node));
  }

  @Override
  public void jumpIf(Comparison comparison, int node) {
    int way = way(node);
    compare(comparison);
    branch(Opcode.BRANCH_IF, way);
  }

  /** What to branch to on the way to a node; says where to go on from there. */
  private int way(int node) {
    if (node == current) {
      return itself;
    }
    int entry = node > current ? loops.entry(current, node) : node;
    if (loops.begins(entry)) {
      constant(offsets[node]);
      set(Local.OFFSET);
    }
    return node > current ? blocks[entry] : starts[node];
  }

  @Override
  public void dispatch() {
    branch(Opcode.BRANCH, dispatch);
  }

  @Override
  public void leave() {
    branch(Opcode.BRANCH, exit);
  }

  @Override
  public void endNodes() {
    endNode();
    close();
    close();
  }

  @Override
  public Translated finish() {
    code.add(Opcode.END);
    return code.length() > mostBytes ? null : loader.apply(ModuleFile.around(code));
  }
}
