package cloister.platform;

import cloister.bus.Memory;
import cloister.kernel.mm.StaleTranslations;
import cloister.kernel.task.FloatingPoint;
import cloister.kernel.task.Registers;
import cloister.kernel.task.Registers.Word;
import cloister.kernel.task.Task;
import cloister.kernel.task.ThreadLocalSegments;

/**
 * The words by which the kernel tells the entry code how to go out: they lie at the end of its
 * image, in this order.
 */
final class WayOut {
  private enum Step {
    REGISTERS,
    DIRECTORY,
    STALE_PAGE,
    STACK_TOP,
    FORK_NUMBERS,
    SAVE_NUMBERS,
    RESTORE_NUMBERS,
    COPY_NUMBERS,
    HANDED_NUMBERS
  }

  private static final int NO_PAGE = -1;

  private final Memory memory;
  private final EntryCode code;

  WayOut(Memory memory, EntryCode code) {
    this.memory = memory;
    this.code = code;
  }

  private void put(Step step, int value) {
    memory.write32(code.words() + 4 * step.ordinal(), value);
  }

  /** Nobody goes on: the processor waits. */
  void idle() {
    for (Step step : Step.values()) {
      put(step, 0);
    }
    put(Step.STALE_PAGE, NO_PAGE);
  }

  /**
   * A task goes on in its program.
   *
   * @param directory that the processor has in CR3
   * @param owner whose numbers are in the x87 unit; null for nobody's
   */
  void leadTo(Task task, int directory, Task owner, FloatingPoint numbers) {
    put(Step.REGISTERS, EntryCode.linear(task.stack().registersAddress()));
    put(Step.STACK_TOP, EntryCode.linear(task.stack().top()));
    StaleTranslations stale = task.space().stale();
    boolean another = directory != task.space().directoryAddress();
    put(Step.DIRECTORY, another || stale.isMany() ? task.space().directoryAddress() : 0);
    boolean one = !another && !stale.isMany() && !stale.isEmpty();
    put(Step.STALE_PAGE, one ? stale.page() << Memory.PAGE_BITS : NO_PAGE);
    stale.clear();
    boolean other = owner != task;
    boolean saves = other && owner != null && owner.isAlive() && !owner.stack().keepsNumbers();
    put(Step.FORK_NUMBERS, linearOrNone(numbers.forkTo()));
    put(Step.SAVE_NUMBERS, saves ? EntryCode.linear(owner.stack().floatingPointAddress()) : 0);
    boolean restores = other || task.stack().keepsNumbers();
    put(Step.RESTORE_NUMBERS, restores ? EntryCode.linear(task.stack().floatingPointAddress()) : 0);
    task.stack().numbersLoaded();
    put(Step.COPY_NUMBERS, numbers.copyTo());
    put(Step.HANDED_NUMBERS, numbers.copyTo() == 0 ? 0 : code.initialNumbers());
    loadSegments(task);
  }

  private static int linearOrNone(int physical) {
    return physical == 0 ? 0 : EntryCode.linear(physical);
  }

  /** The task's own descriptors; selectors that name none of its segments are emptied. */
  private void loadSegments(Task task) {
    ThreadLocalSegments own = task.segments();
    int first = code.descriptors() + 8 * ThreadLocalSegments.FIRST;
    for (int i = 0; i < 2 * ThreadLocalSegments.COUNT; i++) {
      memory.write32(first + 4 * i, own.word(i));
    }
    Registers registers = task.registers();
    for (Word word : new Word[] {Word.DS, Word.ES, Word.FS, Word.GS}) {
      int selector = registers.get(word) & 0xffff;
      boolean usable =
          selector == Registers.USER_DATA || selector == Registers.USER_CODE || own.holds(selector);
      registers.set(word, usable ? selector : 0);
    }
  }
}
