package cloister.cpu.translate;

/**
 * The code of one region while it is written: a stack machine with locals and jumps between nodes,
 * which both WebAssembly and the JVM are.
 *
 * <p>First comes what is done on entering, then {@link #beginNodes}, then every node in ascending
 * order, each ending with a jump, {@link #dispatch} or {@link #leave}; then {@link #endNodes} and
 * what is done on leaving.
 */
public interface RegionCode {
  void constant(int value);

  void get(int local);

  void set(int local);

  /** Pushes a word of the {@link Frame}. */
  void load(int word);

  /** Pops into a word of the {@link Frame}. */
  void store(int word);

  /** Replaces the two topmost words by what the operator makes of them. */
  void calculate(Operator operator);

  /** Makes a word of the topmost one and a constant. */
  default void calculate(Operator operator, int value) {
    constant(value);
    calculate(operator);
  }

  /** Replaces two words by 1 when the comparison holds, else by 0. */
  void compare(Comparison comparison);

  /** Sign-extends the topmost word from 1 or 2 bytes. */
  void signExtend(int bytes);

  /** Replaces a physical address of plain RAM by what is there, zero-extended. */
  void read(int bytes);

  /** Pops an address of plain RAM and a value above it. */
  void write(int bytes);

  /**
   * Puts the physical address of {@link Local#ADDRESS} into {@link Local#PHYSICAL}, perhaps after a
   * {@link HelperCalls#walk}, or gives up when an access there is not plain. To be used inside
   * {@link #attempt}.
   *
   * @param mode what the region takes for granted
   */
  void locate(int bytes, boolean write, Mode mode);

  /** The same without a walk: gives up when the translation buffer does not have the address. */
  void locateKnown(int bytes, boolean write, Mode mode);

  /** Replaces the number of a port by what {@link HelperCalls#readPort} gives. */
  void readPort(int bytes);

  /** Pops an address for {@link HelperCalls#dropPage}. */
  void dropPage();

  /** Begins what may be given up for the part after {@link #otherwise}, up to {@link #end}. */
  void attempt();

  /** Pops two words and gives up when the comparison holds. */
  void giveUpIf(Comparison comparison);

  /** Gives up when a word of the {@link Frame} is 0. */
  default void giveUpUnless(int word) {
    load(word);
    constant(0);
    giveUpIf(Comparison.EQUAL);
  }

  void otherwise();

  void end();

  /**
   * Begins the nodes; control comes to the one whose offset is in {@link Local#OFFSET}.
   *
   * @param offsets of the nodes in their page, ascending
   * @param latest the last node that jumps to each directly; itself or less where no later one does
   */
  void beginNodes(int[] offsets, int[] latest);

  /** Begins the next node. */
  void node();

  void jump(int node);

  /** Pops two words and jumps when the comparison holds. */
  void jumpIf(Comparison comparison, int node);

  /** Goes to the node at {@link Local#OFFSET}; leaves when there is none. */
  void dispatch();

  /** Goes to what follows the nodes. */
  void leave();

  void endNodes();

  /**
   * The translated region.
   *
   * @return null when it became too large for the host
   */
  Translated finish();
}
